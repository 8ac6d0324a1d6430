import type { Book } from '../../store/book.ts';
import type { Executor } from '../../store/driver.ts';
import type { HeadTable } from '../../store/lists/list.ts';
import { countUncopied, makeHeads } from '../../store/lists/make-heads.ts';
import { sql } from '../../store/sql.ts';
import { oneAtATime } from '../importing/import-queue.ts';

/** Fewer rows than this that are in no head are read beside it as fast. */
const ROWS_MIN = 100_000;

/** Whether so many rows of a table are in no head that what comes first in its lists is worth copying anew. */
export async function wantsHeads(
  { store, book_id }: Book,
  table: HeadTable,
  rows_min = ROWS_MIN,
  on: Executor = store,
): Promise<boolean> {
  if (store.engine.has_indexes) return false;
  return (await countUncopied(on, book_id, table)) >= BigInt(rows_min);
}

/** Copies what comes first in the lists of a table within a change of the book, where {@link wantsHeads}: nobody sees the change without. */
export async function copyHeadsOfChange(
  book: Book,
  tx: Executor,
  table: HeadTable,
  rows_min = ROWS_MIN,
): Promise<void> {
  if (await wantsHeads(book, table, rows_min, tx)) await makeHeads(tx, book.book_id, table);
}

/** Copies what comes first in the lists of a table where {@link wantsHeads}; otherwise nothing. All or nothing. */
export function copyHeads(book: Book, table: HeadTable, rows_min = ROWS_MIN): Promise<void> {
  return oneAtATime(book, async () => {
    if (!(await wantsHeads(book, table, rows_min))) return;
    const { store, book_id } = book;
    await store.transaction(async (tx) => {
      await tx.query(sql`select lock_book(${book_id}) as locked`);
      await makeHeads(tx, book_id, table);
    });
  });
}
