import type { Book } from '../../store/book.ts';
import type { OpenBooks } from '../workspace/open-books.ts';

/** Runs the work of a job on a book, letting those go first who ask meanwhile. @throws as `OpenBooks.use` */
export function behindUsers<T>(
  books: OpenBooks,
  book_id: string,
  work: (book: Book) => Promise<T>,
): Promise<T> {
  return books.use(book_id, (book) => book.store.behindOthers((store) => work({ ...book, store })));
}
