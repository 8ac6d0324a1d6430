import { type Book, type BookOptions, openBook } from '../store/book.ts';

/**
 * Opens a book for as long as some work takes, and closes it whatever comes of the work.
 * @throws as `openBook`
 */
export async function withBook<T>(
  location: string,
  options: BookOptions,
  work: (book: Book) => Promise<T>,
): Promise<T> {
  const book = await openBook(location, options);
  try {
    return await work(book);
  } finally {
    await book.close();
  }
}
