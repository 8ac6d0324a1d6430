import { createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuideshangError } from '../../errors.ts';
import type { Language } from '../../model/language.ts';
import { DEFAULT_LIMITS } from '../../reading/limits.ts';
import { openTables } from '../../reading/open-tables.ts';
import type { Row, Table } from '../../reading/table.ts';
import { csvLine } from '../../reports/csv.ts';
import { REASON_HEADER, type RefusedRow, sayRefusal } from '../../staging/refusals.ts';
import type { Book } from '../../store/book.ts';
import { type DamagedRecord, streamHeldRows } from '../../store/imports/damaged-rows.ts';
import { type BatchRecord, listBatches, listImportRecords } from '../../store/imports/imports.ts';
import { streamRefusedRows } from '../../store/imports/refused-rows.ts';

/** Which refused rows are written, and how. */
export interface RefusedRowsOptions {
  readonly language: Language;
  /** For encrypted zips. */
  readonly password?: string;
}

/**
 * Writes the refused rows of an import as a file that can be mended in a spreadsheet and imported again: the lines
 * above the header, the header and the raw cells as in the original, with the reason in one more column. UTF-8 with
 * byte order mark. Text that a spreadsheet would run as a formula gets a leading apostrophe, long numbers a TAB behind them
 * that keeps a spreadsheet from rounding them; importing takes both off.
 * A file is written for each table with refused rows; from the second on its name has a number.
 * @returns the paths written; none when no row was refused
 * @throws import_not_found, original_missing
 */
export async function writeRefusedRows(
  book: Book,
  which: { readonly import_id: bigint } | { readonly batch_id: bigint },
  file: string,
  options: RefusedRowsOptions,
): Promise<string[]> {
  const batches = (await listBatches(book.store, book.book_id)).filter((batch) =>
    'batch_id' in which ? batch.batch_id === which.batch_id : batch.import_id === which.import_id,
  );
  if (batches.length === 0) {
    const import_id = 'import_id' in which ? which.import_id : which.batch_id;
    throw new DuideshangError('import_not_found', { import_id: String(import_id) });
  }
  const written: string[] = [];
  for (const batch of batches.filter(({ receipt }) => receipt.rows_refused > 0)) {
    const target = written.length === 0 ? file : numbered(file, written.length + 1);
    await pipeline(Readable.from(linesOf(book, batch, options)), createWriteStream(target));
    written.push(target);
  }
  return written;
}

function numbered(file: string, count: number): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${count}${ext}`);
}

async function* linesOf(
  book: Book,
  batch: BatchRecord,
  { language, password }: RefusedRowsOptions,
): AsyncGenerator<string> {
  const held = await heldRows(book, batch);
  const original = await readOriginal(book, batch, new Set(held.keys()), password);
  yield '\uFEFF';
  for (const row of original.above) yield csvLine(row.cells);
  const width = batch.header.length;
  yield csvLine([...batch.header, REASON_HEADER]);
  const line = (refused: RefusedRow): string => {
    const cells = Array.from(
      { length: Math.max(width, refused.cells.length) },
      (_, at) => refused.cells[at] ?? '',
    );
    return csvLine([...cells.slice(0, width), sayRefusal(refused, language), ...cells.slice(width)]);
  };
  for await (const rows of streamRefusedRows(book.store, book.book_id, batch.batch_id)) {
    yield rows
      .map(({ row_no, code, column_name, value, cells }) =>
        line({ row: row_no, code, column: column_name, value, cells }),
      )
      .join('');
  }
  for (const row of original.rows) {
    const { column_name, damaged_no } = held.get(row.number) ?? { column_name: '', damaged_no: '' };
    const { number, cells } = row;
    yield line({ row: number, code: 'damaged_id', column: column_name, value: damaged_no, cells });
  }
}

async function heldRows(book: Book, batch: BatchRecord): Promise<Map<number, DamagedRecord>> {
  const held = new Map<number, DamagedRecord>();
  for await (const rows of streamHeldRows(book.store, book.book_id, batch.batch_id))
    for (const row of rows) held.set(row.row_no, row);
  return held;
}

/** The lines above the header and the rows of the given numbers, from the file that was kept. */
export async function readOriginal(
  book: Book,
  batch: BatchRecord,
  numbers: ReadonlySet<number>,
  password: string | undefined,
): Promise<{ above: Row[]; rows: Row[] }> {
  const found: { above: Row[]; rows: Row[] } = { above: [], rows: [] };
  if (batch.header_row <= 1 && numbers.size === 0) return found;
  const kept = (await listImportRecords(book.store, book.book_id)).find(
    ({ import_id }) => import_id === batch.import_id,
  );
  const original = book.originals.pathOf(kept?.sha256 ?? '', batch.file);
  await access(original).catch((error: unknown) => {
    throw new DuideshangError('original_missing', { file: batch.file }, error);
  });
  const options = { limits: DEFAULT_LIMITS, ...(password !== undefined && { password }) };
  for await (const table of openTables(original, options)) {
    if (table.member !== batch.member || table.sheet !== batch.sheet) continue;
    await pickRows(table, batch.header_row, numbers, found);
    break;
  }
  return found;
}

async function pickRows(
  table: Table,
  header_row: number,
  numbers: ReadonlySet<number>,
  found: { above: Row[]; rows: Row[] },
): Promise<void> {
  for await (const rows of table.rows()) {
    for (const row of rows) {
      if (row.number < header_row) found.above.push(row);
      else if (numbers.has(row.number)) found.rows.push(row);
    }
    if (found.rows.length === numbers.size && (rows.at(-1)?.number ?? 0) >= header_row) return;
  }
}
