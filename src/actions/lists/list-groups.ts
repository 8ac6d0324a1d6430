import type { ListFilter, ShopsSeen } from '../../model/list.ts';
import type { Book } from '../../store/book.ts';
import { byDay } from '../../store/lists/day-sums.ts';
import { listOf } from '../../store/lists/index.ts';
import { groupsOf, type ListGroup, type ListTotals, totalsOf, valuesOf } from '../../store/lists/sums.ts';

type On = Pick<Book, 'store' | 'book_id'>;

/** Count and sums of the rows of a filter. @throws as `listPage` */
export function listTotals(
  { store, book_id }: On,
  list: string,
  filter: ListFilter,
  shops: ShopsSeen = null,
): Promise<ListTotals> {
  const asked = listOf(list);
  return totalsOf(store, byDay(asked, book_id, { filter }) ?? asked, book_id, filter, shops);
}

/** Rows of a filter grouped by columns, largest first sum first. @throws as `listPage` */
export function listGroups(
  { store, book_id }: On,
  list: string,
  request: { readonly filter: ListFilter; readonly by: readonly string[] },
  shops: ShopsSeen = null,
): Promise<{ groups: ListGroup[]; cut: boolean }> {
  const asked = listOf(list);
  return groupsOf(store, byDay(asked, book_id, request) ?? asked, book_id, request, shops);
}

/** Distinct values of a column that begin with a text, for a filter's choice. @throws as `listPage` */
export function listValues(
  { store, book_id }: On,
  list: string,
  request: { readonly column: string; readonly starts?: string },
  shops: ShopsSeen = null,
): Promise<{ values: (string | null)[]; cut: boolean }> {
  return valuesOf(store, listOf(list), book_id, request, shops);
}
