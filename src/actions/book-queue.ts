import type { Book } from '../store/book.ts';

/** Makes a queue: work on a book that it is given runs after all that it was given of that book before, whatever became of it. */
export function newBookQueue(): <T>(book: Book, work: () => Promise<T>) => Promise<T> {
  const last = new WeakMap<object, Promise<unknown>>();
  return (book, work) => {
    const before = last.get(book.store.database) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(
      book.store.database,
      mine.catch(() => undefined),
    );
    return mine;
  };
}
