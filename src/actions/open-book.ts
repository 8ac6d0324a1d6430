import { DuideshangError } from '../errors.ts';
import { type Book, type BookOptions, openBook } from '../store/book.ts';
import { openServedBook } from '../store/remote/client.ts';

/** How a book is opened for some work. */
export interface WithBookOptions extends BookOptions {
  /** False for work that changes no facts: it need not wait for the jobs of a server that has the book. */
  readonly changes_facts?: boolean;
}

/**
 * Opens a book for as long as some work takes, and closes it whatever comes of the work. A book that a running server
 * of this machine has open is worked on through the server.
 * @throws as `openBook`
 */
export async function withBook<T>(
  location: string,
  options: WithBookOptions,
  work: (book: Book) => Promise<T>,
): Promise<T> {
  const book = await openOrBorrow(location, options);
  try {
    return await work(book);
  } finally {
    await book.close();
  }
}

async function openOrBorrow(
  location: string,
  { changes_facts = true, ...options }: WithBookOptions,
): Promise<Book> {
  try {
    return await openBook(location, options);
  } catch (error) {
    if (!(error instanceof DuideshangError) || error.code !== 'book_in_use') throw error;
    const served = await openServedBook(location, changes_facts);
    if (served === null) throw error;
    return served;
  }
}
