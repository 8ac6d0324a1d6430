import { type Static, Type } from 'typebox';
import { Day, FileReply, Id, Moment, Money, orNull, Queued, Words } from './common.ts';
import type { Routes } from './route.ts';

/** What an import of one table proves. */
export const Receipt = Type.Object({
  batch_id: Id,
  file: Type.String(),
  sheet: orNull(Type.String()),
  source: Id,
  source_title: Words,
  rows_read: Type.Integer(),
  rows_new: Type.Integer(),
  rows_unchanged: Type.Integer(),
  rows_changed: Type.Integer(),
  rows_refused: Type.Integer(),
  rows_repaired: Type.Integer(),
  rows_elsewhere: Type.Integer(),
  rows_other: Type.Integer(),
  control_totals: Type.Enum(['ok', 'mismatch', 'waiting', 'none']),
  totals: Type.Array(
    Type.Object({
      of: Words,
      stated_count: orNull(Type.Integer()),
      read_count: Type.Integer(),
      stated_minor: orNull(Money),
      read_minor: Money,
      agrees: orNull(Type.Boolean()),
    }),
  ),
  running_balance: Type.Enum(['ok', 'broken', 'none']),
  broken_at_row: orNull(Type.Integer()),
  opening_minor: orNull(Money),
  inflow_minor: Money,
  outflow_minor: Money,
  closing_minor: orNull(Money),
  account_no: orNull(Type.String()),
  from_at: orNull(Moment),
  to_at: orNull(Moment),
  exported_at: orNull(Moment),
  /** Set when the book already holds a later export of the same span: what it says and since when. */
  older_than_held: orNull(Words),
  /** Set for a job's import of bytes that the book had: since when and under which name. */
  held_before: orNull(Words),
});
export type Receipt = Static<typeof Receipt>;

/** A file that was imported. */
export const ImportCard = Type.Object({
  import_id: Id,
  file: Type.String(),
  bytes: Type.Integer(),
  imported_at: Moment,
  made_by: orNull(Type.String()),
  receipts: Type.Array(Receipt),
  /** Tables of the file that nobody knows: they wait to be taught. */
  left_out: Type.Array(
    Type.Object({
      member: orNull(Type.String()),
      sheet: orNull(Type.String()),
      row_count: Type.Integer(),
      says: Words,
    }),
  ),
});
export type ImportCard = Static<typeof ImportCard>;

/** A refused row: why, and its cells as in the file. */
export const RefusedRow = Type.Object({
  batch_id: Id,
  row: Type.Integer(),
  file: Type.String(),
  sheet: orNull(Type.String()),
  code: Id,
  /** Header of the column that is wrong. */
  column: Type.String(),
  value: Type.String(),
  says: Words,
  cells: Type.Array(Type.Object({ header: Type.String(), value: Type.String() })),
});

/** Getting files in. */
export const IMPORT_ROUTES = {
  upload: {
    summary:
      'Puts files (multipart, field `file`, file name with its path below the dropped folder) aside for an import.',
    takes_files: true,
    reply: Type.Object({
      uploads: Type.Array(Type.Object({ upload_id: Id, file: Type.String(), bytes: Type.Integer() })),
    }),
  },
  import_uploads: {
    summary: 'Imports uploaded files, then reconciles.',
    body: Type.Object({
      upload_ids: Type.Array(Id, { minItems: 1, maxItems: 2000 }),
      password: Type.Optional(Type.String({ maxLength: 200 })),
      then_run: Type.Boolean(),
    }),
    reply: Queued,
  },
  list_imports: {
    summary: 'Imports with their receipts, latest first; those of a job only with `job_id`.',
    query: Type.Object({ job_id: Type.Optional(Id) }),
    reply: Type.Object({
      imports: Type.Array(ImportCard),
      /**
       * Imports that who sees some shops is not shown, as it is not known by id who made them: the command line did, or a
       * program before ids were kept. A name would show them to a namesake. 0 for who sees all.
       */
      unattributed: Type.Integer(),
    }),
  },
  undo_import: {
    summary: 'Undoes an import as a whole, then reconciles.',
    reply: Queued,
  },
  coverage: {
    summary: 'Which days of which account are in and which are missing.',
    query: Type.Object({ from_day: Type.Optional(Day), to_day: Type.Optional(Day) }),
    reply: Type.Object({
      from_day: orNull(Day),
      to_day: orNull(Day),
      accounts: Type.Array(
        Type.Object({
          account_id: Id,
          channel: Words,
          account_no: orNull(Type.String()),
          /** Stretches of days that statements cover. */
          covered: Type.Array(Type.Object({ from_day: Day, to_day: Day })),
          /** Stretches between the first and the last day of the book that none covers. */
          missing: Type.Array(Type.Object({ from_day: Day, to_day: Day })),
        }),
      ),
    }),
  },
  refused_rows: {
    summary: 'Refused rows of the book or of one table, not yet mended; buyers are masked.',
    query: Type.Object({
      batch_id: Type.Optional(Id),
      after: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    }),
    reply: Type.Object({ rows: Type.Array(RefusedRow), next: orNull(Id), total: Type.Integer() }),
  },
  mend_rows: {
    summary: 'Loads refused rows again with mended cells (by header); says per row whether it was taken.',
    body: Type.Object({
      batch_id: Id,
      rows: Type.Array(
        Type.Object({ row: Type.Integer(), cells: Type.Record(Type.String(), Type.String()) }),
        { minItems: 1, maxItems: 500 },
      ),
    }),
    reply: Type.Object({
      taken: Type.Integer(),
      still_refused: Type.Array(RefusedRow),
      import_id: orNull(Id),
    }),
  },
  download_refused: {
    summary: 'Refused rows of a table, buyers included, as a file that can be mended and dropped again.',
    query: Type.Object({ batch_id: Id }),
    reply: FileReply,
  },
} as const satisfies Routes;
