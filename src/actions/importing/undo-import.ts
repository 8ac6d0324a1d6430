import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { DuideshangError } from '../../errors.ts';
import type { ImportReceipt } from '../../model/receipt.ts';
import type { Book } from '../../store/book.ts';
import { FACT_KINDS, removeFacts } from '../../store/facts/facts.ts';
import { withPackedOrders } from '../../store/facts/packed-orders.ts';
import { findShadowedDays } from '../../store/facts/shadowed-days.ts';
import { removeUnusedSubjects } from '../../store/facts/subjects.ts';
import {
  deleteImport,
  type ImportRecord,
  listBatches,
  listImportRecords,
} from '../../store/imports/imports.ts';
import { forgetMended } from '../../store/imports/mended-rows.ts';
import { removeFromIndex } from '../../store/indexes/indexed-batches.ts';
import { removeLineDays } from '../../store/lists/line-days.ts';
import { join, sql, trusted } from '../../store/sql.ts';
import { sumLinesIn } from './import-batch.ts';
import { oneAtATime } from './import-queue.ts';
import { mendIn } from './mend-refused.ts';
import { proveIn } from './prove-by-totals.ts';
import { repairIn } from './repair-damaged.ts';

/** An import with what each of its tables proved. */
export interface ListedImport extends ImportRecord {
  readonly receipts: readonly ImportReceipt[];
}

/** All imports of a book, oldest first. */
export async function listImports(book: Book): Promise<ListedImport[]> {
  const records = await listImportRecords(book.store, book.book_id);
  const batches = Map.groupBy(await listBatches(book.store, book.book_id), ({ import_id }) => import_id);
  return records.map((record) => ({
    ...record,
    receipts: (batches.get(record.import_id) ?? []).map(({ receipt }) => receipt),
  }));
}

/**
 * Removes an import as a whole: its facts, refused and held rows, its original. Facts that other imports tell too are
 * told by the latest of these again; damaged rows whose number only this import proved are held again, and rows that only
 * this import mended are refused again.
 * @throws import_not_found
 */
export function undoImport(book: Book, import_id: bigint): Promise<void> {
  return oneAtATime(book, () => undo(book, import_id));
}

async function undo({ store, book_id, originals, tmp }: Book, import_id: bigint): Promise<void> {
  const staging = await mkdtemp(path.join(tmp, 'undo-'));
  try {
    const sha256 = await store.transaction(async (tx) => {
      await tx.query(sql`select lock_book(${book_id}) as locked`);
      const found = (await listImportRecords(tx, book_id)).find((record) => record.import_id === import_id);
      if (found === undefined)
        throw new DuideshangError('import_not_found', { import_id: String(import_id) });
      const batches = await listBatches(tx, book_id, import_id);
      const batch_ids = join(batches.map(({ batch_id }) => sql`${batch_id}`));
      const kinds = new Set(batches.map(({ kind }) => kind));
      await withPackedOrders(tx, book_id, async () => {
        for (const kind of FACT_KINDS.filter((each) => kinds.has(each)))
          await removeFacts(tx, book_id, kind, (alias) => sql`${trusted(alias)}.batch_id in (${batch_ids})`);
      });
      if (batches.length > 0) {
        await tx.execute(
          sql`delete from refused_rows where book_id = ${book_id} and batch_id in (${batch_ids})`,
        );
        await tx.execute(
          sql`delete from damaged_rows where book_id = ${book_id} and batch_id in (${batch_ids})`,
        );
      }
      const ids = batches.map(({ batch_id }) => batch_id);
      await removeFromIndex(tx, book_id, ids);
      await removeLineDays(tx, book_id, ids);
      await forgetMended(tx, book_id, import_id, ids);
      await deleteImport(tx, book_id, import_id);
      const accounts = batches
        .filter(({ kind }) => kind === 'statement_lines')
        .map(({ account_id }) => account_id);
      for (const account_id of new Set(accounts))
        if (account_id !== null) await findShadowedDays(tx, book_id, account_id);
      if (kinds.has('statement_lines')) await removeUnusedSubjects(tx, book_id);
      await repairIn(tx, book_id, staging);
      await mendIn(tx, book_id);
      await sumLinesIn(tx, book_id);
      await proveIn(tx, book_id);
      return found.sha256;
    });
    await originals.remove(sha256);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
