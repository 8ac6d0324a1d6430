import { now } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import type { LeftOutTable } from '../../model/left-out.ts';
import type { Executor } from '../../store/driver.ts';
import { removeUnsettled } from '../../store/facts/facts.ts';
import { withPackedOrders } from '../../store/facts/packed-orders.ts';
import {
  findImport,
  type ImportRecord,
  insertImport,
  listBatches,
  nextImportId,
} from '../../store/imports/imports.ts';
import { markKeyRules } from '../../store/imports/key-rules.ts';
import { replaceLeftOut } from '../../store/imports/left-out-tables.ts';
import type { FileMark, OriginalCopy } from '../../store/originals.ts';
import { sql } from '../../store/sql.ts';
import { errorOf } from '../plain-error.ts';
import { unreadable } from './find-files.ts';
import { findShadowedOf, finishBatch, sumLinesIn } from './import-batch.ts';
import type { FileTask, StagedTable } from './import-messages.ts';
import type { FileInHand, Imported, Outcome, Run } from './import-run.ts';
import { ChunkLoads } from './load-chunks.ts';
import type { Reading } from './reading-pool.ts';

/** Loads what a worker has read, as a whole. */
export async function loadFile(run: Run, index: number, reading: Reading): Promise<Outcome> {
  const { store, book_id, originals } = run.book;
  const file = { run, index, reading };
  try {
    const apart = store.engine.settles_apart ? await loadTables(file, store, false) : null;
    if (index === run.last) run.alone();
    return await settle(file, apart);
  } catch (error) {
    // What stands in the way of copying a file says more than that its reader was stopped.
    const { sha256 } = await copyOf(file);
    if (store.engine.settles_apart) await removeUnsettled(store, book_id);
    if ((await findImport(store, book_id, sha256)) === undefined) await originals.remove(sha256);
    throw error;
  } finally {
    reading.abandon();
  }
}

/** Writes down what was loaded; what was not yet is loaded with it. */
async function settle(file: FileInHand, apart: Loaded | null): Promise<Outcome> {
  const { run, index } = file;
  const { store, book_id } = run.book;
  const copy = await copyOf(file);
  const told = await run.told.get(index);
  const outcome = await store.transaction(async (tx) => {
    await tx.query(sql`select lock_book(${book_id}) as locked`);
    const known = await findImport(tx, book_id, copy.sha256);
    if (known !== undefined && told?.type !== 'again') return receiptsOnly(file, tx, known);
    const failed = run.first.get(copy.sha256) ?? index;
    if (failed < index) throw run.errors.get(failed) ?? new TypeError('an equal file was not imported');
    const loaded = apart ?? (await loadTables(file, tx, true));
    if (loaded.mark !== copy.mark)
      throw new DuideshangError('file_changed', { file: file.reading.task.file });
    if (known !== undefined) return settleAgain(file, tx, known, loaded);
    if (told?.type === 'again') throw new TypeError('the import of these bytes was undone meanwhile');
    return settleNew(file, tx, copy, loaded);
  });
  const isInVain = told?.type === 'leave' && (run.rows.get(file.reading.task) ?? 0) > 0;
  if (isInVain) await removeUnsettled(store, book_id);
  return outcome;
}

/** @throws why the file could not be copied */
async function copyOf({ run, index, reading }: FileInHand): Promise<OriginalCopy> {
  const copy = await run.copies.get(index)?.catch((error: unknown) => {
    throw unreadable(error, reading.task.file);
  });
  if (copy === undefined) throw new TypeError(`file ${index} is not copied`);
  return copy;
}

/** What was loaded of a file, not written down yet. */
interface Loaded {
  readonly tables: readonly {
    readonly batch_id: bigint;
    readonly staged: StagedTable;
    readonly facts: number;
  }[];
  readonly left_out: readonly LeftOutTable[];
  /** Whether the facts are live already. */
  readonly live: boolean;
  /** Of the file that was read. */
  readonly mark: FileMark;
}

/** Writes an import down whose facts are loaded. */
async function settleNew(
  { run, reading }: FileInHand,
  tx: Executor,
  copy: OriginalCopy,
  loaded: Loaded,
): Promise<Outcome> {
  const { book_id, originals } = run.book;
  const { file } = reading.task;
  if (loaded.tables.length === 0) throw new DuideshangError('table_empty', { file, sheet: '' });
  const record: ImportRecord = {
    import_id: await nextImportId(tx),
    file,
    sha256: copy.sha256,
    bytes: BigInt(copy.bytes),
    imported_at: now(),
    made_by: run.options.made_by ?? null,
  };
  await insertImport(tx, book_id, record);
  const outcome = await settleTables(run, tx, file, record.import_id, loaded);
  await originals.settle(copy);
  await markKeyRules(tx, book_id, record.import_id, run.key_rules);
  await findShadowedOf(tx, book_id, record.import_id);
  await run.options.finish?.(tx);
  run.options.signal?.throwIfAborted();
  return outcome;
}

/** What a file brings whose bytes the book has. */
async function receiptsOnly(
  { run, reading }: FileInHand,
  tx: Executor,
  known: ImportRecord,
): Promise<Outcome> {
  reading.abandon();
  const receipts = await receiptsAgain(tx, run.book.book_id, known, reading.task);
  return { receipts, failures: [], left_out: [] };
}

/** The same of a file with tables that nobody knew until now. */
async function settleAgain(
  { run, reading }: FileInHand,
  tx: Executor,
  known: ImportRecord,
  loaded: Loaded,
): Promise<Outcome> {
  const { book_id } = run.book;
  const receipts = await receiptsAgain(tx, book_id, known, reading.task);
  const outcome = await settleTables(run, tx, reading.task.file, known.import_id, loaded);
  await findShadowedOf(tx, book_id, known.import_id);
  await run.options.finish?.(tx);
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

/** Loads the facts of all tables as their reader gives them. */
async function loadTables(file: FileInHand, on: Executor, live: boolean): Promise<Loaded> {
  const { reading, run } = file;
  let tables: Loaded['tables'][number][] = [];
  const left_out: LeftOutTable[] = [];
  let loads = new ChunkLoads(file, on, live);
  try {
    for (;;) {
      const message = await reading.next();
      if (message.type === 'chunk') await loads.add(message);
      else if (message.type === 'table') {
        tables.push({ ...(await loads.end()), staged: message });
        loads = new ChunkLoads(file, on, live);
      } else if (message.type === 'left_out') left_out.push(message.table);
      else if (message.type === 'failed') throw errorOf(message.error, reading.task.file);
      else if (message.type === 'done') return { tables, left_out, live, mark: message.mark };
      else if (message.type === 'anew') {
        await loads.drop();
        if (!live) await removeUnsettled(run.book.store, run.book.book_id);
        tables = [];
        loads = new ChunkLoads(file, on, live);
      }
    }
  } finally {
    await loads.drop();
  }
}

/** Writes the tables of an import down, each compared with the book as it is then. */
async function settleTables(
  { book, sources }: Run,
  tx: Executor,
  file: string,
  import_id: bigint,
  { tables, left_out, live }: Loaded,
): Promise<Outcome> {
  const { book_id } = book;
  const outcome: Outcome = { receipts: [], failures: [], left_out: [] };
  await withPackedOrders(tx, book_id, async () => {
    for (const { batch_id, staged, facts } of tables) {
      const place = { book_id, import_id, batch_id };
      const receipt = await finishBatch(tx, place, { staged, facts, live }, sources);
      outcome.receipts.push({ receipt, told_as: null });
    }
  });
  await sumLinesIn(tx, book_id);
  for (const { sheet, row_count, reason } of left_out) {
    const list = sheet === null ? outcome.failures : outcome.left_out;
    list.push({ file, row_count, error: new DuideshangError('source_unknown', reason) });
  }
  await replaceLeftOut(tx, book_id, import_id, left_out);
  return outcome;
}
