import { type Static, Type } from 'typebox';
import { Day, Done, Id, Moment, orNull, Queued, Words } from './common.ts';
import type { Routes } from './route.ts';

const BookName = Type.String({ minLength: 1, maxLength: 80, pattern: '^\\S(.*\\S)?$' });

/** A set of books in the list. */
export const BookCard = Type.Object({
  book_id: Id,
  name: BookName,
  is_sample: Type.Boolean(),
  created_at: Moment,
  /** Being made or removed by this job. */
  busy_job_id: orNull(Id),
});

/** A shop or account of a book. */
export const AccountCard = Type.Object({
  account_id: Id,
  /** What the account's files are called: 支付宝, 聚合账户 … */
  channel: Words,
  account_no: orNull(Type.String()),
  from_at: orNull(Moment),
  to_at: orNull(Moment),
  lines: Type.Integer(),
});

/** A book with what it holds. */
export const BookDetail = Type.Object({
  ...BookCard.properties,
  shops: Type.Array(Type.String()),
  accounts: Type.Array(AccountCard),
  imports: Type.Integer(),
  orders: Type.Integer(),
  /** First and last day of orders held. */
  first_day: orNull(Day),
  last_day: orNull(Day),
  last_run: orNull(Type.Object({ run_id: Id, ran_at: Moment, from: orNull(Day), to: orNull(Day) })),
  /** Imports, undone imports or rules after the last run: its results are not up to date. */
  is_stale: Type.Boolean(),
});
export type BookDetail = Static<typeof BookDetail>;

/** A step of a job that can be shown: what is worked on and how far it is. */
export const JobProgress = Type.Object({
  phase: Words,
  file: orNull(Type.String()),
  done: orNull(Type.Integer()),
  total: orNull(Type.Integer()),
  rows: orNull(Type.Integer()),
});

/** Work that takes a while. */
export const Job = Type.Object({
  job_id: Id,
  book_id: Id,
  kind: Type.Enum([
    'import',
    'undo_import',
    'run',
    'export',
    'sample',
    'trial',
    'remove_book',
    'index_numbers',
  ]),
  state: Type.Enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  made_by: Type.String(),
  made_at: Moment,
  started_at: orNull(Moment),
  ended_at: orNull(Moment),
  progress: orNull(JobProgress),
  /** Files of an import, each with how far it is. */
  files: Type.Array(
    Type.Object({
      file: Type.String(),
      bytes: Type.Integer(),
      bytes_total: Type.Integer(),
      rows: Type.Integer(),
      phase: Type.Enum(['waiting', 'keeping', 'reading', 'loading', 'done', 'failed']),
      error: orNull(Words),
    }),
  ),
  error: orNull(Words),
  /**
   * What came of it: an import's import_ids and the tables that it read, in the order of its files (`told_as` names a file
   * whose bytes the book had), an export's export_id and file name.
   */
  result: orNull(
    Type.Object({
      import_ids: Type.Optional(Type.Array(Id)),
      tables: Type.Optional(Type.Array(Type.Object({ batch_id: Id, told_as: orNull(Type.String()) }))),
      export_id: Type.Optional(Id),
      file_name: Type.Optional(Type.String()),
    }),
  ),
});
export type Job = Static<typeof Job>;

/** Books and their jobs. */
export const BOOK_ROUTES = {
  list_books: {
    summary: 'The books that the user may see.',
    reply: Type.Object({ books: Type.Array(BookCard) }),
  },
  create_book: {
    summary: 'Makes an empty book.',
    body: Type.Object({ name: BookName }),
    reply: Type.Object({ book: BookCard }),
  },
  create_sample_book: {
    summary: 'Makes the sample shop’s month as a book of its own, or returns the one there is.',
    reply: Type.Object({ book: BookCard, job_id: orNull(Id) }),
  },
  book: { summary: 'A book with what it holds.', reply: Type.Object({ book: BookDetail }) },
  rename_book: {
    summary: 'Renames a book.',
    body: Type.Object({ name: BookName }),
    reply: Type.Object({ book: BookCard }),
  },
  remove_book: {
    summary: 'Removes a book with its originals. `name` must be its name, typed again.',
    body: Type.Object({ name: Type.String() }),
    reply: Done,
  },
  colleagues: {
    summary: 'Users who see the book, to assign cases to.',
    reply: Type.Object({ colleagues: Type.Array(Type.Object({ user_id: Id, display_name: Type.String() })) }),
  },
  list_jobs: {
    summary: 'Jobs of the book: waiting, running, and the latest that ended.',
    reply: Type.Object({ jobs: Type.Array(Job) }),
  },
  job: { summary: 'One job.', reply: Type.Object({ job: Job }) },
  cancel_job: {
    summary: 'Cancels a job that waits or runs.',
    reply: Type.Object({ job: Job }),
  },
  job_events: {
    summary:
      'Server-sent events: `job` with a Job whenever one changes, `book` with {book_id} when what a book holds has changed.',
    reply: Type.Any(),
  },
  start_run: {
    summary: 'Reconciles the book.',
    body: Type.Object({ from_day: Type.Optional(Day), to_day: Type.Optional(Day) }),
    reply: Queued,
  },
} as const satisfies Routes;
