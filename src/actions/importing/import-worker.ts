import path from 'node:path';
import { parentPort, threadId } from 'node:worker_threads';
import { DuideshangError } from '../../errors.ts';
import { Kernel } from '../../kernel/kernel.ts';
import type { FactSink } from '../../model/fact-sink.ts';
import type { FactKind } from '../../model/facts.ts';
import { isSamePlace, type LeftOutTable, type TablePlace } from '../../model/left-out.ts';
import { openTables } from '../../reading/open-tables.ts';
import type { ReadingOptions, Table } from '../../reading/table.ts';
import { otherTellings } from '../../sources/parts/other-tellings.ts';
import { columnsKnown } from '../../sources/recognize.ts';
import { type KeyFinder, keyFinder } from '../../sources/rules/key-rules.ts';
import type { Source } from '../../sources/source.ts';
import { sourceBook } from '../../sources/source-book.ts';
import type { ReadTableOptions, TableSummary } from '../../staging/read-table.ts';
import { type StagedChunk, type StagedEnd, stageTable } from '../../staging/stage.ts';
import { STAGING_COLUMNS, stagingLine } from '../../store/facts/staging.ts';
import { unchanged } from '../../store/originals.ts';
import { plainError } from '../plain-error.ts';
import { ChunkWriter, type WrittenChunk } from './chunk-writer.ts';
import { HeldMessages } from './held-messages.ts';
import type { FileTask, FromWorker, PlainSummary, ToWorker, WorkerSettings } from './import-messages.ts';
import { type StagingWriter, stagingWriter } from './staging-writer.ts';
import { letOthersFirst } from './thread-priority.ts';

const SIDE_FILE_BYTES = Number.MAX_SAFE_INTEGER;

/** This thread reads one table at a time. */
const kernel = new Kernel();
const encoder = new TextEncoder();
const waiting = new Map<ToWorker['type'], (message: ToWorker) => void>();
let table_count = 0;

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'task') void importFile(message.task, message.settings);
  else waiting.get(message.type === 'permit' ? 'permit' : 'read')?.(message);
});

function say(message: FromWorker): void {
  parentPort?.postMessage(message);
}

/** Waits for an answer of the main thread; `leave` and `again` answer where `read` is expected. */
function answer(type: 'read' | 'permit'): Promise<ToWorker> {
  return new Promise((resolve) => waiting.set(type, resolve));
}

/** Thrown where the bytes of the file turn out to be known. */
const LEFT = new Error('the file is left');

/**
 * Reads a file while the main thread copies and hashes it. What was read is told when the main thread has said that the bytes
 * are new, or when it is much.
 */
async function importFile(task: FileTask, settings: WorkerSettings): Promise<void> {
  if (settings.gives_way) letOthersFirst();
  try {
    const told = answer('read');
    const { mark } = await unchanged(task.path, () => stageNews(task, settings, told));
    say({ type: 'done', mark });
  } catch (error) {
    say({ type: 'failed', error: plainError(error) });
  }
}

/** Stages a file whose bytes are new, and of known ones the tables that wait to be recognised. */
async function stageNews(task: FileTask, settings: WorkerSettings, told: Promise<ToWorker>): Promise<void> {
  const verdict = told.then((message) => {
    if (message.type !== 'read') throw LEFT;
  });
  verdict.catch(() => undefined);
  try {
    await stageFile(task, settings, verdict, null);
    await verdict;
  } catch (error) {
    const message = await told;
    if (message.type === 'read') throw error;
    if (message.type !== 'again') return;
    say({ type: 'anew' });
    await stageFile(task, settings, told, message.tables);
  }
}

/** A file on its way into staging files. */
interface FileStaging {
  readonly task: FileTask;
  readonly settings: WorkerSettings;
  readonly findKey: KeyFinder;
  readonly reading: ReadingOptions;
  /** Whether what is read is wanted. */
  readonly verdict: Promise<unknown>;
  /** What is told of it, held back until then. */
  readonly told: HeldMessages<FromWorker>;
  /** The tables that are read; null: all. */
  readonly only: readonly TablePlace[] | null;
}

async function stageFile(
  task: FileTask,
  settings: WorkerSettings,
  verdict: Promise<unknown>,
  only: FileStaging['only'],
): Promise<void> {
  const { limits, password } = settings;
  const reading = { limits, kernel, ...(password !== null && { password }) };
  const findKey = keyFinder(settings.key_rules);
  const told = new HeldMessages(verdict, settings.held_max, say);
  const staging = { task, settings, findKey, reading, verdict, told, only };
  await stageOthers(staging, await stageTables(staging));
}

/**
 * Stages the tables of a file. A table that is nobody's is left out, and waits to be taught, when another of the file is
 * somebody's; where none is, its error is the file's.
 */
async function stageTables(staging: FileStaging): Promise<TableSummary[]> {
  const { task, findKey, verdict, told, only } = staging;
  const staged: TableSummary[] = [];
  const nobodys: { readonly error: DuideshangError; readonly table: Table }[] = [];
  const sources = sourceBook(staging.settings.templates).offered;
  const onProgress = (bytes: number): void => say({ type: 'progress', bytes });
  for await (const table of openTables(task.path, { ...staging.reading, onProgress })) {
    if (only?.some((place) => isSamePlace(place, table)) === false) continue;
    try {
      const previous = staged.at(-1);
      const read = { findKey, ...(previous !== undefined && { previous }) };
      staged.push(await stageOne(staging, table, sources, staged.length, read));
    } catch (error) {
      if (!isOfNobody(error)) throw error;
      nobodys.push({ error, table });
    }
  }
  if (staged.length === 0 && only === null)
    throw nobodys[0]?.error ?? new DuideshangError('table_empty', { file: task.file, sheet: '' });
  await verdict;
  for (const { error, table } of nobodys)
    if (error.code === 'source_unknown') told.say({ type: 'left_out', table: leftOut(table, error) });
  return staged;
}

function leftOut({ member, sheet }: Table, { values }: DuideshangError): LeftOutTable {
  const { rows, ...reason } = values;
  return { member, sheet, row_count: Number(rows), reason };
}

/** Stages what else the rows of the tables tell: each telling is read from the file once more. */
async function stageOthers(staging: FileStaging, tables: readonly TableSummary[]): Promise<void> {
  let index = tables.length;
  for (const told of tables) {
    for (const other of otherTellings(told.source)) await stageAgain(staging, told, other, index++);
  }
}

async function stageAgain(
  staging: FileStaging,
  { member, sheet }: TableSummary,
  source: Source,
  index: number,
): Promise<void> {
  for await (const table of openTables(staging.task.path, staging.reading)) {
    if (table.member !== member || table.sheet !== sheet) continue;
    await stageOne(staging, table, [source], index, { findKey: staging.findKey, again: true });
    return;
  }
}

function isOfNobody(error: unknown): error is DuideshangError {
  return error instanceof DuideshangError && ['source_unknown', 'table_empty'].includes(error.code);
}

async function stageOne(
  { task, settings, verdict, told }: FileStaging,
  table: Table,
  sources: readonly Source[],
  index: number,
  options: ReadTableOptions,
): Promise<TableSummary> {
  const { tmp, staging } = settings;
  const prefix = path.join(tmp, `${threadId}-${table_count++}`);
  const refused = stagingWriter(tmp, `${path.basename(prefix)}-refused`, SIDE_FILE_BYTES);
  const held = stagingWriter(tmp, `${path.basename(prefix)}-held`, SIDE_FILE_BYTES);
  const chunks = new ChunkWriter(`${prefix}-facts`, staging, kernel);
  const newSink = (kind: FactKind): FactSink => chunks.newSink(kind);
  for await (const item of stageTable(table, task.file, sources, { ...options, newSink })) {
    if (item.type === 'summary') {
      await verdict;
      for (const chunk of chunks.rest()) await hand(told, chunk, index, item.summary.source);
      return endTable(told, item, index, refused, held);
    }
    writeAside(item, refused, held);
    for (const chunk of chunks.full()) await hand(told, chunk, index, item);
    if (told.is_dropped) throw LEFT;
  }
  throw new TypeError('a table ended without a summary');
}

/** Hands a staging file to the main thread, when that has room for one. */
async function hand(
  told: HeldMessages<FromWorker>,
  chunk: WrittenChunk,
  table: number,
  { kind, channel }: Pick<StagedChunk, 'kind' | 'channel'>,
): Promise<void> {
  const permitted = answer('permit');
  say({ type: 'want' });
  await permitted;
  told.say({ type: 'chunk', table, kind, channel, ...chunk });
}

function writeAside(chunk: StagedChunk, refused: StagingWriter, held: StagingWriter): void {
  const refusedLines = chunk.refused.map(({ row, code, column, value, cells }) =>
    stagingLine([row, code, column, value, JSON.stringify(cells)]),
  );
  refused.write(encoder.encode(refusedLines.join('')), refusedLines.length);
  const columns = STAGING_COLUMNS[chunk.kind];
  const heldLines = [...chunk.held, ...chunk.doubted].map(
    ({ row, column, damaged_no, reason, payment_no, cells }) => {
      const fact = Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? null]));
      return stagingLine([row, chunk.kind, column, damaged_no, reason, payment_no, JSON.stringify(fact)]);
    },
  );
  held.write(encoder.encode(heldLines.join('')), heldLines.length);
}

function endTable(
  told: HeldMessages<FromWorker>,
  end: StagedEnd,
  table: number,
  refused: StagingWriter,
  held: StagingWriter,
): TableSummary {
  const { summary, subjects } = end;
  told.say({
    type: 'table',
    table,
    summary: plainSummary(summary),
    subjects,
    refused_path: refused.end()?.path ?? null,
    held_path: held.end()?.path ?? null,
  });
  return summary;
}

function plainSummary({ source, layout, ...rest }: TableSummary): PlainSummary {
  const { header_row, headers } = layout;
  return { ...rest, source_id: source.id, columns_known: columnsKnown(layout), header_row, headers };
}
