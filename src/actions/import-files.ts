import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { now } from '../calendar/wall-time.ts';
import { DuideshangError } from '../errors.ts';
import type { ImportReceipt } from '../model/receipt.ts';
import { DEFAULT_LIMITS, type Limits } from '../reading/limits.ts';
import { keyRulesMark } from '../sources/rules/key-rules.ts';
import { withBuiltIn } from '../sources/rules/rule-book.ts';
import type { Book } from '../store/book.ts';
import type { Executor } from '../store/driver.ts';
import { loadFacts } from '../store/facts.ts';
import {
  findImport,
  type ImportRecord,
  insertImport,
  listBatches,
  nextBatchId,
  nextImportId,
} from '../store/imports.ts';
import { markKeyRules } from '../store/key-rules.ts';
import { hashOf, type OriginalHash, removeCopy } from '../store/originals.ts';
import { readRules } from '../store/rules.ts';
import { sql } from '../store/sql.ts';
import { type ChunkPermits, newChunkPermits } from './chunk-permits.ts';
import { findFiles } from './find-files.ts';
import { findShadowedOf, finishBatch } from './import-batch.ts';
import type { FileTask, FromWorker, StagedFile } from './import-messages.ts';
import { oneAtATime } from './import-queue.ts';
import { mendRefused } from './mend-refused.ts';
import { proveByTotals } from './prove-by-totals.ts';
import { copyOf, errorOf, openReadingPool, type Reading, type ReadingPool } from './reading-pool.ts';
import { repairDamaged } from './repair-damaged.ts';
import { toldAgain } from './told-again.ts';

/** How files are imported. */
export interface ImportOptions {
  /** For encrypted zips. */
  readonly password?: string;
  readonly limits?: Limits;
  /** Files read at the same time. */
  readonly concurrency?: number;
  /** Folders below the paths that are not looked into: the book itself, results of an earlier run. */
  readonly leave_out?: readonly string[];
  /** Who brings the files in, as it is written down. */
  readonly made_by?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** Where the import of one file stands. */
export interface ImportProgress {
  readonly file: string;
  readonly bytes: number;
  readonly bytes_total: number;
  /** Rows in the database so far. */
  readonly rows: number;
  readonly phase: 'keeping' | 'reading' | 'loading' | 'done' | 'failed';
  /** Why nothing of it was taken, when it failed. */
  readonly error?: DuideshangError;
}

/** A file, or a table of one, that was not imported, and why. */
export interface ImportFailure {
  readonly file: string;
  readonly error: DuideshangError;
}

/** What an import did. */
export interface ImportReport {
  /** One for each table, in the order of the files. */
  readonly receipts: readonly ImportReceipt[];
  /** Files, and members of zips, of which nothing was taken. */
  readonly failures: readonly ImportFailure[];
  /** Sheets that are nobody's, in workbooks of which another sheet was imported. */
  readonly left_out: readonly ImportFailure[];
}

const CONCURRENCY = 2;

/**
 * Imports files, and all files of folders, into a book. Each file is taken as a whole or not at all, and the failure
 * of one does not stop the others. A file whose bytes the book has is recognised and adds nothing. When all are in,
 * damaged numbers are repaired as far as other files prove them, rows refused before and told now no longer count as
 * refused, and summary files prove the statements they sum up.
 * @throws the signal's reason when it is aborted: files finished by then stay.
 */
export function importFiles(
  book: Book,
  paths: readonly string[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  return oneAtATime(book, () => importAll(book, paths, options));
}

interface Run {
  readonly book: Book;
  /** Says that all files have been read and the machine is the engine's. */
  readonly alone: () => void;
  readonly options: ImportOptions;
  readonly pool: ReadingPool;
  /** Mark of the key rules that lines are read under. */
  readonly key_rules: string;
  readonly permits: ChunkPermits;
  /** Of the copies made so far, by index. */
  readonly hashes: Map<number, Promise<OriginalHash>>;
  /** Index of the first file of each hash: of equal files only the first is read. */
  readonly first: Map<string, number>;
  /** Errors of files by their index. */
  readonly errors: Map<number, DuideshangError>;
  readonly sizes: ReadonlyMap<FileTask, number>;
  readonly rows: Map<FileTask, number>;
}

async function importAll(
  book: Book,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportReport> {
  const { tasks, failures } = await findFiles(paths, options.leave_out);
  await mkdir(book.tmp, { recursive: true });
  const tmp = await mkdtemp(path.join(book.tmp, 'import-'));
  const { key_rules } = withBuiltIn(await readRules(book.store, book.book_id));
  const pool = openReadingPool(
    {
      originals: book.originals.folder,
      tmp,
      staging: book.store.engine.staging,
      limits: options.limits ?? DEFAULT_LIMITS,
      password: options.password ?? null,
      key_rules,
    },
    options.concurrency ?? Math.min(CONCURRENCY, os.availableParallelism()),
  );
  try {
    const sizes = new Map<FileTask, number>();
    for (const task of tasks) sizes.set(task, await sizeOf(task.path));
    const run = {
      book,
      options,
      pool,
      key_rules: keyRulesMark(key_rules),
      permits: newChunkPermits(os.availableParallelism()),
      hashes: new Map<number, Promise<OriginalHash>>(),
      first: new Map<string, number>(),
      errors: new Map<number, DuideshangError>(),
      sizes,
      rows: new Map<FileTask, number>(),
    };
    const report = await book.store.withOneThread((alone) => importInOrder({ ...run, alone }, tasks));
    const repaired = new Map((await repairDamaged(book)).map((receipt) => [receipt.batch_id, receipt]));
    const mended = new Map((await mendRefused(book)).map((receipt) => [receipt.batch_id, receipt]));
    const proved = new Map((await proveByTotals(book)).map((receipt) => [receipt.batch_id, receipt]));
    const receipts = report.receipts.map(({ receipt: imported, told_as }) => {
      const receipt = mended.get(imported.batch_id) ?? repaired.get(imported.batch_id) ?? imported;
      const { totals, control_totals } = proved.get(imported.batch_id) ?? receipt;
      const latest = { ...receipt, totals, control_totals };
      return told_as === null ? latest : toldAgain(latest, told_as);
    });
    return { ...report, receipts, failures: [...failures, ...report.failures] };
  } finally {
    await pool.close();
    await rm(tmp, { recursive: true, force: true });
  }
}

function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Files are read ahead by the workers and loaded in their order, so that the same files give the same book. */
async function importInOrder(run: Run, tasks: readonly FileTask[]): Promise<Outcome> {
  const { receipts, failures, left_out }: Outcome = { receipts: [], failures: [], left_out: [] };
  const readings = startAll(run, tasks);
  for (const [index, task] of tasks.entries()) {
    run.options.signal?.throwIfAborted();
    run.permits.current(index);
    try {
      const reading = await readings(index);
      const outcome = await loadFile(run, index, reading);
      receipts.push(...outcome.receipts);
      failures.push(...outcome.failures);
      left_out.push(...outcome.left_out);
      progress(run, task, 'done', run.sizes.get(task) ?? 0);
    } catch (error) {
      run.options.signal?.throwIfAborted();
      const catalogued = asCatalogued(error, task.file);
      run.errors.set(index, catalogued);
      failures.push({ file: task.file, error: catalogued });
      progress(run, task, 'failed', 0, catalogued);
    }
  }
  return { receipts, failures, left_out };
}

/** Starts the files one after another as workers become free; returns how to wait for one. */
function startAll(run: Run, tasks: readonly FileTask[]): (index: number) => Promise<Reading> {
  const { pool, options, alone } = run;
  let unread = tasks.length;
  const ended = (index: number): void => {
    run.permits.finished(index);
    if (--unread === 0) alone();
  };
  const started = tasks.map(() => Promise.withResolvers<Reading>());
  const startEach = async (): Promise<void> => {
    for (const [index, task] of tasks.entries()) {
      progress(run, task, 'keeping', 0);
      const start = pool.start(
        task,
        (message, reading) => hear(run, index, message, reading),
        () => ended(index),
      );
      start.then(started[index]?.resolve, started[index]?.reject);
      await start.catch(() => undefined);
    }
  };
  for (const { promise } of started) promise.catch(() => undefined);
  options.signal?.addEventListener('abort', () => void pool.close(), { once: true });
  void startEach();
  return (index) => started[index]?.promise ?? Promise.reject(new TypeError(`no file ${index}`));
}

/** Answers a worker at once, wherever loading stands. */
function hear(run: Run, index: number, message: FromWorker, reading: Reading): void {
  if (message.type === 'copied') run.permits.started(index);
  if (message.type === 'want') run.permits.want(index, () => reading.tell({ type: 'permit' }));
  else if (message.type === 'progress') progress(run, reading.task, 'reading', message.bytes);
  else if (message.type === 'copied') {
    const hash = hashOf(message.copy, run.options.signal);
    run.hashes.set(index, hash);
    hash.then(
      ({ sha256 }) => answerCopied(run, index, sha256, reading),
      () => reading.abandon(),
    );
  }
}

async function answerCopied(run: Run, index: number, sha256: string, reading: Reading): Promise<void> {
  const { store, book_id } = run.book;
  const first = Math.min(index, run.first.get(sha256) ?? index);
  run.first.set(sha256, first);
  try {
    const known = first < index || (await findImport(store, book_id, sha256)) !== undefined;
    reading.tell(known ? { type: 'leave' } : { type: 'read', sha256 });
  } catch {
    reading.abandon();
  }
}

function progress(
  run: Run,
  task: FileTask,
  phase: ImportProgress['phase'],
  bytes: number,
  error?: DuideshangError,
): void {
  const bytes_total = run.sizes.get(task) ?? 0;
  const rows = run.rows.get(task) ?? 0;
  run.options.onProgress?.({ file: task.file, bytes, bytes_total, rows, phase, ...(error && { error }) });
}

function asCatalogued(error: unknown, file: string): DuideshangError {
  if (error instanceof DuideshangError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new DuideshangError('import_failed', { file, why }, error);
}

/** What became of files. */
interface Outcome {
  readonly receipts: Imported[];
  readonly failures: ImportFailure[];
  readonly left_out: ImportFailure[];
}

/** The receipt of a table; `told_as` names the file of equal bytes that came after it. */
interface Imported {
  readonly receipt: ImportReceipt;
  readonly told_as: string | null;
}

/** Loads what a worker has read, as a whole. */
async function loadFile(run: Run, index: number, reading: Reading): Promise<Outcome> {
  const copy = await copyOf(reading);
  try {
    return await loadCopy(run, index, reading);
  } finally {
    reading.abandon();
    await removeCopy(copy);
  }
}

async function loadCopy(run: Run, index: number, reading: Reading): Promise<Outcome> {
  const kept = await run.hashes.get(index);
  if (kept === undefined) throw new TypeError(`file ${index} is not hashed`);
  const { store, book_id } = run.book;
  const loading = store.transaction(async (tx) => {
    await tx.query(sql`select lock_book(${book_id}) as locked`);
    const known = await findImport(tx, book_id, kept.sha256);
    if (known !== undefined) {
      reading.abandon();
      return { receipts: await receiptsAgain(tx, book_id, known, reading.task), failures: [], left_out: [] };
    }
    const failed = run.first.get(kept.sha256) ?? index;
    if (failed < index) throw run.errors.get(failed) ?? new TypeError('an equal file was not imported');
    const record: ImportRecord = {
      import_id: await nextImportId(tx),
      file: reading.task.file,
      sha256: kept.sha256,
      bytes: BigInt(kept.bytes),
      imported_at: now(),
      made_by: run.options.made_by ?? null,
    };
    await insertImport(tx, book_id, record);
    const outcome = await loadTables(run, index, reading, tx, record);
    await markKeyRules(tx, book_id, record.import_id, run.key_rules);
    await findShadowedOf(tx, book_id, record.import_id);
    run.options.signal?.throwIfAborted();
    return outcome;
  });
  try {
    return await loading;
  } catch (error) {
    if ((await findImport(store, book_id, kept.sha256)) === undefined)
      await run.book.originals.remove(kept.sha256);
    throw error;
  }
}

async function receiptsAgain(
  tx: Executor,
  book_id: string,
  known: ImportRecord,
  { file }: FileTask,
): Promise<Imported[]> {
  const batches = await listBatches(tx, book_id, known.import_id);
  return batches.map(({ receipt }) => ({ receipt, told_as: file + receipt.file.slice(known.file.length) }));
}

async function loadTables(
  run: Run,
  index: number,
  reading: Reading,
  tx: Executor,
  { import_id }: ImportRecord,
): Promise<Outcome> {
  const { book_id } = run.book;
  const outcome: Outcome = { receipts: [], failures: [], left_out: [] };
  let batch_id: bigint | undefined;
  let loaded = 0;
  for (;;) {
    const message = await reading.next();
    if (message.type === 'chunk') {
      batch_id ??= await nextBatchId(tx);
      loaded += await loadChunks(run, index, reading, tx, batch_id, message);
    } else if (message.type === 'table') {
      batch_id ??= await nextBatchId(tx);
      const receipt = await finishBatch(tx, { book_id, import_id, batch_id }, message, loaded);
      outcome.receipts.push({ receipt, told_as: null });
      batch_id = undefined;
      loaded = 0;
    } else if (message.type === 'left_out') {
      const list = message.is_sheet ? outcome.left_out : outcome.failures;
      list.push({ file: reading.task.file, error: errorOf(message.error, reading.task.file) });
    } else if (message.type === 'failed') throw errorOf(message.error, reading.task.file);
    else if (message.type === 'done') break;
  }
  if (outcome.receipts.length > 0) return outcome;
  throw new DuideshangError('table_empty', { file: reading.task.file, sheet: '' });
}

/** Loads a chunk and those that wait behind it by one statement, so that an engine that is alone gives each thread some. */
async function loadChunks(
  run: Run,
  index: number,
  reading: Reading,
  tx: Executor,
  batch_id: bigint,
  first: StagedFile,
): Promise<number> {
  const { book, permits } = run;
  const { kind, channel } = first;
  await permits.turn();
  const chunks = [first, ...reading.waitingChunks(permits.atOnce(index) - 1)];
  const files = chunks.map(({ path }) => path);
  const batch = { book_id: book.book_id, batch_id, kind, channel };
  const count = await loadFacts(tx, batch, files, book.store.engine.staging);
  const staged = chunks.reduce((sum, { facts }) => sum + facts, 0);
  if (count !== staged) throw new TypeError(`${staged} facts were staged and ${count} loaded`);
  for (const file of files) {
    await rm(file, { force: true });
    permits.loaded(index);
  }
  run.rows.set(reading.task, (run.rows.get(reading.task) ?? 0) + count);
  progress(run, reading.task, 'loading', run.sizes.get(reading.task) ?? 0);
  return count;
}
