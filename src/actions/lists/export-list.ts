import { rename, rm } from 'node:fs/promises';
import { DuideshangError } from '../../errors.ts';
import { accountText } from '../../model/account.ts';
import { type Language, say, type Text } from '../../model/language.ts';
import type { ListCell, ListFilter, ListOrder, ShopsSeen } from '../../model/list.ts';
import { quantityText } from '../../model/records.ts';
import { writeCsv } from '../../reports/csv.ts';
import type { CellKind } from '../../reports/xlsx/cells.ts';
import { fittedWidth } from '../../reports/xlsx/fitted-width.ts';
import { writeWorkbook } from '../../reports/xlsx/workbook.ts';
import type { Book } from '../../store/book.ts';
import { columnOf } from '../../store/lists/columns.ts';
import { listOf } from '../../store/lists/index.ts';
import type { ListColumn } from '../../store/lists/list.ts';
import { rowsInOrder } from '../../store/lists/pages.ts';
import { asWritten, type NameOfUser } from '../cases/case-words.ts';
import { cellInWords } from './list-words.ts';

/** Which rows and columns of a list are written, and how. */
export interface ListExport {
  readonly list: string;
  readonly filter: ListFilter;
  readonly sort: readonly ListOrder[];
  readonly columns: readonly string[];
  readonly format: 'xlsx' | 'csv';
  readonly language: Language;
}

/** What an export is told and tells while it runs. */
export interface ExportOptions {
  readonly shops?: ShopsSeen;
  readonly signal?: AbortSignal;
  /** Rows written so far. */
  readonly onRows?: (rows: number) => void;
  readonly nameOfUser?: NameOfUser;
}

const TEXTS = {
  total: { 'zh-CN': '合计', 'zh-TW': '合計', en: 'Total' },
  none: { 'zh-CN': '没有符合条件的行', 'zh-TW': '沒有符合條件的列', en: 'No rows' },
} as const satisfies Record<string, Text>;

/** Texts from outside are kept as texts, or an edit of the cell makes another number of an order number. */
const KINDS: Readonly<Record<ListColumn['type'], CellKind>> = {
  text: 'id',
  code: 'text',
  money: 'money',
  quantity: 'quantity',
  moment: 'moment',
  day: 'day',
  count: 'count',
};
/** Of columns whose values are of one length; texts and names are measured. Money has room for the sum of a large book. */
const WIDTHS: Readonly<Partial<Record<ListColumn['type'], number>>> = {
  money: 18,
  quantity: 14,
  moment: 20,
  day: 13,
  count: 10,
};
const EXPLANATION_WIDTH = 60;

/**
 * Writes the rows of a filter to a file, codes by their names in the language, texts made harmless to spreadsheets. The file
 * is there whole or not at all; memory does not grow with the rows. Returns the number of rows.
 * @throws as `listPage`; report_not_written
 */
export async function exportList(
  book: Book,
  path: string,
  asked: ListExport,
  { shops = null, signal, onRows, nameOfUser = asWritten }: ExportOptions = {},
): Promise<number> {
  const list = listOf(asked.list);
  const columns = asked.columns.map((name) => columnOf(list, name));
  const written = { rows: 0 };
  const asRead = (cell: ListCell, at: number): ListCell =>
    inWords(cell, columns[at], asked.language, nameOfUser);
  const batches = readRows(book, asked, { columns, shops, asRead }, (count) => {
    signal?.throwIfAborted();
    written.rows += count;
    onRows?.(written.rows);
  });
  try {
    if (asked.format === 'csv') await writeWhole(path, columns, batches, asked.language);
    else await writeSheet(path, list.label, columns, batches, asked.language);
  } catch (error) {
    throw isOfFile(error)
      ? new DuideshangError('report_not_written', { file: path, reason: error.message }, error)
      : error;
  }
  return written.rows;
}

function isOfFile(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

/** The columns of rows that a user sees, and how a cell of the column `at` is read. */
interface Reading {
  readonly columns: readonly ListColumn[];
  readonly shops: ShopsSeen;
  readonly asRead: (cell: ListCell, at: number) => ListCell;
}

async function* readRows(
  { store, book_id }: Book,
  { list, filter, sort }: ListExport,
  { columns, shops, asRead }: Reading,
  onBatch: (rows: number) => void,
): AsyncGenerator<ListCell[][]> {
  const rows = rowsInOrder(store, listOf(list), book_id, { filter, sort, columns }, shops);
  for await (const batch of rows) {
    onBatch(batch.length);
    yield batch.map((row) => row.map(asRead));
  }
}

function inWords(
  cell: ListCell,
  column: ListColumn | undefined,
  language: Language,
  nameOfUser: NameOfUser,
): ListCell {
  if (typeof cell === 'string' && column?.is_account === true) return accountText(cell, language);
  if (typeof cell === 'string' && column?.is_user === true) return nameOfUser(cell);
  const name = typeof cell === 'string' ? column?.names?.[cell] : undefined;
  return name === undefined ? cellInWords(cell, column, language) : say(name, language);
}

async function writeWhole(
  path: string,
  columns: readonly ListColumn[],
  batches: AsyncIterable<ListCell[][]>,
  language: Language,
): Promise<void> {
  const part = `${path}.part`;
  try {
    await writeCsv(
      part,
      columns.map(({ label }) => say(label, language)),
      inCsv(columns, batches),
    );
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Amounts are written as such by whoever writes the file; quantities become text first. */
async function* inCsv(
  columns: readonly ListColumn[],
  batches: AsyncIterable<ListCell[][]>,
): AsyncGenerator<ListCell[][]> {
  const isQuantity = columns.map(({ type }) => type === 'quantity');
  const written = (cell: ListCell, at: number): ListCell =>
    isQuantity[at] === true && typeof cell === 'bigint' ? quantityText(cell) : cell;
  for await (const rows of batches) yield rows.map((row) => row.map(written));
}

async function writeSheet(
  path: string,
  label: Text,
  columns: readonly ListColumn[],
  batches: AsyncGenerator<ListCell[][]>,
  language: Language,
): Promise<void> {
  const { value } = await batches.next();
  const first: ListCell[][] = value ?? [];
  async function* rows(): AsyncGenerator<ListCell[][]> {
    yield first;
    yield* batches;
  }
  await writeWorkbook(path, (workbook) =>
    workbook.addTable(say(label, language), {
      columns: columns.map((column, at) => ({
        title: say(column.label, language),
        ...lookOf(
          column,
          first.map((row) => row[at]),
        ),
        ...(column.summed === true ? { total: true } : {}),
      })),
      rows: rows(),
      total_label: say(TEXTS.total, language),
      empty_text: say(TEXTS.none, language),
    }),
  );
}

/** How a column stands in a sheet, by its type and the values of its first rows. */
function lookOf(
  column: ListColumn,
  values: readonly (ListCell | undefined)[],
): { kind: CellKind; width: number } {
  if (column.is_explanation === true) return { kind: 'wrapped', width: EXPLANATION_WIDTH };
  const texts = values.filter((value) => typeof value === 'string');
  return { kind: KINDS[column.type], width: WIDTHS[column.type] ?? fittedWidth(texts) };
}
