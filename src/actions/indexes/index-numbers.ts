import type { Book } from '../../store/book.ts';
import type { Executor } from '../../store/driver.ts';
import { indexBatches, listUnindexed } from '../../store/indexes/indexed-batches.ts';
import { sql } from '../../store/sql.ts';
import { oneAtATime } from '../importing/import-queue.ts';

/** Fewer rows than this that are in no index are read whole as fast as an index is asked. */
const ROWS_MIN = 100_000;
/** From so many rows on batches are indexed together: a number is looked for once in each such lot. */
const LOT_ROWS_MIN = 2_000_000;

/** Whether a book has so many rows that are in no index of numbers that one is worth its making. */
export async function wantsIndex(
  { store, book_id }: Book,
  rows_min = ROWS_MIN,
  on: Executor = store,
): Promise<boolean> {
  if (store.engine.has_indexes) return false;
  const unindexed = await listUnindexed(on, book_id);
  return unindexed.reduce((sum, { row_count }) => sum + row_count, 0n) >= rows_min;
}

/**
 * Indexes the numbers of one lot of batches, oldest first, where {@link wantsIndex}; otherwise nothing. All or nothing: after a
 * kill the next call does it again.
 */
export function indexNumbers(book: Book, rows_min = ROWS_MIN): Promise<void> {
  return oneAtATime(book, async () => {
    if (!(await wantsIndex(book, rows_min))) return;
    const { store, book_id } = book;
    await store.transaction(async (tx) => {
      await tx.query(sql`select lock_book(${book_id}) as locked`);
      await indexBatches(tx, book_id, lotOf(await listUnindexed(tx, book_id)));
    });
  });
}

/** Indexes the numbers of all batches within a change of the book, where {@link wantsIndex}: nobody sees the change without. */
export async function indexNumbersOfChange(book: Book, tx: Executor, rows_min = ROWS_MIN): Promise<void> {
  while (await wantsIndex(book, rows_min, tx))
    await indexBatches(tx, book.book_id, lotOf(await listUnindexed(tx, book.book_id)));
}

function lotOf(unindexed: readonly { readonly batch_id: bigint; readonly row_count: bigint }[]): bigint[] {
  const lot: bigint[] = [];
  let rows = 0n;
  for (const { batch_id, row_count } of unindexed) {
    if (rows >= LOT_ROWS_MIN) break;
    lot.push(batch_id);
    rows += row_count;
  }
  return lot;
}
