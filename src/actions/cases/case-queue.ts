import type { Book } from '../../store/book.ts';
import type { Executor } from '../../store/driver.ts';
import { sql } from '../../store/sql.ts';

const last = new WeakMap<object, Promise<unknown>>();

/** Runs work on a book's cases, one after another; an import or a run that goes on meanwhile holds nobody up. */
export function inCaseQueue<T>(book: Book, work: () => Promise<T>): Promise<T> {
  const before = last.get(book.store.database) ?? Promise.resolve();
  const mine = before.then(work, work);
  last.set(
    book.store.database,
    mine.catch(() => undefined),
  );
  return mine;
}

/** Changes a book's cases in one transaction. Other processes wait until it has ended. */
export function changeCases<T>(book: Book, work: (tx: Executor) => Promise<T>): Promise<T> {
  return inCaseQueue(book, () =>
    book.store.transaction(async (tx) => {
      await tx.query(sql`select lock_book(${`${book.book_id}/cases`}) as locked`);
      return work(tx);
    }),
  );
}
