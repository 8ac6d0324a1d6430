import type { ListCondition, ListFilter } from '../../model/list.ts';
import { columnOf } from './columns.ts';
import type { ListDeclaration } from './list.ts';

/**
 * The list with sums by day in place of its rows, for totals and groups that ask for nothing finer; null where it has none or
 * something finer is asked for.
 */
export function byDay(
  list: ListDeclaration,
  bookId: string,
  { filter, by = [] }: { readonly filter: ListFilter; readonly by?: readonly string[] },
): ListDeclaration | null {
  const { days } = list;
  if (days === undefined || (filter.text ?? '') !== '') return null;
  const isKnown = (column: string): boolean => days.columns.includes(column);
  const isCoarse = (condition: ListCondition): boolean =>
    isKnown(condition.column) && isOfWholeDays(list, condition);
  if (!filter.conditions.every(isCoarse) || !by.every(isKnown)) return null;
  return { ...list, table: days.table(bookId), counted: days.counted };
}

const DAY_LENGTH = '2024-01-31'.length;

function isOfWholeDays(list: ListDeclaration, { column, values }: ListCondition): boolean {
  return columnOf(list, column).type !== 'moment' || values.every((value) => value.length <= DAY_LENGTH);
}
