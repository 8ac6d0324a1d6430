import { rm } from 'node:fs/promises';
import { now } from '../calendar/wall-time.ts';
import { DuideshangError } from '../errors.ts';
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
import type { OriginalCopy } from '../store/originals.ts';
import { sql } from '../store/sql.ts';
import { unreadable } from './find-files.ts';
import { findShadowedOf, finishBatch } from './import-batch.ts';
import type { FileTask, StagedFile } from './import-messages.ts';
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
    const outcome = await loadTables(run, index, reading, tx, record, kept);
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
  copy: OriginalCopy,
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
      const receipt = await finishBatch(tx, { book_id, import_id, batch_id }, message, loaded, run.sources);
      outcome.receipts.push({ receipt, told_as: null });
      batch_id = undefined;
      loaded = 0;
    } else if (message.type === 'left_out') {
      const list = message.is_sheet ? outcome.left_out : outcome.failures;
      list.push({ file: reading.task.file, error: errorOf(message.error, reading.task.file) });
    } else if (message.type === 'failed') throw errorOf(message.error, reading.task.file);
    else if (message.type === 'done') {
      if (message.mark !== copy.mark) throw new DuideshangError('file_changed', { file: reading.task.file });
      break;
    }
  }
  await run.book.originals.settle(copy);
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
