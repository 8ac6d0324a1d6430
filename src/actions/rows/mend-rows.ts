import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DuideshangError } from '../../errors.ts';
import { inEveryLanguage, type Text } from '../../model/language.ts';
import { maySeeBuyers, type Role } from '../../model/role.ts';
import { csvLine } from '../../reports/csv.ts';
import { REASON_HEADER, sayRefusal } from '../../staging/refusals.ts';
import type { Book } from '../../store/book.ts';
import { type BatchRecord, listBatches } from '../../store/imports/imports.ts';
import {
  countOpenRefusals,
  listOpenRefusals,
  markMended,
  type OpenRefusal,
} from '../../store/imports/mended-rows.ts';
import { importFiles } from '../importing/import-files.ts';
import { mendIn } from '../importing/mend-refused.ts';
import { undoImport } from '../importing/undo-import.ts';
import { MASK, PERSONAL } from './raw-cells.ts';
import { readOriginal } from './refused-rows.ts';

/** A refused row as it is shown: why, and its cells by header as in the file; who the buyer is, is masked. */
export interface ShownRefusal {
  readonly batch_id: bigint;
  readonly row: number;
  readonly file: string;
  readonly sheet: string | null;
  readonly code: string;
  readonly column: string;
  readonly value: string;
  readonly says: Text;
  readonly cells: readonly { readonly header: string; readonly value: string }[];
}

/** A page of refused rows; `next` goes on behind its last. */
export interface RefusalsPage {
  readonly rows: readonly ShownRefusal[];
  readonly next: string | null;
  readonly total: number;
}

const PAGE_ROWS = 100;

/**
 * Refused rows of a book or of one table that were not mended yet, a page at a time. The cell at fault is masked only for a
 * role that may not see buyers.
 */
export async function listRefusals(
  book: Book,
  role: Role,
  { batch_id, after, limit = PAGE_ROWS }: { batch_id?: bigint; after?: string; limit?: number },
): Promise<RefusalsPage> {
  const { store, book_id } = book;
  const found = await listOpenRefusals(store, book_id, {
    limit: limit + 1,
    ...(batch_id !== undefined && { batch_id }),
    ...(after !== undefined && { after: placeOf(after) }),
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await shown(book, page, maySeeBuyers(role) ? butAtFault : whereverBuyersMayBe),
    next: found.length > limit && last !== undefined ? `${last.batch_id}-${last.row_no}` : null,
    total: await countOpenRefusals(store, book_id, batch_id),
  };
}

function placeOf(after: string): { batch_id: bigint; row_no: number } {
  const [, batch, row] = /^(\d{1,18})-(\d{1,9})$/.exec(after) ?? [];
  if (batch === undefined || row === undefined)
    throw new DuideshangError('request_wrong', { what: `after ${after}` });
  return { batch_id: BigInt(batch), row_no: Number.parseInt(row, 10) };
}

/** Whether the cell of a refused row under a header is masked. */
type Masked = (row: OpenRefusal, header: string) => boolean;

/** Who mends a row sees what is wrong in it. */
const butAtFault: Masked = ({ column_name }, header) => PERSONAL.test(header) && header !== column_name;

/** Cells of a row that is too short or too long may stand under the header of another. */
const whereverBuyersMayBe: Masked = ({ code }, header) =>
  PERSONAL.test(header) || code === 'too_few_cells' || code === 'too_many_cells';

async function shown(book: Book, rows: readonly OpenRefusal[], masked: Masked): Promise<ShownRefusal[]> {
  const batches = new Map(
    (await listBatches(book.store, book.book_id)).map((batch) => [batch.batch_id, batch]),
  );
  const cells = await cellsOf(book, batches, rows);
  return rows.flatMap((row) => {
    const batch = batches.get(row.batch_id);
    return batch === undefined ? [] : [shownRow(row, batch, cells(row), masked)];
  });
}

function shownRow(
  row: OpenRefusal,
  batch: BatchRecord,
  cells: readonly string[],
  masked: Masked = butAtFault,
): ShownRefusal {
  const { batch_id, row_no, code, column_name } = row;
  const value = masked(row, column_name) ? MASK : row.value;
  const refused = { row: row_no, code, column: column_name, value, cells };
  return {
    batch_id,
    row: row_no,
    file: batch.receipt.file,
    sheet: batch.sheet,
    code,
    column: column_name,
    value,
    says: inEveryLanguage((language) => sayRefusal(refused, language)),
    cells: batch.header.map((header, at) => ({
      header,
      value: masked(row, header) ? MASK : (cells[at] ?? ''),
    })),
  };
}

/** The cells of rows; those of held rows are read from the originals. */
async function cellsOf(
  book: Book,
  batches: ReadonlyMap<bigint, BatchRecord>,
  rows: readonly OpenRefusal[],
): Promise<(row: OpenRefusal) => readonly string[]> {
  const read = new Map<string, readonly string[]>();
  const held = rows.filter(({ cells }) => cells === null);
  for (const [batch_id, own] of Map.groupBy(held, (row) => row.batch_id)) {
    const batch = batches.get(batch_id);
    if (batch === undefined) continue;
    const numbers = new Set(own.map(({ row_no }) => row_no));
    const original = await readOriginal(book, batch, numbers, undefined).catch(() => ({ rows: [] }));
    for (const row of original.rows) read.set(`${batch_id}-${row.number}`, row.cells);
  }
  return ({ batch_id, row_no, cells }) => cells ?? read.get(`${batch_id}-${row_no}`) ?? [];
}

/** What became of rows that were loaded again. */
export interface MendedRows {
  readonly taken: number;
  readonly still_refused: readonly ShownRefusal[];
  /** The import that brought the rows taken; null when none was. */
  readonly import_id: bigint | null;
}

/** A row with the cells that were changed, by header. */
export interface MendedRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * Loads refused rows of a table again with changed cells, as a small file of the same format that is kept like every
 * original. Rows that are refused again stay as they were, with the new reason in the answer.
 * @throws import_not_found, original_missing; as importing for a file that is refused as a whole
 */
export async function mendRows(
  book: Book,
  batch_id: bigint,
  mended: readonly MendedRow[],
  made_by?: string,
): Promise<MendedRows> {
  const batch = (await listBatches(book.store, book.book_id)).find((each) => each.batch_id === batch_id);
  if (batch === undefined) throw new DuideshangError('import_not_found', { import_id: String(batch_id) });
  const open = await listOpenRefusals(book.store, book.book_id, { batch_id });
  const changes = new Map(mended.map(({ row, cells }) => [row, cells]));
  const wanted = open.filter(({ row_no }) => changes.has(row_no));
  const cells = await cellsOf(book, new Map([[batch_id, batch]]), wanted);
  const rows = wanted.map((row) => ({
    row,
    cells: changed(batch, cells(row), changes.get(row.row_no) ?? {}),
  }));
  const by = made_by === undefined ? {} : { made_by };
  const first = await load(book, batch, rows, by);
  if (first.refused.size === 0) return finish(book, batch, rows, first.import_id, []);
  await undoImport(book, first.import_id);
  const good = rows.filter(({ row }) => !first.refused.has(row.row_no));
  const bad = rows.flatMap(({ row, cells: now }) => {
    const refusal = first.refused.get(row.row_no);
    return refusal === undefined ? [] : [shownRow({ ...refusal, batch_id, row_no: row.row_no }, batch, now)];
  });
  if (good.length === 0) return { taken: 0, still_refused: bad, import_id: null };
  return finish(book, batch, good, (await load(book, batch, good, by)).import_id, bad);
}

interface ChangedRow {
  readonly row: OpenRefusal;
  readonly cells: readonly string[];
}

function changed(
  batch: BatchRecord,
  cells: readonly string[],
  change: Readonly<Record<string, string>>,
): string[] {
  return batch.header.map((header, at) => {
    const now = change[header];
    return now === undefined || now === MASK ? (cells[at] ?? '') : now;
  });
}

async function finish(
  book: Book,
  { batch_id }: BatchRecord,
  rows: readonly ChangedRow[],
  import_id: bigint,
  still_refused: readonly ShownRefusal[],
): Promise<MendedRows> {
  const numbers = rows.map(({ row }) => row.row_no);
  await book.store.transaction(async (tx) => {
    await markMended(tx, book.book_id, batch_id, numbers, import_id);
    await mendIn(tx, book.book_id);
  });
  return { taken: rows.length, still_refused, import_id };
}

/** Imports rows as a file of their own; those refused by their row number in the file they come from. */
async function load(
  book: Book,
  batch: BatchRecord,
  rows: readonly ChangedRow[],
  by: { readonly made_by?: string },
): Promise<{ import_id: bigint; refused: Map<number, OpenRefusal> }> {
  const { above } = await readOriginal(book, batch, new Set(), undefined);
  const folder = await mkdtemp(path.join(book.tmp, 'mend-'));
  try {
    const file = path.join(folder, mendedName(batch, rows));
    const header = [...batch.header, REASON_HEADER];
    const lines = [...above.map((row) => row.cells), header, ...rows.map(({ cells }) => cells)];
    await writeFile(file, `\uFEFF${lines.map((cells) => csvLine([...cells])).join('')}`);
    const { receipts, failures } = await importFiles(book, [file], by);
    const [receipt] = receipts;
    if (receipt === undefined) throw failures[0]?.error ?? new TypeError('a mended file gave no receipt');
    const made = (await listBatches(book.store, book.book_id)).find(
      (each) => each.batch_id === receipt.batch_id,
    );
    const again = await listOpenRefusals(book.store, book.book_id, { batch_id: receipt.batch_id });
    const first = (made?.header_row ?? above.length + 1) + 1;
    const refused = new Map(
      again.flatMap((refusal) => {
        const from = rows[refusal.row_no - first];
        return from === undefined ? [] : [[from.row.row_no, refusal] as const];
      }),
    );
    return { import_id: made?.import_id ?? 0n, refused };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The name begins like the file's, which may tell when it was exported. */
function mendedName({ file }: BatchRecord, rows: readonly ChangedRow[]): string {
  const numbers = rows.map(({ row }) => row.row_no);
  return `${path.parse(file).name}-补正-${numbers[0]}-${numbers.at(-1)}.csv`;
}
