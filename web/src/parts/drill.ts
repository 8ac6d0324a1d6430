import type { ListFilter, ListName } from '../../../src/server/contract/lists.ts';
import { bookPath } from '../book.tsx';
import { drillTo } from './table/state.ts';

/** Rows that a figure stands for: a list with a filter. */
export interface Drill {
  readonly list: ListName;
  readonly filter: ListFilter;
}

/** The address of the page that shows the rows behind a figure. */
export function drillPath(bookId: string, drill: Drill): string {
  return bookPath(bookId, drillTo(drill));
}
