import type { Book } from '../../store/book.ts';
import type { Executor } from '../../store/driver.ts';
import { sql } from '../../store/sql.ts';
import { newBookQueue } from '../book-queue.ts';

/** Runs work on a book's cases, one after another; an import or a run that goes on meanwhile holds nobody up. */
export const inCaseQueue = newBookQueue();

/** Changes a book's cases in one transaction. Other processes wait until it has ended. */
export function changeCases<T>(book: Book, work: (tx: Executor) => Promise<T>): Promise<T> {
  return inCaseQueue(book, () =>
    book.store.transaction(async (tx) => {
      await tx.query(sql`select lock_book(${`${book.book_id}/cases`}) as locked`);
      return work(tx);
    }),
  );
}
