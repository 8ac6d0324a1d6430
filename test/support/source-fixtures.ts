import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuideshangError } from '../../src/errors.ts';
import { formatMinor } from '../../src/money/money.ts';
import { DEFAULT_LIMITS } from '../../src/reading/limits.ts';
import { openTables } from '../../src/reading/open-tables.ts';
import type { Table } from '../../src/reading/table.ts';
import { otherTellings } from '../../src/sources/parts/other-tellings.ts';
import { SOURCES } from '../../src/sources/registry.ts';
import type { Source } from '../../src/sources/source.ts';
import type { ReadTableOptions, TableSummary } from '../../src/staging/read-table.ts';
import { type RefusedRow, sayRefusal } from '../../src/staging/refusals.ts';
import { type StagedEnd, type StagedHeldRow, stageTable } from '../../src/staging/stage.ts';
import { STAGING_COLUMNS } from '../../src/store/facts/staging.ts';

/** What became of one table of a fixture. */
export interface TableOutcome {
  readonly member: string | null;
  readonly sheet: string | null;
  readonly encoding: string;
  readonly source: string | null;
  readonly error: string | null;
  readonly proof: Readonly<Record<string, unknown>>;
  /** Staged facts by column; nulls are left out, the subject stands for its id. */
  readonly facts: readonly Readonly<Record<string, string>>[];
  readonly refused: readonly Omit<RefusedRow, 'cells'>[];
  readonly held: readonly StagedHeldRow[];
  /** What is wrong, for the clerk, one sentence a line; empty when nothing is. */
  readonly says: readonly string[];
}

/** A file of a source's fixtures. */
export interface Fixture {
  readonly source: string;
  readonly path: string;
  readonly ok: boolean;
}

const SOURCES_FOLDER = fileURLToPath(new URL('../../src/sources', import.meta.url));
const EXPECTATIONS = ['.golden.json', '.message.txt'];

/** The fixtures of every source, in order of path. */
export function listFixtures(): Fixture[] {
  const fixtures: Fixture[] = [];
  for (const { id } of SOURCES) {
    for (const kind of ['ok', 'not-ok']) {
      const folder = join(SOURCES_FOLDER, id, 'fixtures', kind);
      const names = readdirSync(folder).filter((name) => !EXPECTATIONS.some((end) => name.endsWith(end)));
      for (const name of names.sort()) {
        fixtures.push({ source: id, path: join(folder, name), ok: kind === 'ok' });
      }
    }
  }
  return fixtures;
}

/** Reads a fixture by the real reading room and engine: every table, and what else the rows of each tell. */
export async function outcomesOf(fixture: Fixture): Promise<TableOutcome[]> {
  const outcomes: TableOutcome[] = [];
  const others: { readonly source: Source; readonly place: Pick<Table, 'member' | 'sheet'> }[] = [];
  let previous: TableSummary | undefined;
  for await (const table of openTables(fixture.path, { limits: DEFAULT_LIMITS })) {
    const outcome = await outcomeOf(table, basename(fixture.path), SOURCES, {
      ...(previous !== undefined && { previous }),
    });
    const { summary } = outcome.end ?? {};
    previous = summary ?? previous;
    outcomes.push(outcome.told);
    if (summary === undefined) continue;
    others.push(...otherTellings(summary.source).map((source) => ({ source, place: table })));
  }
  for (const { source, place } of others) outcomes.push(...(await outcomesAgain(fixture, source, place)));
  return outcomes;
}

async function outcomesAgain(
  fixture: Fixture,
  source: Source,
  { member, sheet }: Pick<Table, 'member' | 'sheet'>,
): Promise<TableOutcome[]> {
  const outcomes: TableOutcome[] = [];
  for await (const table of openTables(fixture.path, { limits: DEFAULT_LIMITS })) {
    if (table.member !== member || table.sheet !== sheet) continue;
    outcomes.push((await outcomeOf(table, basename(fixture.path), [source], { again: true })).told);
  }
  return outcomes;
}

interface Gathered {
  lines: string;
  readonly refused: RefusedRow[];
  readonly held: StagedHeldRow[];
  end: StagedEnd | undefined;
}

async function outcomeOf(table: Table, file: string, sources: readonly Source[], options: ReadTableOptions) {
  const gathered: Gathered = { lines: '', refused: [], held: [], end: undefined };
  let error: string | null = null;
  try {
    for await (const part of stageTable(table, file, sources, options)) {
      if (part.type === 'summary') gathered.end = part;
      else {
        gathered.lines += Buffer.concat(part.facts.take()).toString();
        gathered.refused.push(...part.refused);
        gathered.held.push(...part.held);
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof DuideshangError)) throw thrown;
    error = thrown.says('zh-CN');
  }
  return { end: gathered.end, told: tell(table, gathered, error) };
}

function tell(table: Table, gathered: Gathered, error: string | null): TableOutcome {
  const { end, refused, held } = gathered;
  return {
    member: table.member,
    sheet: table.sheet,
    encoding: table.encoding,
    source: end?.summary.source.id ?? null,
    error,
    proof: end === undefined ? {} : proofOf(end.summary),
    facts: factsOf(gathered),
    refused: refused.map(({ cells: _, ...rest }) => rest),
    held,
    says: error === null ? complaints(gathered) : [error],
  };
}

function proofOf(summary: TableSummary): Record<string, unknown> {
  const {
    file: _f,
    member: _m,
    sheet: _s,
    encoding: _e,
    source: _o,
    layout,
    preamble: _p,
    ...proof
  } = summary;
  return { header_row: layout.header_row, ...proof };
}

function factsOf({ lines, end }: Gathered): Record<string, string>[] {
  if (end === undefined) return [];
  const columns = STAGING_COLUMNS[end.summary.source.kind];
  const subjects = new Map(end.subjects.map((subject) => [subject.subject_id.toString(), subject]));
  return lines.split('\n').flatMap((line) => {
    if (line === '') return [];
    const cells = line.split('\t');
    if (cells.length !== columns.length)
      throw new Error(`${cells.length} cells for ${columns.length} columns`);
    const fact = Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? '']));
    const subject = subjects.get(fact.subject_id ?? '');
    if (subject !== undefined)
      fact.subject_id = `${subject.entry_type} / ${subject.description} / ${subject.memo}`;
    return [Object.fromEntries(Object.entries(fact).filter(([, text]) => text !== '\\N'))];
  });
}

function complaints({ refused, held, end }: Gathered): string[] {
  const said = refused.map((row) => sayRefusal(row, 'zh-CN'));
  for (const row of held)
    said.push(`第 ${row.row} 行待证实（${row.reason}）：“${row.column}”${row.damaged_no}`);
  if (end === undefined) return said;
  for (const total of end.summary.totals) {
    if (total.agrees) continue;
    const stated = `${total.stated_count ?? '—'} / ${total.stated_minor === null ? '—' : formatMinor(total.stated_minor)}`;
    said.push(
      `合计不符 ${total.of}：文件 ${stated}，读到 ${total.read_count} / ${formatMinor(total.read_minor)}`,
    );
  }
  const { broken_at_row, blanked } = end.summary;
  if (broken_at_row !== null) said.push(`余额在第 ${broken_at_row} 行断开`);
  for (const { column, count, first_row } of blanked) {
    said.push(`“${column}”有 ${count} 个号码已损坏，作空白处理（第一个在第 ${first_row} 行）`);
  }
  return said;
}

/** The text of a golden file: JSON with amounts as integers in quotes. */
export function goldenText(outcomes: readonly TableOutcome[]): string {
  const tables = outcomes.map(({ says: _, ...outcome }) => outcome);
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
  return `${JSON.stringify(tables, plain, 2)}\n`;
}

/** What the clerk is told about a fixture, one sentence a line. */
export function messageText(outcomes: readonly TableOutcome[]): string {
  return outcomes.flatMap((outcome) => outcome.says.map((sentence) => `${sentence}\n`)).join('');
}
