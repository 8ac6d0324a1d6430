import {
  contentOf,
  createBook,
  createSampleBook,
  findBook,
  listBooks,
  removeBook,
  renameBook,
} from '../../actions/workspace/books.ts';
import { colleaguesOf } from '../../actions/workspace/users.ts';
import { implement, implementClosed } from '../implement.ts';

/** Books. */
export const BOOKS = [
  implement('list_books', async ({ bench, who }) => ({ books: await listBooks(bench, who) })),
  implement('create_book', async ({ bench, body }) => ({ book: await createBook(bench, body.name) })),
  implement('create_sample_book', ({ bench, who }) => createSampleBook(bench, who.user)),
  implement('book', async ({ bench, book, params, shops }) => {
    const content = await contentOf(book);
    const seen = shops === null ? content.shops : content.shops.filter((shop) => shops.includes(shop));
    return { book: { ...(await findBook(bench, params.book_id)), ...content, shops: seen } };
  }),
  implementClosed('rename_book', async ({ bench, params, body }) => ({
    book: await renameBook(bench, params.book_id, body.name),
  })),
  implementClosed('remove_book', async ({ bench, who, params, body }) => {
    await removeBook(bench, who.user, params.book_id, body.name);
    return {};
  }),
  implementClosed('colleagues', async ({ bench, params }) => ({
    colleagues: (await colleaguesOf(bench.workspace, params.book_id)).map(({ user_id, display_name }) => ({
      user_id,
      display_name,
    })),
  })),
];
