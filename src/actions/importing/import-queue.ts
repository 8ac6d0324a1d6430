import type { Book } from '../../store/book.ts';

const last = new WeakMap<object, Promise<unknown>>();

/** Runs work that changes a book's facts, one after another; other processes wait at `lock_book`. */
export function oneAtATime<T>(book: Book, work: () => Promise<T>): Promise<T> {
  const before = last.get(book.store.database) ?? Promise.resolve();
  const mine = before.then(work, work);
  last.set(
    book.store.database,
    mine.catch(() => undefined),
  );
  return mine;
}
