import path from 'node:path';
import { DuideshangError } from '../../errors.ts';
import type { OrderStatus } from '../../model/facts.ts';
import { inEveryLanguage, say, type Text } from '../../model/language.ts';
import type { TablePlace } from '../../model/left-out.ts';
import type { TotalComparison } from '../../model/receipt.ts';
import { formatMinor } from '../../money/money.ts';
import type { Limits } from '../../reading/limits.ts';
import { openTables } from '../../reading/open-tables.ts';
import type { Row, Table } from '../../reading/table.ts';
import { normalizeHeader } from '../../sources/columns.ts';
import { HEADER_ROWS_MAX, recognize } from '../../sources/recognize.ts';
import { type KeptTemplate, sourceBook } from '../../sources/source-book.ts';
import { teachableFields } from '../../sources/templates/fields.ts';
import { GUESS_ROWS_MAX, guessTemplate, type Said } from '../../sources/templates/guess/guess-template.ts';
import { orderStatus } from '../../sources/templates/read-order.ts';
import { missingFields, type Template } from '../../sources/templates/template.ts';
import { TEMPLATE_NAME_MAX } from '../../sources/templates/template-limits.ts';
import { templateSource } from '../../sources/templates/template-source.ts';
import { readTable, type TableSummary } from '../../staging/read-table.ts';
import { REFUSAL_TEXTS, type RefusedRow } from '../../staging/refusals.ts';

/** Rows that a draft reads to show what a template makes of a file. */
export const DRAFT_ROWS_MAX = 5_000;
const SHOWN_ROWS = 8;
const SHOWN_REFUSED = 5;
/** Rows above the header that a guess may pass. */
const HEAD_ROWS = 100;
/** Tables of a file that a draft names. */
const TABLES_MAX = 50;
/** Words of a column of directions or statuses that a draft names. */
const WORDS_MAX = 50;

/** What a layout is called as long as nobody names it: the name of the file without the dates and numbers at its end. */
export function layoutNameOf(file: string): string {
  const { name } = path.parse(file);
  return (name.replace(/[\d\s年月日_.()（）~至-]+$/, '') || name).slice(0, TEMPLATE_NAME_MAX);
}

/** What a file is taught with: the template so far, or only what its name and kind shall be. */
export interface Teaching {
  /** Of the file as the user knows it. */
  readonly file: string;
  readonly said: Said;
  /** As the user left it; guessed where absent. */
  readonly template?: Template;
  /** Which table of the file, from 0; the first that has a header and that nobody knows where absent. */
  readonly table?: number;
  /** The layouts that the book was taught already. */
  readonly taught?: readonly KeptTemplate[];
  readonly limits: Limits;
  readonly password?: string;
}

/** A column as it stands in the file, with cells to know it by. */
export interface DraftColumn {
  readonly header: string;
  readonly cells: readonly string[];
}

/** What a template makes of a file. */
export interface Draft extends TablePlace {
  /** Which of {@link tables} it is of. */
  readonly table: number;
  /** The tables of the file, as far as they were looked at. */
  readonly tables: readonly TablePlace[];
  readonly header_row: number;
  readonly columns: readonly DraftColumn[];
  readonly template: Template;
  /** What stands in the column of directions, each word once, in the order of the file. */
  readonly direction_words: readonly string[];
  /** What stands in the column of statuses of orders, each word once, and what it means; null where nobody says. */
  readonly status_words: readonly { readonly word: string; readonly status: OrderStatus | null }[];
  /** Fields that are still missing, each as the alternatives of which one is enough; with any the file was not read. */
  readonly missing: readonly (readonly string[])[];
  /** The first rows as they are understood: cells by field, amounts as decimals. */
  readonly understood: readonly { readonly row: number; readonly cells: Readonly<Record<string, string>> }[];
  readonly rows_read: number;
  readonly rows_refused: number;
  readonly refused: readonly { readonly row: number; readonly why: Text }[];
  /** `broken_at_row` is the first row whose balance does not follow. */
  readonly running_balance: 'ok' | 'broken' | 'none';
  readonly broken_at_row: number | null;
  readonly totals: readonly TotalComparison[];
  /** Whether all rows were read, not only the first {@link DRAFT_ROWS_MAX}. */
  readonly is_whole: boolean;
}

/**
 * Shows what a template makes of a file, guessing the template where there is none.
 * @throws DuideshangError `teaching_failed` where no table has a header row with rows below it.
 */
export async function draftTemplate(file: string, teaching: Teaching): Promise<Draft> {
  const { offered } = sourceBook(teaching.taught ?? []);
  const isUnknown = (rows: readonly Row[]): boolean =>
    recognize(rows.slice(0, HEADER_ROWS_MAX), offered).found !== 'source';
  const of = teaching.table === undefined ? await firstDraft(file, teaching, isUnknown) : null;
  const draft = of ?? (await firstDraft(file, teaching, () => true));
  if (draft === null) throw new DuideshangError('teaching_failed', { file: teaching.file, sheet: '' });
  return draft;
}

/** The draft of the table that is wanted, or of the first that has a header and whose rows will do; null where none has. */
async function firstDraft(
  file: string,
  teaching: Teaching,
  willDo: (rows: readonly Row[]) => boolean,
): Promise<Draft | null> {
  const { limits, password } = teaching;
  const tables: TablePlace[] = [];
  let draft: DraftOfTable | null = null;
  for await (const table of openTables(file, { limits, ...(password !== undefined && { password }) })) {
    const isWanted = teaching.table === undefined || teaching.table === tables.length;
    if (draft === null && isWanted) draft = await draftOf(table, tables.length, teaching, willDo);
    tables.push({ member: table.member, sheet: table.sheet });
    if (draft !== null && tables.length >= TABLES_MAX) break;
  }
  return draft === null ? null : { ...draft, tables };
}

type DraftOfTable = Omit<Draft, 'tables'>;

async function firstRows(table: Table, rows_max: number): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of table.rows()) {
    rows.push(...batch.slice(0, rows_max - rows.length));
    if (rows.length >= rows_max) break;
  }
  return rows;
}

async function draftOf(
  table: Table,
  index: number,
  teaching: Teaching,
  willDo: (rows: readonly Row[]) => boolean,
): Promise<DraftOfTable | null> {
  const rows = await firstRows(table, HEAD_ROWS + DRAFT_ROWS_MAX);
  if (!willDo(rows)) return null;
  const guess = guessTemplate(rows.slice(0, HEAD_ROWS + GUESS_ROWS_MAX), teaching.said);
  if (guess === null) return null;
  const template = teaching.template ?? guess.template;
  const shared = {
    table: index,
    member: table.member,
    sheet: table.sheet,
    header_row: guess.header.number,
    columns: columnsShown(guess.header, rows),
    template,
    direction_words: wordsUnder(template.columns.direction ?? [], guess.header, rows),
    status_words: statusWords(template, guess.header, rows),
    missing: missingFields(template.kind, (field) => (template.columns[field]?.length ?? 0) > 0),
    is_whole: rows.length < HEAD_ROWS + DRAFT_ROWS_MAX,
  };
  if (shared.missing.length > 0) return { ...shared, ...NOTHING_READ };
  return { ...shared, ...(await understand(table, rows, template, teaching.file)) };
}

const NOTHING_READ = {
  understood: [],
  rows_read: 0,
  rows_refused: 0,
  refused: [],
  running_balance: 'none',
  broken_at_row: null,
  totals: [],
} as const satisfies Partial<Draft>;

function columnsShown(header: Row, rows: readonly Row[]): DraftColumn[] {
  const records = rows.filter(({ number }) => number > header.number).slice(0, SHOWN_ROWS);
  return header.cells.flatMap((name, at) =>
    name.trim() === '' ? [] : [{ header: name.trim(), cells: records.map(({ cells }) => cells[at] ?? '') }],
  );
}

/** The words under the first of these headers that the table has. */
function wordsUnder(headers: readonly string[], header: Row, rows: readonly Row[]): string[] {
  const wanted = headers.map(normalizeHeader);
  const at = header.cells.findIndex((name) => wanted.includes(normalizeHeader(name)));
  if (at === -1) return [];
  const below = rows.filter(({ number }) => number > header.number);
  const words = new Set(below.map(({ cells }) => cells[at]?.trim() ?? ''));
  return [...words].filter((word) => word !== '').slice(0, WORDS_MAX);
}

function statusWords(template: Template, header: Row, rows: readonly Row[]): Draft['status_words'] {
  if (template.kind !== 'orders') return [];
  const words = wordsUnder(template.columns.status_text ?? [], header, rows);
  return words.map((word) => ({ word, status: orderStatus(template, word) }));
}

type Understanding = Pick<Draft, keyof typeof NOTHING_READ>;

async function understand(
  table: Table,
  rows: readonly Row[],
  template: Template,
  file: string,
): Promise<Understanding> {
  const source = templateSource(template);
  const held: Table = {
    ...shownAs(table),
    rows: async function* () {
      yield rows;
    },
  };
  const understood: Draft['understood'][number][] = [];
  const refused: RefusedRow[] = [];
  const reading = readTable(held, path.basename(file), [source]);
  let next = await reading.next();
  for (; !next.done; next = await reading.next()) {
    const { facts, rows: numbers, refused: bad } = next.value;
    for (const [at, { fact }] of facts.entries()) {
      if (understood.length >= SHOWN_ROWS) break;
      understood.push({ row: numbers[at] ?? 0, cells: cellsOf(template, fact) });
    }
    refused.push(...bad);
  }
  return { understood, refused: refused.slice(0, SHOWN_REFUSED).map(shownRefusal), ...provedBy(next.value) };
}

function shownAs({
  member,
  sheet,
  encoding,
}: Table): Pick<Table, 'member' | 'sheet' | 'encoding' | 'select'> {
  return { member, sheet, encoding, select: () => undefined };
}

function provedBy(summary: TableSummary): Omit<Understanding, 'understood' | 'refused'> {
  const { rows_fact, rows_refused, running_balance, broken_at_row, totals } = summary;
  return { rows_read: rows_fact, rows_refused, running_balance, broken_at_row, totals };
}

function shownRefusal({ row, code, column, value }: RefusedRow): Draft['refused'][number] {
  return {
    row,
    why: inEveryLanguage((language) => say(REFUSAL_TEXTS[code], language, { row, column, value })),
  };
}

/** The cells of a fact by the fields of the template, as text; what the fact does not have is left out. */
function cellsOf({ kind }: Template, fact: object): Readonly<Record<string, string>> {
  const fields = Object.keys(teachableFields(kind));
  const { subject, ...cells } = fact as Readonly<Record<string, unknown>> & { readonly subject?: object };
  const told: Readonly<Record<string, unknown>> = { ...cells, ...subject };
  return Object.fromEntries(
    fields.flatMap((field) => {
      const name = FACT_CELLS[field] ?? field;
      const value = told[name] ?? null;
      return value === null || value === '' || value === 0n ? [] : [[field, asText(name, value)]];
    }),
  );
}

/** Fields that a fact keeps under another name. */
const FACT_CELLS: Readonly<Record<string, string>> = {
  amount: 'amount_minor',
  fee: 'fee_minor',
  balance: 'balance_minor',
};

const MILLI = 1000;

function asText(name: string, value: unknown): string {
  if (typeof value !== 'bigint') return String(value);
  return name.endsWith('_milli') ? String(Number(value) / MILLI) : formatMinor(value);
}
