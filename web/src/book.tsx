import { createContext, useContext } from 'react';

const NO_BOOK = '';

/** The book whose pages are shown. */
export const BookContext = createContext<string>(NO_BOOK);

/** The id of the book whose pages are shown. Throws on pages of no book. */
export function useBookId(): string {
  const bookId = useContext(BookContext);
  if (bookId === NO_BOOK) throw new Error('this page belongs to no book');
  return bookId;
}

/** The address of a page of a book: `bookPath('b1', 'orders/2101')`. */
export function bookPath(bookId: string, page: string): string {
  return `/b/${encodeURIComponent(bookId)}/${page}`;
}
