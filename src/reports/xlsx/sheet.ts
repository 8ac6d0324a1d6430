import { displayWidth } from '../display-width.ts';
import { type CellKind, type CellValue, cellXml, lettersOf, type StyledCell } from './cells.ts';
import type { StyleName } from './styles.ts';
import { xmlText } from './xml.ts';

/** A sheet of a workbook holds this many rows. */
export const SHEET_ROWS_MAX = 1_048_576;
/** A sheet part is ended before it would need 64-bit sizes, which some programs cannot open. */
export const SHEET_BYTES_MAX = 3_500_000_000;
const LINE_POINTS = 14;
const LINES_MAX = 25;
const FLUSH_CHARACTERS = 1 << 16;

/** A column of a table sheet. */
export interface TableColumn {
  readonly title: string;
  /** In characters of the default font; a Chinese character counts two. */
  readonly width: number;
  readonly kind: CellKind;
  /** Whether the last row sums the column. The sum follows the filter. Money and counts only. */
  readonly total?: boolean;
  /** Kept in the file, not shown. */
  readonly hidden?: boolean;
  /** What may be written into the cells below the header: one of a range such as `'Lists'!$A$2:$A$9`, or nothing at all. */
  readonly only?: { readonly range: string | null; readonly refusal: string };
}

/** The values of a row in the order of the columns; a styled cell looks other than its column. */
export type TableRow = readonly (CellValue | StyledCell)[];

/** A sheet with one header row that stays in sight, a filter, and a row of totals. */
export interface TableSheet {
  readonly columns: readonly TableColumn[];
  readonly rows: AsyncIterator<readonly TableRow[]>;
  /** First words of the row of totals. */
  readonly total_label: string;
  /** Stands under the header when there is no row. */
  readonly empty_text: string;
  /** Rows per sheet, header and totals included; less than the limit of the format only in tests. */
  readonly rows_max?: number;
}

/** A row of a free page. */
export interface PageRow {
  readonly cells: readonly (StyledCell | null)[];
  /** Columns over which the first cell reaches. */
  readonly merge?: number;
  readonly height?: number;
}

/** A free page: cells with their own looks. */
export interface PageSheet {
  readonly widths: readonly number[];
  readonly rows: readonly PageRow[];
}

/** Where the writing of a table sheet stopped. */
export interface SheetEnd {
  /** Rows that did not fit and belong on a further sheet. */
  rest: readonly TableRow[];
  done: boolean;
}

const HEAD =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
const PRINT = [
  '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
  '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
  '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>',
].join('');

/** The XML of a table sheet, taking rows until they end or the sheet is full; `end` tells which. */
export async function* tableXml(sheet: TableSheet, end: SheetEnd, selected: boolean): AsyncGenerator<Buffer> {
  const columns = sheet.columns;
  const totals = columns.map(() => 0n);
  const last = (sheet.rows_max ?? SHEET_ROWS_MAX) - 1;
  let text = `${sheetHead(columns, true, selected)}<row r="1" ht="30" customHeight="1">${headerCells(columns)}</row>`;
  let row = 1;
  let bytes = 0;
  let rows = end.rest;
  end.rest = [];
  for (; !end.done; rows = await nextRows(sheet, end)) {
    for (let index = 0; index < rows.length; index += 1) {
      if (row >= last || bytes > SHEET_BYTES_MAX) {
        end.rest = rows.slice(index);
        break;
      }
      row += 1;
      text += rowXml(row, rows[index] ?? [], columns, totals);
      if (text.length < FLUSH_CHARACTERS) continue;
      const piece = Buffer.from(text);
      bytes += piece.length;
      yield piece;
      text = '';
    }
    if (end.rest.length > 0) break;
  }
  yield Buffer.from(text + tableTail(sheet, row, totals));
}

/** The XML of a free page. */
export function pageXml(page: PageSheet, selected: boolean): Buffer {
  const merges: string[] = [];
  const rows = page.rows.map((row, index) => {
    const number = index + 1;
    if (row.merge !== undefined)
      merges.push(`<mergeCell ref="A${number}:${lettersOf(row.merge)}${number}"/>`);
    const height = row.height === undefined ? '' : ` ht="${row.height}" customHeight="1"`;
    const cells = row.cells.map((cell, at) =>
      cell === null ? '' : cellXml(`${lettersOf(at + 1)}${number}`, cell),
    );
    return `<row r="${number}"${height}>${cells.join('')}</row>`;
  });
  const merged =
    merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`;
  return Buffer.from(
    `${sheetHead(
      page.widths.map((width) => ({ width })),
      false,
      selected,
    )}${rows.join('')}</sheetData>${merged}${PRINT}`,
  );
}

async function nextRows(sheet: TableSheet, end: SheetEnd): Promise<readonly TableRow[]> {
  const next = await sheet.rows.next();
  if (next.done !== true) return next.value;
  end.done = true;
  return [];
}

type ColumnWidth = Pick<TableColumn, 'width' | 'hidden'>;

function sheetHead(widths: readonly ColumnWidth[], table: boolean, selected: boolean): string {
  const columns = widths.map(
    ({ width, hidden }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${hidden === true ? ' hidden="1"' : ''}/>`,
  );
  const pane = table ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : '';
  return [
    HEAD,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView${selected ? ' tabSelected="1"' : ''} showGridLines="0" workbookViewId="0">${pane}</sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="18"/>',
    `<cols>${columns.join('')}</cols><sheetData>`,
  ].join('');
}

function headerCells(columns: readonly TableColumn[]): string {
  return columns
    .map((column, index) =>
      cellXml(`${lettersOf(index + 1)}1`, {
        value: column.title,
        kind: 'text',
        style: headerStyle(column.kind),
      }),
    )
    .join('');
}

const RIGHT: ReadonlySet<CellKind> = new Set(['money', 'quantity', 'count', 'percent']);
const TOTAL_STYLES: Partial<Record<CellKind, StyleName>> = {
  money: 'total_money',
  quantity: 'total_quantity',
};

/** Headers stand as their columns do. */
export function headerStyle(kind: CellKind): StyleName {
  if (RIGHT.has(kind)) return 'header_right';
  return kind === 'day' || kind === 'moment' ? 'header_center' : 'header';
}

function rowXml(row: number, values: TableRow, columns: readonly TableColumn[], totals: bigint[]): string {
  let text = '';
  let lines = 1;
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index];
    const value = values[index] ?? null;
    if (column === undefined) continue;
    const cell =
      typeof value === 'object' && value !== null ? value : { value, kind: column.kind, style: column.kind };
    text += cellXml(`${lettersOf(index + 1)}${row}`, cell);
    if (column.total === true) totals[index] = (totals[index] ?? 0n) + summand(cell.value);
    if (column.kind === 'wrapped') lines = Math.max(lines, linesOf(cell.value, column.width));
  }
  const height = lines === 1 ? '' : ` ht="${Math.min(lines, LINES_MAX) * LINE_POINTS + 4}" customHeight="1"`;
  return `<row r="${row}"${height}>${text}</row>`;
}

/** Lines that a wrapped text will take: not every program fits the height of a row when it opens a file. */
function linesOf(value: CellValue, width: number): number {
  if (typeof value !== 'string' || (value.length * 2 < width && !value.includes('\n'))) return 1;
  const room = width - 3;
  return value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / room)), 0);
}

function summand(value: CellValue): bigint {
  return typeof value === 'number' ? BigInt(value) : typeof value === 'bigint' ? value : 0n;
}

function tableTail(sheet: TableSheet, row: number, totals: readonly bigint[]): string {
  const lastColumn = lettersOf(sheet.columns.length);
  const empty = row === 1;
  const lines = empty ? emptyRow(sheet) : totalRow(sheet, row, totals);
  const filter = `<autoFilter ref="A1:${lastColumn}${Math.max(row, 2)}"/>`;
  return `${lines}</sheetData>${filter}${validations(sheet.columns)}${PRINT}`;
}

/** The rules of columns that take only some values; they reach further down than the rows, for rows pasted in. */
function validations(columns: readonly TableColumn[]): string {
  const rules = columns.flatMap(({ only }, index) => {
    if (only === undefined) return [];
    const letters = lettersOf(index + 1);
    const rule = only.range === null ? 'custom' : 'list';
    return [
      `<dataValidation type="${rule}" allowBlank="1" showErrorMessage="1" error="${xmlText(only.refusal)}" sqref="${letters}2:${letters}${SHEET_ROWS_MAX}"><formula1>${xmlText(only.range ?? 'FALSE')}</formula1></dataValidation>`,
    ];
  });
  if (rules.length === 0) return '';
  return `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

function emptyRow(sheet: TableSheet): string {
  return `<row r="2">${cellXml('A2', { value: sheet.empty_text, kind: 'text', style: 'note' })}</row>`;
}

function totalRow(sheet: TableSheet, row: number, totals: readonly bigint[]): string {
  if (!sheet.columns.some((column) => column.total === true)) return '';
  const number = row + 1;
  const cells = sheet.columns.map((column, index) => {
    const letters = lettersOf(index + 1);
    if (column.total !== true) {
      return cellXml(`${letters}${number}`, {
        value: index === 0 ? sheet.total_label : null,
        kind: 'text',
        style: 'total_text',
      });
    }
    return cellXml(`${letters}${number}`, {
      value: totals[index] ?? 0n,
      kind: column.kind,
      style: TOTAL_STYLES[column.kind] ?? 'total_count',
      formula: `SUBTOTAL(9,${letters}2:${letters}${row})`,
    });
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}
