import { rm } from 'node:fs/promises';
import { now } from '../calendar/wall-time.ts';
import { DuideshangError } from '../errors.ts';
import type { LeftOutTable } from '../model/left-out.ts';
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
import { replaceLeftOut } from '../store/left-out-tables.ts';
import type { OriginalCopy } from '../store/originals.ts';
import { sql } from '../store/sql.ts';
import { unreadable } from './find-files.ts';
import { findShadowedOf, finishBatch } from './import-batch.ts';
import type { AboutBytes, FileTask, StagedFile } from './import-messages.ts';
import { type Imported, type Outcome, progress, type Run } from './import-run.ts';
import { errorOf } from './plain-error.ts';
import type { Reading } from './reading-pool.ts';

/** Loads what a worker has read, as a whole. */
export async function loadFile(run: Run, index: number, reading: Reading): Promise<Outcome> {
  try {
    const copy = await run.copies.get(index)?.catch((error: unknown) => {
      throw unreadable(error, reading.task.file);
    });
    if (copy === undefined) throw new TypeError(`file ${index} is not copied`);
    return await loadCopy(run, index, reading, copy);
  } finally {
    reading.abandon();
  }
}

async function loadCopy(run: Run, index: number, reading: Reading, kept: OriginalCopy): Promise<Outcome> {
  const told = await run.told.get(index);
  if (told === undefined) throw new TypeError(`file ${index} is not copied`);
  const { store, book_id } = run.book;
  const loading = store.transaction(async (tx) => {
    await tx.query(sql`select lock_book(${book_id}) as locked`);
    const known = await findImport(tx, book_id, kept.sha256);
    if (known !== undefined) return loadAgain(run, index, reading, tx, known, kept, told);
    if (told.type === 'again') throw new TypeError('the import of these bytes was undone meanwhile');
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
    const outcome = await loadTables(run, index, reading, tx, record, kept);
    if (outcome.receipts.length === 0)
      throw new DuideshangError('table_empty', { file: reading.task.file, sheet: '' });
    await run.book.originals.settle(kept);
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

/** What a file brings whose bytes the book has: the receipts it has, and tables that nobody knew until now. */
async function loadAgain(
  run: Run,
  index: number,
  reading: Reading,
  tx: Executor,
  known: ImportRecord,
  copy: OriginalCopy,
  told: AboutBytes,
): Promise<Outcome> {
  const { book_id } = run.book;
  const receipts = await receiptsAgain(tx, book_id, known, reading.task);
  if (told.type !== 'again') {
    reading.abandon();
    return { receipts, failures: [], left_out: [] };
  }
  const outcome = await loadTables(run, index, reading, tx, known, copy);
  await findShadowedOf(tx, book_id, known.import_id);
  run.options.signal?.throwIfAborted();
  return { ...outcome, receipts: [...receipts, ...outcome.receipts] };
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
  copy: OriginalCopy,
): Promise<Outcome> {
  const { book_id } = run.book;
  const { file } = reading.task;
  const outcome: Outcome = { receipts: [], failures: [], left_out: [] };
  const left_out: LeftOutTable[] = [];
  let batch_id: bigint | undefined;
  let loaded = 0;
  for (;;) {
    const message = await reading.next();
    if (message.type === 'chunk') {
      batch_id ??= await nextBatchId(tx);
      loaded += await loadChunks(run, index, reading, tx, batch_id, message);
    } else if (message.type === 'table') {
      batch_id ??= await nextBatchId(tx);
      const receipt = await finishBatch(tx, { book_id, import_id, batch_id }, message, loaded, run.sources);
      outcome.receipts.push({ receipt, told_as: null });
      batch_id = undefined;
      loaded = 0;
    } else if (message.type === 'left_out') {
      const { sheet, row_count, reason } = message.table;
      left_out.push(message.table);
      const list = sheet === null ? outcome.failures : outcome.left_out;
      list.push({ file, row_count, error: new DuideshangError('source_unknown', reason) });
    } else if (message.type === 'failed') throw errorOf(message.error, file);
    else if (message.type === 'done') {
      if (message.mark !== copy.mark) throw new DuideshangError('file_changed', { file });
      break;
    }
  }
  await replaceLeftOut(tx, book_id, import_id, left_out);
  return outcome;
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
