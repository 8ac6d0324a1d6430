import type { ShopsSeen } from '../model/list.ts';
import type { Book } from '../store/book.ts';
import { listOf } from '../store/lists/index.ts';
import { type ListPage, type PageRequest, pageOf } from '../store/lists/pages.ts';

/**
 * A page of a list by key. `shops` are those that the user may see, null for all.
 * @throws list_unknown, list_column_unknown, list_condition_wrong, list_place_wrong
 */
export function listPage(
  { store, book_id }: Book,
  list: string,
  request: PageRequest,
  shops: ShopsSeen = null,
): Promise<ListPage> {
  return pageOf(store, listOf(list), book_id, request, shops);
}
