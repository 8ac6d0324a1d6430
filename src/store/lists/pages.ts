import type { ListCell, ListFilter, ListOrder, ShopsSeen } from '../../model/list.ts';
import type { Executor } from '../driver.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { columnOf, joinsOf, shown } from './columns.ts';
import { type Where, whereOf } from './conditions.ts';
import { type Cursor, cursorText, type Place, parseCursor } from './cursor.ts';
import type { ListColumn, ListDeclaration } from './list.ts';
import { afterPlace, boundTo, laterThan, type OrderTerm, orderBy, termsOf } from './terms.ts';

/** What of a list is asked for. */
export interface PageRequest {
  readonly filter: ListFilter;
  readonly sort: readonly ListOrder[];
  /** Columns by name; the key is always among them. All that are shown when left out. */
  readonly columns?: readonly string[];
  /** `next` of the page before, asked for in the same direction. */
  readonly after?: string;
  /** From the end: the last row first, and `next` leads towards the beginning. */
  readonly backward?: boolean;
  readonly limit?: number;
}

/** A page of a list. */
export interface ListPage {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ListCell[])[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
}

/** Rows of a page when nobody says how many. */
export const PAGE_ROWS = 100;

/**
 * A page of a list by key: rows that come after a place are looked for, none are counted off, so every page costs the
 * same. Rows whose first sorted value is null come last, from a statement of their own: engines disagree on where nulls
 * stand, and an index serves either way only without them.
 * @throws list_column_unknown, list_condition_wrong, list_place_wrong
 */
export async function pageOf(
  on: Executor,
  list: ListDeclaration,
  bookId: string,
  request: PageRequest,
  shops: ShopsSeen,
): Promise<ListPage> {
  const limit = request.limit ?? PAGE_ROWS;
  const query = pageQuery(list, bookId, request, shops);
  const cursor = request.after === undefined ? null : parseCursor(request.after, query.terms);
  const rows: PageRow[] = [];
  for (const inNulls of stretchesFrom(query.terms, cursor)) {
    const from = cursor?.in_nulls === inNulls ? cursor : null;
    if (rows.length <= limit)
      rows.push(...(await stretchOf(on, query, from, inNulls, limit + 1 - rows.length)));
  }
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    columns: query.columns.map((column) => column.name),
    rows: rows.slice(0, limit).map((row) => query.columns.map((_, at) => row[`cell_${at}`] as ListCell)),
    next: last === undefined ? null : cursorText(placeOf(last, query.terms), query.terms),
  };
}

/** The stretches from a place on, each by whether its first term is null. */
function stretchesFrom([first]: readonly OrderTerm[], cursor: Cursor | null): boolean[] {
  const all = first === undefined || first.never_null ? [false] : [first.nulls_first, !first.nulls_first];
  return cursor === null ? all : all.slice(all.indexOf(cursor.in_nulls));
}

/** All rows of a filter in order, in batches: cells in the order of the columns given. @throws as `pageOf` */
export async function* rowsInOrder(
  on: Executor,
  list: ListDeclaration,
  bookId: string,
  request: Pick<PageRequest, 'filter' | 'sort'> & { readonly columns: readonly ListColumn[] },
  shops: ShopsSeen,
): AsyncIterable<(readonly ListCell[])[]> {
  const terms = termsOf(list, request.sort);
  const where = whereOf(list, bookId, request.filter, shops);
  const needs = [...where.needs, ...[...terms, ...request.columns].flatMap((each) => each.needs ?? [])];
  const cells = request.columns.map((column, at) => sql`${shown(column)} as ${trusted(`cell_${at}`)}`);
  const rows = on.stream<PageRow>(sql`select ${join(cells)} from ${list.table} ${trusted(list.alias)}
    ${joinsOf(list, bookId, needs)} where ${where.condition} ${orderBy(terms, null)}`);
  for await (const batch of rows)
    yield batch.map((row) => request.columns.map((_, at) => row[`cell_${at}`] ?? null));
}

type PageRow = Record<string, ListCell>;

function placeOf(row: PageRow, terms: readonly OrderTerm[]): Place {
  const values = terms.map((_, at) => row[`term_${at}`] ?? null);
  return values.map((value) => (value === null ? null : String(value)));
}

/** A request made ready: columns, terms of the order, conditions. */
interface PageQuery {
  readonly list: ListDeclaration;
  readonly book_id: string;
  readonly columns: readonly ListColumn[];
  readonly terms: readonly OrderTerm[];
  readonly where: Where;
}

function pageQuery(
  list: ListDeclaration,
  book_id: string,
  request: PageRequest,
  shops: ShopsSeen,
): PageQuery {
  return {
    list,
    book_id,
    columns: chosenColumns(list, request.columns),
    terms: termsOf(list, request.sort, request.backward),
    where: whereOf(list, book_id, request.filter, shops),
  };
}

/** The columns of these names with the key first; those shown by default when none are named. */
export function chosenColumns(list: ListDeclaration, names: readonly string[] | undefined): ListColumn[] {
  const key = columnOf(list, list.key);
  const chosen =
    names === undefined
      ? list.columns.filter((column) => column.shown === true)
      : names.map((name) => columnOf(list, name));
  return [key, ...chosen.filter((column) => column !== key)];
}

/**
 * Rows of one stretch: those whose first term is null, or the others. First the edge is found, the value of the first term
 * that the last row has: it reads one column. Then the rows up to it: few, whatever the columns. Joins that are needed
 * only to show stand outside.
 */
async function stretchOf(
  on: Executor,
  query: PageQuery,
  cursor: Cursor | null,
  inNulls: boolean,
  limit: number,
): Promise<PageRow[]> {
  const { list, book_id, columns, terms, where } = query;
  const alias = trusted(list.alias);
  const conditions = [where.condition, ...standing(terms, inNulls)];
  const sorted = terms.flatMap((term) => term.needs ?? []);
  const from = sql`from ${list.table} ${alias} ${joinsOf(list, book_id, [...where.needs, ...sorted])}`;
  const edge = await edgeOf(on, query, from, conditions, cursor, inNulls, limit);
  const after = cursor === null ? [] : [afterPlace(terms, cursor.place, inNulls)];
  const inner = sql`select ${alias}.* ${from} where ${join([...conditions, ...edge, ...after], ' and ')}
      ${orderBy(terms, inNulls)} limit ${limit}`;
  const cells = columns.map((column, at) => sql`${shown(column)} as ${trusted(`cell_${at}`)}`);
  const values = terms.map(({ value }, at) => sql`${value} as ${trusted(`term_${at}`)}`);
  const needed = [...sorted, ...columns.flatMap((column) => column.needs ?? [])];
  return on.query<PageRow>(sql`select ${join([...cells, ...values])} from (${inner}) ${alias}
    ${joinsOf(list, book_id, needed)} ${orderBy(terms, inNulls)}`);
}

/** What is said of the first term where it can be null. */
function standing([first]: readonly OrderTerm[], inNulls: boolean): Sql[] {
  if (first === undefined || first.never_null) return [];
  return [inNulls ? sql`${first.value} is null` : sql`${first.value} is not null`];
}

/** A bound for the rows of a page; none where so few rows are meant that looking for it would only cost. */
async function edgeOf(
  on: Executor,
  { terms, where }: PageQuery,
  from: Sql,
  conditions: readonly Sql[],
  cursor: Cursor | null,
  inNulls: boolean,
  limit: number,
): Promise<Sql[]> {
  const at = inNulls ? 1 : 0;
  const term = terms[at];
  if (term === undefined || where.names_few || (inNulls && !term.never_null)) return [];
  const place = cursor?.place[at] ?? null;
  const beyond = place === null ? [] : [laterThan({ ...term, never_null: true }, place) ?? sql`1 = 1`];
  const way = trusted(term.descending ? 'desc' : 'asc');
  const [row] = await on.query<{ edge: ListCell }>(sql`select ${term.value} as edge ${from}
    where ${join([...conditions, ...beyond], ' and ')} order by ${term.value} ${way} limit 1 offset ${limit - 1}`);
  if (row === undefined || row.edge === null) return [];
  return [sql`${term.value} ${trusted(term.descending ? '>=' : '<=')} ${boundTo(term, String(row.edge))}`];
}
