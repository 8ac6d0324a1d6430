import type { ListOrder } from '../../model/list.ts';
import type { Executor, Store } from '../driver.ts';
import { isInOf } from '../indexes/index-runs.ts';
import { keptUntilChange } from '../kept.ts';
import { isOfBook } from '../of-book.ts';
import { type Sql, sql, trusted } from '../sql.ts';
import { type HeadedList, type HeadTable, isHeaded, type ListDeclaration } from './list.ts';
import { boundTo, type OrderTerm, termsOf } from './terms.ts';

/** The rows that come first in one order of a list, as `list_heads` tells it. */
export interface Head {
  readonly head_id: number;
  readonly list_name: string;
  readonly order_by: string;
  readonly descending: boolean;
  /** The value of the order's first term behind which rows are in the list's table alone; null when all are here. */
  readonly edge: string | null;
  /** Whether rows that have that value are here. */
  readonly holds_edge: boolean;
  /** The run whose balances were copied; null of facts. */
  readonly run_id: bigint | null;
}

/** Of a book: what is known of its heads, its last run, and the batches whose rows are in none. */
interface Heads {
  readonly heads: readonly Head[];
  readonly run_id: bigint | null;
  readonly unread: readonly bigint[];
}

/** Beyond so many batches that are in no head the list's table is read whole. */
const UNREAD_MAX = 500;

/**
 * The list with only the rows that come first in an order asked for: all whose first term lies before some value. Which of them
 * are meant is still to be said. Null where it is not known which come first, or an index of the engine tells it.
 */
export async function headOf(
  on: Store,
  bookId: string,
  list: ListDeclaration,
  { sort, backward = false }: { readonly sort: readonly ListOrder[]; readonly backward?: boolean },
): Promise<ListDeclaration | null> {
  const [term] = termsOf(list, sort, backward);
  if (on.engine.has_indexes || !isHeaded(list) || term === undefined) return null;
  if (term.nulls_first && !term.never_null) return null;
  const { heads, run_id, unread } = await headsOf(on, bookId);
  const head = heads.find((each) => isOf(each, list, term));
  if (head === undefined) return null;
  if (head.run_id !== null)
    return head.run_id === run_id ? { ...list, table: rowsOf(bookId, list.heads.table, head) } : null;
  if (unread.length > UNREAD_MAX) return null;
  return { ...list, table: rowsBeside(bookId, list, { term, head, unread }) };
}

/** Whether the copies of balances that the book has are those of its last run. */
export async function copiedRun(on: Store, bookId: string): Promise<boolean> {
  const { heads, run_id } = await headsOf(on, bookId);
  return run_id !== null && heads.some((head) => head.run_id === run_id);
}

function headsOf(on: Store, bookId: string): Promise<Heads> {
  return keptUntilChange(on, `heads ${bookId}`, async () => {
    const heads =
      await on.query<Head>(sql`select head_id, list_name, order_by, descending, edge, holds_edge, run_id
      from list_heads where book_id = ${bookId}`);
    const [run] = await on.query<{ run_id: bigint | null }>(
      sql`select max(run_id) as run_id from runs where book_id = ${bookId}`,
    );
    const batches = await unreadBatches(on, bookId);
    return { heads, run_id: run?.run_id ?? null, unread: batches };
  });
}

/** The batches of wallet lines that are in no head. */
async function unreadBatches(on: Executor, bookId: string): Promise<bigint[]> {
  const rows = await on.query<{ batch_id: bigint }>(sql`select batch_id from import_batches
    where book_id = ${bookId} and kind = 'statement_lines' and not is_headed`);
  return rows.map(({ batch_id }) => batch_id);
}

function isOf(head: Head, list: ListDeclaration, term: OrderTerm): boolean {
  return (
    head.list_name === list.name && head.order_by === nameOf(term) && head.descending === term.descending
  );
}

/** What an order's first term is called in `list_heads`. */
export function nameOf({ value }: OrderTerm): string {
  return value.render('duckdb').text;
}

function rowsOf(bookId: string, table: HeadTable, { head_id }: Head): Sql {
  return sql`(select * from ${trusted(table)} where ${isOfBook(sql`book_id`, bookId)} and head_id = ${head_id}::integer)`;
}

/** The rows of a head, with those of batches that are in none. */
function rowsBeside(
  bookId: string,
  list: HeadedList,
  {
    term,
    head,
    unread,
  }: { readonly term: OrderTerm; readonly head: Head; readonly unread: readonly bigint[] },
): Sql {
  const copies = rowsOf(bookId, list.heads.table, head);
  if (unread.length === 0) return copies;
  const alias = trusted(list.alias);
  return sql`(select * from ${copies} c where not (${isInOf(unread)}) union all
    select ${head.head_id}::integer, ${alias}.* from ${list.table} ${alias}
    where ${isOfBook(sql`${alias}.book_id`, bookId)} and ${isInOf(unread)} and ${isBefore(term, head)})`;
}

/** Whether a row comes so early in an order that the head holds it. */
export function isBefore(term: OrderTerm, { edge, holds_edge }: Pick<Head, 'edge' | 'holds_edge'>): Sql {
  if (edge === null) return sql`${term.value} is not null`;
  const earlier = trusted(`${term.descending ? '>' : '<'}${holds_edge ? '=' : ''}`);
  return sql`${term.value} ${earlier} ${boundTo(term, edge)}`;
}
