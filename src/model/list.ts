import type { Minor } from '../money/money.ts';

/** The lists that can be paged, filtered, grouped and exported. */
export const LIST_NAMES = [
  'cases',
  'orders',
  'statement_lines',
  'in_transit',
  'refunds',
  'case_events',
  'charges',
  'shipments',
  'carrier_charges',
  'returns',
  'stock_movements',
  'stock_counts',
  'sales_records',
  'foreign_settlements',
] as const;
export type ListName = (typeof LIST_NAMES)[number];

/** How the values of a column are shown, compared and filtered. */
export type ListColumnType = 'text' | 'code' | 'money' | 'quantity' | 'moment' | 'day' | 'count';

/**
 * One condition: values as text. `is`/`is_not` one of the values (an empty text is null), `between` two bounds of which
 * one may be empty (both included), `contains` a part of a text, `starts` its beginning.
 */
export interface ListCondition {
  readonly column: string;
  readonly how: 'is' | 'is_not' | 'between' | 'contains' | 'starts';
  readonly values: readonly string[];
}

/** Which rows are meant: all conditions hold, and `text` is found in one of the columns that are searched. */
export interface ListFilter {
  readonly conditions: readonly ListCondition[];
  readonly text?: string;
}

/** A column that rows are ordered by; nulls come last either way. `by_size` orders amounts by their absolute value. */
export interface ListOrder {
  readonly column: string;
  readonly descending: boolean;
  readonly by_size?: boolean;
}

/** A cell: text, amount in minor units, quantity in thousandths or count, null where there is none. */
export type ListCell = string | number | Minor | null;

/** Shops that a user may see; null for all. Rows of no shop are seen by those only who see all. */
export type ShopsSeen = readonly string[] | null;

/** Whether two users see the same shops of a book. */
export function sameShops(one: ShopsSeen, other: ShopsSeen): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((shop) => other.includes(shop));
}
