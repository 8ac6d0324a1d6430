import type { ListFilter, ListName } from '../../../src/server/contract/lists.ts';
import { bookPath } from '../book.tsx';

/** Rows that a figure stands for: a list with a filter. */
export interface Drill {
  readonly list: ListName;
  readonly filter: ListFilter;
}

const PAGE_OF: Readonly<Record<ListName, string>> = {
  cases: 'cases',
  orders: 'orders',
  statement_lines: 'statement-lines',
  in_transit: 'in-transit',
  refunds: 'refunds',
  case_events: 'case-events',
};

/** The address of the page that shows the rows behind a figure. */
export function drillPath(bookId: string, { list, filter }: Drill): string {
  const hasNone = filter.conditions.length === 0 && filter.text === undefined;
  const query = hasNone ? '' : `?filter=${encodeURIComponent(JSON.stringify(filter))}`;
  return `${bookPath(bookId, PAGE_OF[list])}${query}`;
}
