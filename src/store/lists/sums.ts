import type { ListCell, ListFilter, ShopsSeen } from '../../model/list.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../driver.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { columnOf, joinsOf, shown } from './columns.ts';
import { type Where, whereOf } from './conditions.ts';
import type { ListColumn, ListDeclaration } from './list.ts';

/** Count and sums of rows, sums by column name; a column whose rows are in several units has none. */
export interface ListTotals {
  readonly count: number;
  readonly sums: Readonly<Record<string, Minor>>;
}

/** A group of rows: what they have in common, how many they are and their sums. */
export interface ListGroup extends ListTotals {
  readonly values: readonly ListCell[];
}

/** Groups returned at most. */
export const GROUPS_MAX = 1000;

/** Values returned at most. */
export const VALUES_MAX = 200;

type SumRow = Record<string, ListCell> & { count: bigint };

/** Count and sums of the rows of a filter. @throws as `pageOf` */
export async function totalsOf(
  on: Executor,
  list: ListDeclaration,
  bookId: string,
  filter: ListFilter,
  shops: ShopsSeen,
): Promise<ListTotals> {
  const where = whereOf(list, bookId, filter, shops);
  const [row] = await on.query<SumRow>(
    sql`select ${join([sql`${countOf(list)} as count`, ...sumColumns(list)])} ${fromOf(list, bookId, where, summedNeeds(list))}`,
  );
  return totalsIn(list, row);
}

/** Rows of a filter by what columns have in common, largest first sum first; moments are taken by day. @throws as `pageOf` */
export async function groupsOf(
  on: Executor,
  list: ListDeclaration,
  bookId: string,
  request: { readonly filter: ListFilter; readonly by: readonly string[] },
  shops: ShopsSeen,
): Promise<{ groups: ListGroup[]; cut: boolean }> {
  const by = request.by.map((name) => columnOf(list, name, 'groupable'));
  const where = whereOf(list, bookId, request.filter, shops);
  const needs = [...summedNeeds(list), ...by.flatMap((column) => column.needs ?? [])];
  const values = by.map((column, at) => sql`${grouped(column)} as ${trusted(`value_${at}`)}`);
  const [first] = list.columns.filter((column) => column.summed === true);
  const size = first === undefined ? trusted('') : sql`abs(${sumOf(first)}) desc nulls last,`;
  const rows = await on.query<SumRow>(
    sql`select ${join([...values, sql`${countOf(list)} as count`, ...sumColumns(list)])}
      ${fromOf(list, bookId, where, needs)}
      group by ${join(by.map((_, at) => trusted(String(at + 1))))}
      order by ${size} ${countOf(list)} desc, ${join(by.map((_, at) => trusted(`${at + 1} nulls last`)))}
      limit ${GROUPS_MAX + 1}`,
  );
  const groups = rows.slice(0, GROUPS_MAX).map((row) => ({
    values: by.map((_, at) => row[`value_${at}`] ?? null),
    ...totalsIn(list, row),
  }));
  return { groups, cut: rows.length > GROUPS_MAX };
}

/** Distinct values of a column that begin with a text, in order; nulls last. @throws as `pageOf` */
export async function valuesOf(
  on: Executor,
  list: ListDeclaration,
  bookId: string,
  request: { readonly column: string; readonly starts?: string },
  shops: ShopsSeen,
): Promise<{ values: (string | null)[]; cut: boolean }> {
  const column = columnOf(list, request.column, 'filterable');
  const rows = await on.query<{ value: ListCell }>(
    sql`select distinct ${grouped(column)} as value ${valuesFrom(list, column, bookId, shops)}
      ${startsWith(grouped(column), request.starts ?? '')}
      order by 1 nulls last limit ${VALUES_MAX + 1}`,
  );
  return {
    values: rows.slice(0, VALUES_MAX).map(({ value }) => (value === null ? null : String(value))),
    cut: rows.length > VALUES_MAX,
  };
}

/** A column of a small table is asked there. */
function valuesFrom(list: ListDeclaration, column: ListColumn, bookId: string, shops: ShopsSeen): Sql {
  const joined = column.needs === undefined ? undefined : list.joins[column.needs];
  if (joined?.is_dimension === true) {
    const alias = trusted(joined.alias);
    return sql`from ${joined.table} ${alias} where ${alias}.book_id = ${bookId}`;
  }
  const where = whereOf(list, bookId, { conditions: [] }, shops);
  return fromOf(list, bookId, where, column.needs === undefined ? [] : [column.needs]);
}

function startsWith(value: Sql, text: string): Sql {
  return text === '' ? trusted('') : sql`and strpos(${value}, ${text}::text) = 1`;
}

/** What rows are grouped by: a moment by its day. */
function grouped(column: ListColumn): Sql {
  return column.type === 'moment' ? sql`day_of(${column.value})` : shown(column);
}

function fromOf(list: ListDeclaration, bookId: string, where: Where, needs: readonly string[]): Sql {
  return sql`from ${list.table} ${trusted(list.alias)} ${joinsOf(list, bookId, [...where.needs, ...needs])}
    where ${where.condition}`;
}

function summedColumns(list: ListDeclaration): ListColumn[] {
  return list.columns.filter((column) => column.summed === true);
}

function summedNeeds(list: ListDeclaration): string[] {
  return summedColumns(list).flatMap((column) => column.needs ?? []);
}

function sumColumns(list: ListDeclaration): Sql[] {
  return summedColumns(list).map((column) => sql`${sumOf(column)} as ${trusted(column.name)}`);
}

function countOf({ counted }: ListDeclaration): Sql {
  return counted === undefined ? sql`count(*)` : sql`coalesce(sum(${counted}), 0)::bigint`;
}

/** The sum of a column, 0 of no row; null over rows of several units. */
function sumOf({ value, unit }: ListColumn): Sql {
  const sum = sql`coalesce(sum(${value}), 0)::bigint`;
  return unit === undefined ? sum : sql`case when count(distinct ${unit}) < 2 then ${sum} end`;
}

function totalsIn(list: ListDeclaration, row: SumRow | undefined): ListTotals {
  return {
    count: Number(row?.count ?? 0n),
    sums: Object.fromEntries(
      summedColumns(list).flatMap(({ name }) => {
        const sum = row?.[name] ?? null;
        return sum === null ? [] : [[name, sum as Minor] as const];
      }),
    ),
  };
}
