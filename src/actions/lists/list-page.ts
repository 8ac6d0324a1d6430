import type { Language } from '../../model/language.ts';
import type { ShopsSeen } from '../../model/list.ts';
import type { Book } from '../../store/book.ts';
import { columnOf } from '../../store/lists/columns.ts';
import { headOf } from '../../store/lists/heads.ts';
import { listOf } from '../../store/lists/index.ts';
import type { ListDeclaration } from '../../store/lists/list.ts';
import { type ListPage, type PageRequest, pageOf } from '../../store/lists/pages.ts';
import { cellInWords } from './list-words.ts';

/** A page as it is asked for by a person, whose language sentences are in; Simplified Chinese when it is not told. */
export interface ListPageRequest extends PageRequest {
  readonly language?: Language;
}

/**
 * A page of a list by key. `shops` are those that the user may see, null for all.
 * @throws list_unknown, list_column_unknown, list_condition_wrong, list_place_wrong
 */
export async function listPage(
  book: Book,
  name: string,
  { language = 'zh-CN', ...request }: ListPageRequest,
  shops: ShopsSeen = null,
): Promise<ListPage> {
  const list = listOf(name);
  const page = await soonestPage(book, list, request, shops);
  const columns = page.columns.map((column) => columnOf(list, column));
  if (!columns.some((column) => column.is_explanation)) return page;
  return {
    ...page,
    rows: page.rows.map((row) => row.map((cell, at) => cellInWords(cell, columns[at], language))),
  };
}

/** A page of the rows that come first in its order where they fill it, else of all rows. */
async function soonestPage(
  { store, book_id }: Book,
  list: ListDeclaration,
  request: PageRequest,
  shops: ShopsSeen,
): Promise<ListPage> {
  const changes = store.changes();
  const head = await headOf(store, book_id, list, request);
  if (head !== null) {
    const page = await pageOf(store, head, book_id, request, shops);
    // What is known of a head holds until the book changes.
    if (page.next !== null && store.changes() === changes) return page;
  }
  return pageOf(store, list, book_id, request, shops);
}
