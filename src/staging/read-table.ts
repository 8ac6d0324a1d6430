import { later, startOfNextDay, type WallTime } from '../calendar/wall-time.ts';
import { DuideshangError } from '../errors.ts';
import { inEveryLanguage, listed, shortened, type Text } from '../model/language.ts';
import type { OpenLane, Row, RowFault, Table } from '../reading/table.ts';
import { normalizeHeader } from '../sources/columns.ts';
import { exportedAtOfName } from '../sources/parts/export-time.ts';
import {
  HEADER_ROWS_MAX,
  type Layout,
  type NearSource,
  type Recognition,
  recognize,
} from '../sources/recognize.ts';
import type { KeyFinder } from '../sources/rules/key-rules.ts';
import type { Preamble, Source } from '../sources/source.ts';
import { AS_STATED, type BalanceJudgement, judgeBalances } from './balance-verdicts.ts';
import { BalancedLines } from './balanced-lines.ts';
import { type Proof, prove } from './proof.ts';
import { REASON_HEADER } from './refusals.ts';
import {
  type BlankedColumn,
  columnsRead,
  newRowReader,
  type ReadBatch,
  type RowReader,
  readRow,
  settleSuspects,
} from './row-reader.ts';

/** What reading a table may lean on besides the table. */
export interface ReadTableOptions {
  /** The summary of the sheet before: a sheet without header row may go on in its layout. */
  readonly previous?: Pick<TableSummary, 'layout' | 'preamble'>;
  readonly findKey?: KeyFinder;
  /**
   * The table was read before, as a source that names this one in `also`: rows whose cells cannot be read were refused
   * then, and count among the other rows now.
   */
  readonly again?: boolean;
  /** Opens a lane for rows that need not become text; what it takes is in no batch, but in the summary. */
  readonly openLane?: (reader: RowReader) => OpenLane;
}

/** What reading a table proves. Every row of the table is in exactly one of the row counts. */
export interface TableSummary extends Omit<Proof, 'first_at' | 'last_at' | 'latest_at'> {
  readonly file: string;
  readonly member: string | null;
  readonly sheet: string | null;
  readonly encoding: string;
  readonly source: Source;
  readonly layout: Layout;
  readonly preamble: Preamble;
  readonly rows_fact: number;
  readonly rows_held: number;
  readonly rows_refused: number;
  readonly rows_elsewhere: number;
  /** Rows above the header, the header, footers, rows of blank cells, rows of which another telling has the fact. */
  readonly rows_other: number;
  /** Optional numbers that were damaged and count as unknown, by column. */
  readonly blanked: readonly BlankedColumn[];
  /** What reading mended or marked: bytes that are no character, quotes that do not close. */
  readonly faults: readonly RowFault[];
  /** The span covered, [from, to): what the file says, else the first row's moment to the end of the last row's day. */
  readonly from_at: WallTime | null;
  readonly to_at: WallTime | null;
  /** When the file was exported: what it says, else its name, else the latest moment that its rows mention. */
  readonly exported_at: WallTime | null;
}

/**
 * Reads a table as facts: finds the header row and the source, parses and normalises row by row, sets aside rows that
 * cannot be read or whose number is damaged, and proves the table against its own totals and balances.
 * @returns (as the generator's return value) the summary.
 * @throws DuideshangError `source_unknown`, `source_ambiguous`, `table_empty`
 */
export async function* readTable(
  table: Table,
  file: string,
  sources: readonly Source[],
  options: ReadTableOptions = {},
): AsyncGenerator<ReadBatch, TableSummary> {
  const begun = await begin(table);
  try {
    const { head, rest } = begun;
    const found = recognize(head.slice(0, HEADER_ROWS_MAX), sources);
    const layout = layoutOf(found, table, file, options);
    if ('seen' in layout) throw await unknownTable(layout, table, file, head.length, rest);
    const preamble = preambleOf(layout, head, table, file, options);
    const reader = newRowReader(layout, preamble, table, file, options);
    if (layout.source.balance_decides !== true || isExcerpt(layout))
      yield* readRows(table, begun, reader, options);
    else {
      const weighing = newRowReader(layout, preamble, table, file, options);
      abideBy(reader, await weigh(table, begun, weighing));
      yield* readRows(table, await begin(table), reader, options);
    }
    yield settleSuspects(reader, newBatch(layout.source));
    return summarize(reader, table, file);
  } finally {
    await begun.rest.return?.();
  }
}

/** A reading of a table whose first rows have been looked at. */
interface Begun {
  readonly head: readonly Row[];
  readonly rest: AsyncIterator<readonly Row[]>;
}

async function begin(table: Table): Promise<Begun> {
  const rest = table.rows()[Symbol.asyncIterator]();
  return { head: await readHead(rest), rest };
}

async function* batchesOf({ head, rest }: Begun): AsyncGenerator<readonly Row[], void> {
  try {
    yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* readRows(
  table: Table,
  begun: Begun,
  reader: RowReader,
  { openLane }: ReadTableOptions,
): AsyncGenerator<ReadBatch, void> {
  const { source, verdicts, merged } = reader;
  if (source.footer === undefined) table.select(columnsRead(reader));
  if (openLane !== undefined && merged.length === 0 && verdicts === null) table.offer?.(openLane(reader));
  for await (const rows of batchesOf(begun)) {
    const batch = newBatch(source);
    for (const row of rows) readRow(reader, row, batch);
    yield batch;
  }
}

/** Reads a table for its balances alone, and judges its lines by them. */
async function weigh(table: Table, begun: Begun, reader: RowReader): Promise<BalanceJudgement> {
  const lines = new BalancedLines(reader.context.file);
  reader.weighing = lines;
  for await (const _ of readRows(table, begun, reader, {}));
  return judgeBalances(lines);
}

/** Has a reader take the lines of the table as they were judged. */
function abideBy(reader: RowReader, { verdicts, proof }: BalanceJudgement): void {
  reader.proof.judgement = proof;
  if (verdicts.some((verdict) => verdict !== AS_STATED)) reader.verdicts = verdicts.values();
}

/** Cells of the given rows, whole, from a fresh reading of their table: for rows that were refused. */
export async function readCells(
  table: Table,
  rows: ReadonlySet<number>,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const found = new Map<number, readonly string[]>();
  for await (const batch of table.rows()) {
    for (const row of batch) if (rows.has(row.number)) found.set(row.number, row.cells);
    if (found.size === rows.size) break;
  }
  return found;
}

/** Rows that were refused need not follow from each other, and the totals of the table are not theirs. */
function isExcerpt({ positions }: Layout): boolean {
  return positions.has(normalizeHeader(REASON_HEADER));
}

function newBatch(source: Source): ReadBatch {
  return { source, rows: [], facts: [], refused: [], held: [], doubted: [], through_row: 0 };
}

async function readHead(batches: AsyncIterator<readonly Row[]>): Promise<readonly Row[]> {
  let head: readonly Row[] = [];
  while (head.length < HEADER_ROWS_MAX) {
    const next = await batches.next();
    if (next.done) break;
    head = head.length === 0 ? next.value : [...head, ...next.value];
  }
  return head;
}

/** A table that nobody knows, with the row of it that looks most like a header. */
type Unknown = Extract<Recognition, { readonly found: 'none' }> & { readonly seen: Row };

function layoutOf(
  found: Recognition,
  table: Table,
  file: string,
  options: ReadTableOptions,
): Layout | Unknown {
  if (found.found === 'source') return found.layout;
  const place = placeOf(table, file);
  if (found.found === 'several') {
    const claims = listed(found.sources.map(titleOf));
    throw new DuideshangError('source_ambiguous', { ...place, row: found.header_row, sources: claims });
  }
  const { seen } = found;
  const previous = options.previous?.layout;
  if (seen === null) throw new DuideshangError('table_empty', place);
  return previous?.source.continues ? { ...previous, header_row: 0 } : { ...found, seen };
}

function placeOf({ member, sheet }: Table, file: string): { readonly file: string; readonly sheet: string } {
  return {
    file: member === null ? file : `${file} › ${shortened(member)}`,
    sheet: sheet === null ? '' : ` [${shortened(sheet)}]`,
  };
}

/** What is said of a table that nobody knows, with the number of its rows: none of them is passed over unseen. */
async function unknownTable(
  { seen, nearest }: Unknown,
  table: Table,
  file: string,
  head_rows: number,
  rest: AsyncIterator<readonly Row[]>,
): Promise<DuideshangError> {
  const cells = listed(seen.cells.filter((cell) => cell.trim() !== ''));
  return new DuideshangError('source_unknown', {
    ...placeOf(table, file),
    row: seen.number,
    seen: inEveryLanguage((language) => shortened(cells[language])),
    expected: expectedOf(nearest),
    rows: head_rows + (await countRows(rest)),
  });
}

/** How many rows are left, as far as they can be read. */
async function countRows(batches: AsyncIterator<readonly Row[]>): Promise<number> {
  let rows = 0;
  try {
    for (let next = await batches.next(); !next.done; next = await batches.next()) rows += next.value.length;
  } catch (error) {
    if (!(error instanceof DuideshangError)) throw error;
  }
  return rows;
}

const NEAREST: Text = {
  'zh-CN': '最接近的格式和它缺少的列：',
  'zh-TW': '最接近的格式和它缺少的欄：',
  en: 'The nearest formats, with the columns missing: ',
};
const UNLIKE: Text = {
  'zh-CN': '和能读的格式都不像',
  'zh-TW': '和能讀的格式都不像',
  en: 'It is like none of the formats that can be read',
};

/** What would have been recognised: the nearest sources, if any is near. */
function expectedOf(nearest: readonly NearSource[]): Text {
  if (nearest.length === 0) return UNLIKE;
  return inEveryLanguage((language) => {
    const near = nearest.map(
      ({ source, missing }) => `${titleOf(source)[language]} 〔${listed(missing)[language]}〕`,
    );
    return `${NEAREST[language]}${near.join(language === 'en' ? '; ' : '；')}`;
  });
}

function titleOf(source: Source): Text {
  return inEveryLanguage((language) => `${source.title[language]} ${source.id}`);
}

function preambleOf(
  layout: Layout,
  head: readonly Row[],
  table: Table,
  file: string,
  options: ReadTableOptions,
): Preamble {
  if (layout.header_row === 0) return options.previous?.preamble ?? {};
  const lines = head.filter((row) => row.number < layout.header_row).map((row) => row.cells);
  return layout.source.preamble?.(lines, table.member ?? file, table.sheet) ?? {};
}

function summarize(reader: RowReader, table: Table, file: string): TableSummary {
  const { preamble, counts, layout } = reader;
  const stated = isExcerpt(layout) ? [] : reader.proof.stated;
  const { first_at, last_at, latest_at, ...proof } = prove(reader.proof, stated);
  const named = exportedAtOfName(table.member ?? file) ?? exportedAtOfName(file);
  return {
    ...proof,
    ...counts,
    file,
    member: table.member,
    sheet: table.sheet,
    encoding: table.encoding,
    source: layout.source,
    layout,
    preamble,
    blanked: [...reader.blanked.values()],
    faults: table.faults?.() ?? [],
    account_no: proof.account_no ?? preamble.account_no ?? null,
    from_at: preamble.from_at ?? first_at,
    to_at: preamble.to_at ?? (last_at === null ? null : startOfNextDay(last_at)),
    exported_at: preamble.exported_at ?? reader.exported_at ?? named ?? later(last_at, latest_at),
  };
}
