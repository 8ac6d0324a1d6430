import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { parentPort, threadId } from 'node:worker_threads';
import { DuideshangError } from '../errors.ts';
import type { FactSink } from '../model/fact-sink.ts';
import type { FactKind } from '../model/facts.ts';
import { openTables } from '../reading/open-tables.ts';
import type { ReadingOptions, Table } from '../reading/table.ts';
import { otherTellings } from '../sources/parts/other-tellings.ts';
import { columnsKnown } from '../sources/recognize.ts';
import { type KeyFinder, keyFinder } from '../sources/rules/key-rules.ts';
import type { Source } from '../sources/source.ts';
import { sourceBook } from '../sources/source-book.ts';
import type { ReadTableOptions, TableSummary } from '../staging/read-table.ts';
import { type StagedChunk, type StagedEnd, stageTable } from '../staging/stage.ts';
import { originalsIn, removeCopy } from '../store/originals.ts';
import { STAGING_COLUMNS, stagingLine } from '../store/staging.ts';
import { ChunkWriter, type WrittenChunk } from './chunk-writer.ts';
import { unreadable } from './find-files.ts';
import type { FileTask, FromWorker, PlainSummary, ToWorker, WorkerSettings } from './import-messages.ts';
import { plainError } from './plain-error.ts';
import { type StagingWriter, stagingWriter } from './staging-writer.ts';
import { letOthersFirst } from './thread-priority.ts';

const SIDE_FILE_BYTES = Number.MAX_SAFE_INTEGER;

letOthersFirst();

const encoder = new TextEncoder();
const waiting = new Map<ToWorker['type'], (message: ToWorker) => void>();
let table_count = 0;

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'task') void importFile(message.task, message.settings);
  else waiting.get(message.type === 'leave' ? 'read' : message.type)?.(message);
});

function say(message: FromWorker): void {
  parentPort?.postMessage(message);
}

/** Waits for an answer of the main thread; `leave` answers where `read` is expected. */
function answer(type: 'read' | 'permit'): Promise<ToWorker> {
  return new Promise((resolve) => waiting.set(type, resolve));
}

/** Thrown where the bytes of the file turn out to be known. */
const LEFT = new Error('the file is left');

/**
 * Reads the copy of a file while the main thread hashes it. Nothing is told of what was read before the main thread says
 * that the bytes are new.
 */
async function importFile(task: FileTask, settings: WorkerSettings): Promise<void> {
  const originals = originalsIn(settings.originals);
  let copy: string | undefined;
  try {
    await access(task.path, constants.R_OK).catch((error: unknown) => {
      throw unreadable(error, task.file);
    });
    copy = await originals.copyIn(task.path);
    const told = answer('read');
    say({ type: 'copied', copy });
    const verdict = told.then((message) => {
      if (message.type !== 'read') throw LEFT;
      return message.sha256;
    });
    verdict.catch(() => undefined);
    await stageFile(task, settings, copy, verdict).catch(async (error: unknown) => {
      await verdict;
      throw error;
    });
    await originals.settle(copy, await verdict, task.path);
    say({ type: 'done' });
  } catch (error) {
    if (copy !== undefined) await removeCopy(copy);
    say(error === LEFT ? { type: 'done' } : { type: 'failed', error: plainError(error) });
  }
}

/** A file on its way into staging files. */
interface FileStaging {
  readonly task: FileTask;
  readonly settings: WorkerSettings;
  readonly original: string;
  readonly findKey: KeyFinder;
  readonly reading: ReadingOptions;
  readonly verdict: Promise<unknown>;
}

async function stageFile(
  task: FileTask,
  settings: WorkerSettings,
  original: string,
  verdict: Promise<unknown>,
): Promise<void> {
  const { limits, password } = settings;
  const reading = { limits, ...(password !== null && { password }) };
  const findKey = keyFinder(settings.key_rules);
  const staging = { task, settings, original, findKey, reading, verdict };
  await stageOthers(staging, await stageTables(staging));
}

/**
 * Stages every table of a file. A table that is nobody's is left out, with its error, when another of the file is
 * somebody's; where none is, its error is the file's.
 */
async function stageTables(staging: FileStaging): Promise<TableSummary[]> {
  const { task, original, findKey, verdict } = staging;
  const staged: TableSummary[] = [];
  const left_out: { error: unknown; is_sheet: boolean }[] = [];
  const sources = sourceBook(staging.settings.templates).offered;
  const onProgress = (bytes: number): void => say({ type: 'progress', bytes });
  for await (const table of openTables(original, { ...staging.reading, onProgress })) {
    try {
      const previous = staged.at(-1);
      const read = { findKey, ...(previous !== undefined && { previous }) };
      staged.push(await stageOne(staging, table, sources, staged.length, read));
    } catch (error) {
      if (!isOfNobody(error)) throw error;
      left_out.push({ error, is_sheet: table.sheet !== null });
    }
  }
  if (staged.length === 0)
    throw left_out[0]?.error ?? new DuideshangError('table_empty', { file: task.file, sheet: '' });
  await verdict;
  for (const { error, is_sheet } of left_out) {
    if (error instanceof DuideshangError && error.code === 'table_empty') continue;
    say({ type: 'left_out', error: plainError(error), is_sheet });
  }
  return staged;
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
  for await (const table of openTables(staging.original, staging.reading)) {
    if (table.member !== member || table.sheet !== sheet) continue;
    await stageOne(staging, table, [source], index, { findKey: staging.findKey, again: true });
    return;
  }
}

function isOfNobody(error: unknown): boolean {
  return error instanceof DuideshangError && ['source_unknown', 'table_empty'].includes(error.code);
}

async function stageOne(
  { task, settings, verdict }: FileStaging,
  table: Table,
  sources: readonly Source[],
  index: number,
  options: ReadTableOptions,
): Promise<TableSummary> {
  const { tmp, staging } = settings;
  const prefix = path.join(tmp, `${threadId}-${table_count++}`);
  const refused = stagingWriter(tmp, `${path.basename(prefix)}-refused`, SIDE_FILE_BYTES);
  const held = stagingWriter(tmp, `${path.basename(prefix)}-held`, SIDE_FILE_BYTES);
  const chunks = new ChunkWriter(`${prefix}-facts`, staging);
  const newSink = (kind: FactKind): FactSink => chunks.newSink(kind);
  for await (const item of stageTable(table, task.file, sources, { ...options, newSink })) {
    if (item.type === 'summary') {
      await verdict;
      for (const chunk of chunks.rest()) await hand(chunk, index, item.summary.source);
      return endTable(item, index, refused, held);
    }
    writeAside(item, refused, held);
    for (const chunk of chunks.full()) {
      await verdict;
      await hand(chunk, index, item);
    }
  }
  throw new TypeError('a table ended without a summary');
}

/** Hands a staging file to the main thread, when that has room for one. */
async function hand(
  chunk: WrittenChunk,
  table: number,
  { kind, channel }: Pick<StagedChunk, 'kind' | 'channel'>,
): Promise<void> {
  const permitted = answer('permit');
  say({ type: 'want' });
  await permitted;
  say({ type: 'chunk', table, kind, channel, ...chunk });
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

function endTable(end: StagedEnd, table: number, refused: StagingWriter, held: StagingWriter): TableSummary {
  const { summary, subjects } = end;
  say({
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
