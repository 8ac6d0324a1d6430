import type { FactKind } from '../../model/facts.ts';
import type { ListCell } from '../../model/list.ts';
import type { Executor } from '../driver.ts';
import { copyUntimed } from '../indexes/untimed-balances.ts';
import { isOfBook } from '../of-book.ts';
import { join, perEngine, type Sql, sql, trusted } from '../sql.ts';
import { type Head, isBefore, nameOf } from './heads.ts';
import { LISTS } from './index.ts';
import { type HeadedList, type HeadTable, isHeaded } from './list.ts';
import { type OrderTerm, termsOf } from './terms.ts';

/** So many rows come first. */
const HEAD_ROWS = 50_000;

/** Where a head ends. */
type Edge = Pick<Head, 'edge' | 'holds_edge'>;

/** Where the head of an order with this first term ends. */
interface EdgeOfTerm extends Edge {
  readonly term: OrderTerm;
}

/** A head with the first term of its order. */
interface HeadOfTerm extends EdgeOfTerm {
  readonly head_id: number;
}

/** How a table of heads follows the table whose rows it copies. */
interface Followed {
  /** How many rows are in no head. */
  readonly uncopied: (bookId: string) => Sql;
  /** The run whose rows are copied; null of facts, whose batches tell it. */
  readonly run_id: (bookId: string) => Sql;
  readonly kind: FactKind | null;
  /** What else is copied of the table. */
  readonly copyMore?: (tx: Executor, bookId: string) => Promise<void>;
}

const FOLLOWED: Readonly<Record<HeadTable, Followed>> = {
  balance_heads: {
    uncopied: (bookId) => sql`select coalesce(sum(row_count), 0)::bigint as count from balance_sums
      where book_id = ${bookId} and not exists (select 1 from list_heads h
        where h.book_id = ${bookId} and h.head_table = 'balance_heads' and h.run_id = ${lastRunId(bookId)})`,
    run_id: lastRunId,
    kind: null,
    copyMore: copyUntimed,
  },
  statement_line_heads: {
    uncopied: (bookId) => sql`select count(*) as count from statement_lines
      where ${isOfBook(sql`book_id`, bookId)} and batch_id in (select batch_id from import_batches
        where book_id = ${bookId} and kind = 'statement_lines' and not is_headed)`,
    run_id: () => sql`null::bigint`,
    kind: 'statement_lines',
  },
};

function lastRunId(bookId: string): Sql {
  return sql`(select max(run_id) from runs where book_id = ${bookId})`;
}

/** How many rows of the table that a table of heads follows are in no head. */
export async function countUncopied(on: Executor, bookId: string, table: HeadTable): Promise<bigint> {
  const [row] = await on.query<{ count: bigint }>(FOLLOWED[table].uncopied(bookId));
  return row?.count ?? 0n;
}

/**
 * Copies anew what comes first in each order of the lists of a table: about `head_rows` rows, or where more than twice as many are
 * alike at the end of these, none of the like. The table is read once, by all orders together.
 */
export async function makeHeads(
  tx: Executor,
  bookId: string,
  table: HeadTable,
  head_rows = HEAD_ROWS,
): Promise<void> {
  await tx.execute(sql`delete from ${trusted(table)} where book_id = ${bookId}`);
  await tx.execute(sql`delete from list_heads where book_id = ${bookId} and head_table = ${table}`);
  let head_id = 0;
  for (const list of LISTS.filter(isHeaded).filter(({ heads }) => heads.table === table)) {
    const edges = await edgesOf(tx, bookId, list, head_rows);
    const heads = edges.map((edge, at) => ({ head_id: head_id + at, ...edge }));
    head_id += heads.length;
    await copyRows(tx, bookId, list, heads);
    for (const head of heads) await writeDown(tx, bookId, list, head);
  }
  const { kind, copyMore } = FOLLOWED[table];
  await copyMore?.(tx, bookId);
  await tx.execute(
    sql`update import_batches set is_headed = true where book_id = ${bookId} and kind = ${kind}`,
  );
}

/** The first terms of every order of one column that a list can be asked for, either way. */
function termsOfList(list: HeadedList): OrderTerm[] {
  const columns = list.columns.filter((column) => column.sortable === true);
  return columns.flatMap(({ name, type }) =>
    [false, true].flatMap((descending) =>
      (type === 'money' ? [false, true] : [false]).flatMap((by_size) =>
        termsOf(list, [{ column: name, descending, by_size }]).slice(0, 1),
      ),
    ),
  );
}

function rowsOf(bookId: string, list: HeadedList, sample: Sql = trusted('')): Sql {
  const alias = trusted(list.alias);
  return sql`from ${list.table} ${alias} ${sample}
    where ${isOfBook(sql`${alias}.book_id`, bookId)} and ${list.heads.of}`;
}

/** Where heads of so many rows end, told from a sample of the rows: how many a head has matters little. */
async function edgesOf(
  tx: Executor,
  bookId: string,
  list: HeadedList,
  head_rows: number,
): Promise<EdgeOfTerm[]> {
  const terms = termsOfList(list);
  const rows = await countOf(tx, rowsOf(bookId, list));
  const values = terms.map(({ value }, at) => sql`${value} as ${trusted(`value_${at}`)}`);
  const sample = sampleOf(Math.ceil((100 * SAMPLE_ROWS) / Math.max(1, rows)));
  await tx.execute(
    sql`create temp table head_sample as select ${join(values)} ${rowsOf(bookId, list, sample)}`,
  );
  const share = (await countOf(tx, trusted('from head_sample'))) / Math.max(1, rows);
  const edges: EdgeOfTerm[] = [];
  for (const [at, term] of terms.entries()) {
    const sampled = { ...term, value: trusted(`value_${at}${term.type === 'text' ? ' collate "C"' : ''}`) };
    edges.push({ term, ...(await edgeOf(tx, sampled, head_rows, share)) });
  }
  await tx.execute(sql`drop table head_sample`);
  return edges;
}

/** So many rows, or more by as many as are laid down together, are looked at to tell where a head ends. */
const SAMPLE_ROWS = 300_000;

function sampleOf(percent: number): Sql {
  if (percent >= 100) return trusted('');
  return perEngine({
    duckdb: `tablesample system (${percent}%)`,
    postgres: `tablesample system (${percent})`,
  });
}

/** The edge of a head of so many rows, where `share` of the rows stand in the sample. */
async function edgeOf(tx: Executor, term: OrderTerm, head_rows: number, share: number): Promise<Edge> {
  const { value, descending } = term;
  const before = Math.max(1, Math.round(head_rows * share)) - 1;
  const [row] = await tx.query<{ edge: ListCell }>(sql`select ${value} as edge from head_sample
    where ${value} is not null order by ${value} ${trusted(descending ? 'desc' : 'asc')} limit 1 offset ${before}`);
  if (row === undefined) return { edge: null, holds_edge: true };
  const edge = String(row.edge);
  const held = await countOf(tx, sql`from head_sample where ${isBefore(term, { edge, holds_edge: true })}`);
  return { edge, holds_edge: held <= 2 * head_rows * share };
}

async function countOf(tx: Executor, from: Sql): Promise<number> {
  const [row] = await tx.query<{ count: bigint }>(sql`select count(*) as count ${from}`);
  return Number(row?.count ?? 0n);
}

/** Copies the rows of heads: those that are of any are looked for once. */
async function copyRows(
  tx: Executor,
  bookId: string,
  list: HeadedList,
  heads: readonly HeadOfTerm[],
): Promise<void> {
  const alias = trusted(list.alias);
  const isOfAny = join(
    heads.map(({ term, ...head }) => isBefore(term, head)),
    ' or ',
  );
  await tx.execute(
    sql`create temp table first_rows as select ${alias}.* ${rowsOf(bookId, list)} and (${isOfAny})`,
  );
  for (const { term, ...head } of heads)
    await tx.execute(sql`insert into ${trusted(list.heads.table)} select ${head.head_id}::integer, ${alias}.*
      from first_rows ${alias} where ${isBefore(term, head)}`);
  await tx.execute(sql`drop table first_rows`);
}

async function writeDown(tx: Executor, bookId: string, list: HeadedList, head: HeadOfTerm): Promise<void> {
  const { head_id, term, edge, holds_edge } = head;
  const { table } = list.heads;
  await tx.execute(sql`insert into list_heads
    (book_id, head_table, head_id, list_name, order_by, descending, edge, holds_edge, run_id)
    values (${bookId}, ${table}, ${head_id}, ${list.name}, ${nameOf(term)}, ${term.descending}, ${edge},
      ${holds_edge}, ${FOLLOWED[table].run_id(bookId)})`);
}
