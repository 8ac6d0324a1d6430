import { basename } from 'node:path';
import { CATALOGUE, DuideshangError } from '../../src/errors.ts';
import { DEFAULT_LIMITS } from '../../src/reading/limits.ts';
import { openTables } from '../../src/reading/open-tables.ts';
import type { Table } from '../../src/reading/table.ts';
import { SOURCES } from '../../src/sources/registry.ts';
import type { TableSummary } from '../../src/staging/read-table.ts';
import { type RefusedRow, sayRefusal } from '../../src/staging/refusals.ts';
import { type StagedEnd, stageTable } from '../../src/staging/stage.ts';
import { STAGING_COLUMNS } from '../../src/store/facts/staging.ts';
import { ParquetBuffer } from '../../src/store/parquet/parquet-buffer.ts';

/** What a file turned out to hold, table by table. */
export interface Reading {
  /** Rows of the tables that were read to their end. */
  readonly rows: number;
  /** The codes of the errors that refused a table or the file. */
  readonly codes: readonly string[];
  /** Whether a row was mended while it was read, so that it may have become several. */
  readonly mended: boolean;
  /** The facts as lines without their row numbers, and how many rows were none. */
  readonly facts: string;
  /** What must never be, for people; empty when all is as it should be. */
  readonly complaints: readonly string[];
}

const options = { limits: DEFAULT_LIMITS };
const ROW_COLUMN = 1;
const SENTENCE_CHARACTERS_MAX = 2500;

/**
 * Reads a file as an import does and looks for what must never be: an error that is not of the catalogue or does not say
 * where, a row that is in no count, a fact that is not what the columns of its kind are.
 */
export async function judge(path: string): Promise<Reading> {
  const found: Found = { rows: 0, codes: [], mended: false, facts: '', complaints: [] };
  await telling(path, found, async () => {
    const counts = await rowCounts(path, found);
    let previous: TableSummary | undefined;
    let index = 0;
    for await (const table of openTables(path, options)) {
      const count = counts[index++];
      await telling(path, found, async () => {
        previous = await judgeTable(table, basename(path), previous, count, found);
      });
    }
    if (index !== counts.length) found.complaints.push(`${index} tables, then ${counts.length}`);
    for await (const table of openTables(path, options))
      await telling(path, found, () => asColumns(table, path));
  });
  return found;
}

interface Found extends Reading {
  rows: number;
  readonly codes: string[];
  mended: boolean;
  facts: string;
  readonly complaints: string[];
}

/** Lets an error of the catalogue pass that says where and can be shown; every other is a complaint. */
async function telling(path: string, found: Found, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof DuideshangError)) {
      found.complaints.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return;
    }
    if (!found.codes.includes(error.code)) found.codes.push(error.code);
    if (CATALOGUE[error.code].exit !== 2) found.complaints.push(`a fault of the program: ${error.message}`);
    const sentences = [error.says('zh-CN'), error.says('en')];
    for (const sentence of sentences) judgeSentence(sentence, found);
    if (!sentences.every((sentence) => sentence.includes(basename(path))))
      found.complaints.push(`an error without a place: ${error.message}`);
  }
}

/** Of every table the rows that a plain reading gives, without the engine; -1 where it is refused. */
async function rowCounts(path: string, found: Found): Promise<number[]> {
  const counts: number[] = [];
  for await (const table of openTables(path, options)) {
    const at = counts.push(-1) - 1;
    await telling(path, found, async () => {
      let count = 0;
      let last = 0;
      for await (const rows of table.rows()) {
        for (const { number } of rows) {
          if (!(Number.isSafeInteger(number) && number > last))
            found.complaints.push(`row ${number} after ${last}`);
          last = number;
          count++;
        }
      }
      counts[at] = count;
      found.rows += count;
      found.mended ||= table.faults?.().some((fault) => fault.code === 'unclosed_quote') ?? false;
    });
  }
  return counts;
}

async function judgeTable(
  table: Table,
  file: string,
  previous: TableSummary | undefined,
  rowCount: number | undefined,
  found: Found,
): Promise<TableSummary | undefined> {
  let end: StagedEnd | undefined;
  let lines = '';
  let held = 0;
  const refused: RefusedRow[] = [];
  for await (const part of stageTable(table, file, SOURCES, previous === undefined ? {} : { previous })) {
    if (part.type === 'summary') end = part;
    else {
      lines += Buffer.concat(part.facts.take()).toString();
      held += part.held.length;
      refused.push(...part.refused);
    }
  }
  if (end === undefined) throw new TypeError('a table ended without a summary');
  const { summary } = end;
  for (const row of refused) judgeRefusal(row, found);
  const facts = judgeFacts(lines, summary, found);
  const { rows_fact, rows_held, rows_refused, rows_elsewhere, rows_other } = summary;
  judgeCount('facts', rows_fact, facts.length, found);
  judgeCount('held rows', rows_held, held, found);
  judgeCount('refused rows', rows_refused, refused.length, found);
  judgeCount('rows', rowCount, rows_fact + rows_held + rows_refused + rows_elsewhere + rows_other, found);
  found.facts += [summary.source.id, ...facts, `${held} held, ${refused.length} refused`].join('\n');
  return summary;
}

function judgeCount(what: string, expected: number | undefined, counted: number, found: Found): void {
  if (expected !== counted) found.complaints.push(`${what}: ${expected}, counted ${counted}`);
}

function judgeRefusal(row: RefusedRow, found: Found): void {
  for (const language of ['zh-CN', 'en'] as const) judgeSentence(sayRefusal(row, language), found);
}

/** A sentence is shown in a line of a terminal or page: it holds nothing that moves the cursor, and no end of lines. */
function judgeSentence(sentence: string, found: Found): void {
  const control = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u.exec(sentence);
  if (control !== null)
    found.complaints.push(
      `U+${control[0].charCodeAt(0).toString(16)} in: ${JSON.stringify(sentence.slice(0, 300))}`,
    );
  if (sentence.length > SENTENCE_CHARACTERS_MAX)
    found.complaints.push(`${sentence.length} characters: ${sentence.slice(0, 100)}`);
}

const FORMS = {
  timestamp: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
  bigint: /^-?\d{1,19}$/,
  boolean: /^[tf]$/,
  integer: /^\d{1,9}$/,
} as const;

/** The facts without their row numbers, each looked at cell by cell. */
function judgeFacts(lines: string, summary: TableSummary, found: Found): string[] {
  const columns = STAGING_COLUMNS[summary.source.kind];
  return lines
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const cells = line.split('\t');
      judgeCount('cells', columns.length, cells.length, found);
      for (const [at, { name, type }] of columns.entries()) {
        const cell = cells[at] ?? '';
        if (cell === '\\N' || type === 'text' || FORMS[type].test(cell)) continue;
        found.complaints.push(`${name} is no ${type}: ${cell.slice(0, 100)}`);
      }
      return cells.toSpliced(ROW_COLUMN, 1).join('\t');
    });
}

/** The same for the sink that an embedded store takes. */
async function asColumns(table: Table, path: string): Promise<void> {
  const newSink = (kind: keyof typeof STAGING_COLUMNS) =>
    new ParquetBuffer(STAGING_COLUMNS[kind], Number.POSITIVE_INFINITY, () => undefined);
  for await (const part of stageTable(table, basename(path), SOURCES, { newSink })) {
    if (part.type === 'chunk') part.facts.take();
  }
}
