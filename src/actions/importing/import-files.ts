import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DuideshangError, knownError } from '../../errors.ts';
import type { ImportReceipt } from '../../model/receipt.ts';
import { DEFAULT_LIMITS } from '../../reading/limits.ts';
import { keyRulesMark } from '../../sources/rules/key-rules.ts';
import { withBuiltIn } from '../../sources/rules/rule-book.ts';
import { sourceBook } from '../../sources/source-book.ts';
import type { Book } from '../../store/book.ts';
import { removeUnsettled } from '../../store/facts/facts.ts';
import { findImport } from '../../store/imports/imports.ts';
import { listLeftOut } from '../../store/imports/left-out-tables.ts';
import { readTemplates } from '../../store/imports/templates.ts';
import { type OriginalCopy, removeCopy } from '../../store/originals.ts';
import { readRules } from '../../store/runs/rules.ts';
import { newChunkPermits } from './chunk-permits.ts';
import { findFiles } from './find-files.ts';
import type { AboutBytes, FileTask, FromWorker } from './import-messages.ts';
import { oneAtATime } from './import-queue.ts';
import { type ImportFailure, type ImportOptions, type Outcome, progress, type Run } from './import-run.ts';
import { loadFile } from './load-file.ts';
import { mendRefused } from './mend-refused.ts';
import { proveByTotals } from './prove-by-totals.ts';
import { endWorkers, openReadingPool, type Reading, startWorkers } from './reading-pool.ts';
import { repairDamaged } from './repair-damaged.ts';
import { toldAgain } from './told-again.ts';

/** What an import did. */
export interface ImportReport {
  /** One for each table, in the order of the files. */
  readonly receipts: readonly ImportReceipt[];
  /** Those of the receipts whose bytes the book had: they stand under the name under which the file came now. */
  readonly told_again: ReadonlySet<ImportReceipt>;
  /** Files, and members of zips, of which nothing was taken. */
  readonly failures: readonly ImportFailure[];
  /** Sheets that are nobody's, in workbooks of which another sheet was imported. */
  readonly left_out: readonly ImportFailure[];
}

/** Files read at the same time where nothing else is asked for. */
const CONCURRENCY = Math.min(2, os.availableParallelism());
/**
 * So many chunks wait until the file is hashed. Of a larger file, which takes the disk its time, some are loaded before, in vain
 * if its bytes are known.
 */
const HELD_MAX = 8;

/**
 * Imports files, and all files of folders, into a book. Each file is taken as a whole or not at all, and the failure
 * of one does not stop the others. A file whose bytes the book has is recognised and adds nothing but tables that nobody knew
 * then and somebody knows now. When all are in,
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

/** Lets what an import needs load while its book is opened. */
export function prepareImport(): void {
  startWorkers(CONCURRENCY);
}

/** Gives back what imports keep for the next one. */
export function endImports(): Promise<void> {
  return endWorkers();
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
  const templates = await readTemplates(book.store, book.book_id);
  if (book.store.engine.settles_apart) await removeUnsettled(book.store, book.book_id);
  const pool = openReadingPool(
    {
      tmp,
      staging: book.store.engine.staging,
      limits: options.limits ?? DEFAULT_LIMITS,
      password: options.password ?? null,
      held_max: book.store.engine.settles_apart ? HELD_MAX : Number.POSITIVE_INFINITY,
      gives_way: options.gives_way ?? false,
      key_rules,
      templates,
    },
    options.concurrency ?? CONCURRENCY,
  );
  const copies = new Map<number, Promise<OriginalCopy>>();
  try {
    const sizes = new Map<FileTask, number>();
    for (const task of tasks) sizes.set(task, await sizeOf(task.path));
    const run = {
      book,
      options,
      pool,
      key_rules: keyRulesMark(key_rules),
      sources: sourceBook(templates),
      permits: newChunkPermits(os.availableParallelism(), options.gives_way === true ? 1 : undefined),
      copies,
      first: new Map<string, number>(),
      told: new Map<number, Promise<AboutBytes>>(),
      errors: new Map<number, DuideshangError>(),
      sizes,
      rows: new Map<FileTask, number>(),
    };
    const report = await book.store.withOneThread((alone) =>
      importInOrder({ ...run, alone, last: tasks.length - 1 }, tasks),
    );
    const repaired = new Map((await repairDamaged(book)).map((receipt) => [receipt.batch_id, receipt]));
    const mended = new Map((await mendRefused(book)).map((receipt) => [receipt.batch_id, receipt]));
    const proved = new Map((await proveByTotals(book)).map((receipt) => [receipt.batch_id, receipt]));
    const told_again = new Set<ImportReceipt>();
    const receipts = report.receipts.map(({ receipt: imported, told_as }) => {
      const receipt = mended.get(imported.batch_id) ?? repaired.get(imported.batch_id) ?? imported;
      const { totals, control_totals } = proved.get(imported.batch_id) ?? receipt;
      const latest = { ...receipt, totals, control_totals };
      if (told_as === null) return latest;
      const again = toldAgain(latest, told_as);
      told_again.add(again);
      return again;
    });
    return { ...report, receipts, told_again, failures: [...failures, ...report.failures] };
  } finally {
    await pool.close();
    for (const copy of copies.values())
      await copy.then(({ path }) => removeCopy(path)).catch(() => undefined);
    await rm(tmp, { recursive: true, force: true });
  }
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0;
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
  const { pool, options, permits } = run;
  const started = tasks.map(() => Promise.withResolvers<Reading>());
  const startEach = async (): Promise<void> => {
    for (const [index, task] of tasks.entries()) {
      progress(run, task, 'keeping', 0);
      const start = pool.start(
        task,
        (message, reading) => hear(run, index, message, reading),
        () => permits.finished(index),
      );
      start.then((reading) => keepCopy(run, index, reading)).catch(() => undefined);
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
  if (message.type === 'want') run.permits.want(index, () => reading.tell({ type: 'permit' }));
  else if (message.type === 'progress') progress(run, reading.task, 'reading', message.bytes);
}

/** Copies a file while it is being read, and lets its reader know what is to be read of it. */
function keepCopy(run: Run, index: number, reading: Reading): void {
  const copying = run.book.originals.copyIn(reading.task.path, run.options.signal);
  run.copies.set(index, copying);
  run.permits.started(index);
  const told = copying.then(({ sha256 }) => aboutBytes(run, index, sha256));
  run.told.set(index, told);
  told.then(
    (answer) => reading.tell(answer),
    () => reading.abandon(),
  );
}

/** What the worker is told of a file of this hash: of equal files of one import only the first is read. */
async function aboutBytes(run: Run, index: number, sha256: string): Promise<AboutBytes> {
  const { store, book_id } = run.book;
  const first = Math.min(index, run.first.get(sha256) ?? index);
  run.first.set(sha256, first);
  if (first < index) return { type: 'leave' };
  const known = await findImport(store, book_id, sha256);
  if (known === undefined) return { type: 'read' };
  const tables = (await listLeftOut(store, book_id, known.import_id)).get(known.import_id) ?? [];
  if (tables.length === 0) return { type: 'leave' };
  return { type: 'again', tables: tables.map(({ member, sheet }) => ({ member, sheet })) };
}

function asCatalogued(error: unknown, file: string): DuideshangError {
  const known = knownError(error);
  if (known !== undefined) return known;
  const why = error instanceof Error ? error.message : String(error);
  return new DuideshangError('import_failed', { file, why }, error);
}
