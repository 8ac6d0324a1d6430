import type { ListOrder } from '../../model/list.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { columnOf } from './columns.ts';
import { ordered } from './conditions.ts';
import type { Place } from './cursor.ts';
import type { ListColumn, ListDeclaration } from './list.ts';

/** What orders the rows: an expression, its type for values bound to it, and which way. */
export interface OrderTerm {
  readonly value: Sql;
  readonly type: 'text' | 'bigint' | 'integer' | 'timestamp';
  readonly descending: boolean;
  readonly never_null: boolean;
  /** Nulls stand before all values: the order read backward. */
  readonly nulls_first: boolean;
  readonly needs?: string;
}

/**
 * The terms of an order: the sorted columns, then the ties in the direction of the first; with `backward` those of the same order
 * read from its end. @throws list_column_unknown
 */
export function termsOf(list: ListDeclaration, sort: readonly ListOrder[], backward = false): OrderTerm[] {
  const descending = sort[0]?.descending ?? false;
  const terms = [
    ...sort.map((order) => termOf(columnOf(list, order.column, 'sortable'), order)),
    ...list.ties.map(({ value, type }) => ({
      value: type === 'text' ? sql`${value} collate "C"` : value,
      type,
      descending,
      never_null: true,
      nulls_first: false,
    })),
  ];
  return backward ? reversed(terms) : terms;
}

/** The same order read from its end. */
function reversed(terms: readonly OrderTerm[]): OrderTerm[] {
  return terms.map((term) => ({
    ...term,
    descending: !term.descending,
    nulls_first: !term.nulls_first,
  }));
}

const TERM_TYPES = {
  text: 'text',
  code: 'text',
  money: 'bigint',
  quantity: 'bigint',
  count: 'integer',
  moment: 'timestamp',
  day: 'timestamp',
} as const satisfies Record<ListColumn['type'], OrderTerm['type']>;

function termOf(column: ListColumn, { descending, by_size }: ListOrder): OrderTerm {
  return {
    value: by_size === true && column.type === 'money' ? sql`abs(${column.value})` : ordered(column),
    type: TERM_TYPES[column.type],
    descending,
    never_null: column.never_null === true,
    nulls_first: false,
    ...(column.needs === undefined ? {} : { needs: column.needs }),
  };
}

/** `order by` of the terms. The first is known to be not null, or to be null. */
export function orderBy(terms: readonly OrderTerm[], inNulls: boolean | null): Sql {
  const parts = terms
    .slice(inNulls === true ? 1 : 0)
    .map(({ value, descending, never_null, nulls_first }, at) => {
      const way = trusted(descending ? 'desc' : 'asc');
      const known = never_null || (inNulls === false && at === 0);
      if (known) return sql`${value} ${way}`;
      const lead = nulls_first ? sql`case when ${value} is null then 0 else 1 end, ` : sql``;
      return sql`${lead}${value} ${way} nulls last`;
    });
  return sql`order by ${join(parts)}`;
}

/** Rows after a place in the order: later in the first term that differs. */
export function afterPlace(terms: readonly OrderTerm[], place: Place, inNulls: boolean): Sql {
  const from = inNulls ? 1 : 0;
  const ways = terms.slice(from).flatMap((term, index) => {
    const at = from + index;
    const later = laterThan(term, place[at] ?? null);
    if (later === null) return [];
    const equal = terms.slice(from, at).map((each, before) => equalTo(each, place[from + before] ?? null));
    return [sql`(${join([...equal, later], ' and ')})`];
  });
  const [first] = terms;
  const value = place[0] ?? null;
  if (inNulls || first === undefined || value === null) return sql`(${join(ways, ' or ')})`;
  // Said once more by itself: a bound on one column is what zones and indexes can use.
  const edge = trusted(first.descending ? '<=' : '>=');
  return sql`${first.value} ${edge} ${boundTo(first, value)} and (${join(ways, ' or ')})`;
}

/** Whether a row stands later in a term than a value; null where none can. */
export function laterThan(term: OrderTerm, value: string | null): Sql | null {
  if (value === null) return term.nulls_first ? sql`${term.value} is not null` : null;
  const later = sql`${term.value} ${trusted(term.descending ? '<' : '>')} ${boundTo(term, value)}`;
  return term.never_null || term.nulls_first ? later : sql`(${later} or ${term.value} is null)`;
}

function equalTo(term: OrderTerm, value: string | null): Sql {
  return value === null ? sql`${term.value} is null` : sql`${term.value} = ${boundTo(term, value)}`;
}

/** A value as one of the term's type. */
export function boundTo({ type }: OrderTerm, value: string): Sql {
  return sql`${value}::${trusted(type)}`;
}
