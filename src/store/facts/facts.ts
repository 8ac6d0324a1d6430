import type { FactKind } from '../../model/facts.ts';
import { momentsOf, ofEachRecord, RECORD_NAMES } from '../../model/records.ts';
import type { Executor, StagingForm } from '../driver.ts';
import { perEngine, type Sql, sql, trusted } from '../sql.ts';
import { distrustSums, tablesOf } from './fact-copies.ts';
import { CONTENT, OWN_NUMBER, STAGING_COLUMNS } from './staging.ts';
import { agrees, tellingOrder } from './tellings.ts';

/** The kinds of fact, each a table. */
export const FACT_KINDS = Object.keys(STAGING_COLUMNS) as readonly FactKind[];

/** The batch whose facts are meant. */
export interface FactBatch {
  readonly book_id: string;
  readonly batch_id: bigint;
  readonly kind: FactKind;
  /** Facts of one channel share identities. */
  readonly channel: string;
}

/** How many rows of a batch the book did not know, knew already, or knew otherwise. */
export interface Novelty {
  readonly rows_new: number;
  readonly rows_unchanged: number;
  readonly rows_changed: number;
}

/** The column that says when a fact came to be, the same in every export of it, and all columns that are moments. */
const MOMENTS: Readonly<
  Record<FactKind, { readonly origin: string | null; readonly all: readonly string[] }>
> = {
  orders: { origin: 'created_at', all: ['created_at', 'paid_at', 'delivered_at'] },
  order_lines: { origin: null, all: [] },
  refunds: { origin: 'requested_at', all: ['requested_at', 'completed_at'] },
  statement_lines: { origin: 'happened_at', all: ['happened_at'] },
  control_totals: { origin: null, all: ['to_at'] },
  ...ofEachRecord((kind) => ({ origin: RECORD_NAMES[kind].origin, all: momentsOf(kind) })),
};

/** How staging files are loaded. */
export interface LoadOptions {
  readonly form?: StagingForm;
  /** Whether the facts are live at once; without it they are until told otherwise. */
  readonly live?: boolean;
}

/** Appends staging files to the batch; returns the number of facts. */
export function loadFacts(
  tx: Executor,
  batch: FactBatch,
  files: readonly string[],
  { form = 'lines', live = true }: LoadOptions = {},
): Promise<number> {
  const columns = STAGING_COLUMNS[batch.kind];
  const content = CONTENT[batch.kind];
  return tx.load({
    table: batch.kind,
    into: ['book_id', 'batch_id', 'row_no', 'live', 'identity_hash', 'occurrence', ...content],
    files,
    form,
    unseen: !live,
    columns,
    select: [
      sql`${batch.book_id}::text`,
      sql`${batch.batch_id}::bigint`,
      sql`row_no`,
      live ? sql`true` : sql`false`,
      sql`fact_hash(${`${batch.channel} `} || coalesce(identity, ${trusted(OWN_NUMBER[batch.kind])}))`,
      sql`1`,
      ...content.map(trusted),
    ],
  });
}

/** Makes all facts of a batch live. */
export async function makeLive(tx: Executor, batch: FactBatch): Promise<void> {
  await tx.execute(sql`update ${trusted(batch.kind)} set live = true where ${inBatch(batch)}`);
}

/** Removes facts of batches that were loaded and never written down: their import did not end. */
export async function removeUnsettled(store: Executor, book_id: string): Promise<void> {
  const written = sql`(select coalesce(max(batch_id), 0) from import_batches where book_id = ${book_id})`;
  for (const kind of FACT_KINDS)
    await store.execute(
      sql`delete from ${trusted(kind)} where book_id = ${book_id} and batch_id > ${written}`,
    );
}

/** From so many rows on the engine's idea of a table is brought up to date at once, not when the engine gets to it. */
const STOCK_ROWS_MIN = 10_000;

/**
 * Lets the engine count anew what lies in a table to which so many rows were added. Without it PostgreSQL joins a table
 * that was filled in the same transaction as if it were empty: minutes instead of seconds. DuckDB counts as it writes.
 */
export async function takeStock(tx: Executor, table: string, rows: number): Promise<void> {
  if (rows < STOCK_ROWS_MIN) return;
  await tx.execute(perEngine({ duckdb: 'select 1', postgres: `analyze ${table}` }));
}

/** The span of what identifies the batch's facts in time (null if any has none), and the latest moment they speak of. */
export async function spanOf(
  tx: Executor,
  batch: FactBatch,
): Promise<{ first_at: string | null; last_at: string | null; latest_at: string | null }> {
  const { origin, all } = MOMENTS[batch.kind];
  if (all.length === 0) return { first_at: null, last_at: null, latest_at: null };
  const moment = trusted(origin ?? 'null::timestamp');
  const [span] = await tx.query<{
    first_at: string | null;
    last_at: string | null;
    latest_at: string | null;
    unknown: bigint;
  }>(sql`select min(${moment}) as first_at, max(${moment}) as last_at, count(*) - count(${moment}) as unknown,
    max(greatest(${trusted(all.join(', '))})) as latest_at
    from ${trusted(batch.kind)} where ${inBatch(batch)}`);
  const { first_at = null, last_at = null, latest_at = null, unknown = 0n } = span ?? {};
  return unknown > 0n ? { first_at: null, last_at: null, latest_at } : { first_at, last_at, latest_at };
}

/**
 * Numbers equal rows of a batch whose file has no id of its own, so that the second stays a fact of its own:
 * 1 for the first, 2 for the second, in order of rows.
 */
export async function numberOccurrences(tx: Executor, batch: FactBatch): Promise<void> {
  const kind = trusted(batch.kind);
  await tx.execute(sql`create temp table twins as ${twinsOf(batch)}`);
  if (await isEmpty(tx, 'twins')) return drop(tx, 'twins');
  await tx.execute(sql`update ${kind} set occurrence = n.occurrence from (
      select f.row_no, (row_number() over (partition by f.identity_hash order by f.row_no))::integer as occurrence
      from ${kind} f join twins t on t.identity_hash = f.identity_hash
      where f.book_id = ${batch.book_id} and f.batch_id = ${batch.batch_id}) n
    where ${kind}.book_id = ${batch.book_id} and ${kind}.batch_id = ${batch.batch_id}
      and ${kind}.row_no = n.row_no and n.occurrence > 1`);
  await drop(tx, 'twins');
}

/**
 * Of rows of one batch with one identity only the last stays live.
 * @returns the number of rows put aside, and how many of them differ from the last.
 */
export async function putRepeatsAside(
  tx: Executor,
  batch: FactBatch,
): Promise<{ repeats: number; differing: number }> {
  const kind = trusted(batch.kind);
  await tx.execute(sql`create temp table twins as ${twinsOf(batch)}`);
  if (await isEmpty(tx, 'twins')) {
    await drop(tx, 'twins');
    return { repeats: 0, differing: 0 };
  }
  await tx.execute(sql`create temp table twin_rows as select f.*, t.last_row_no from ${kind} f
    join twins t on t.identity_hash = f.identity_hash where f.book_id = ${batch.book_id} and f.batch_id = ${batch.batch_id}`);
  const [counted] = await tx.query<{ repeats: bigint; differing: bigint }>(
    sql`select count(*) as repeats, count(*) filter (where not (${agrees(batch.kind, 'f', 'l', 'true')})) as differing
      from twin_rows l join twin_rows f on f.identity_hash = l.identity_hash and f.row_no <> l.row_no
      where l.row_no = l.last_row_no`,
  );
  await drop(tx, 'twin_rows');
  await tx.execute(sql`update ${kind} set live = false from twins t
    where ${kind}.book_id = ${batch.book_id} and ${kind}.batch_id = ${batch.batch_id}
      and ${kind}.identity_hash = t.identity_hash and ${kind}.row_no <> t.last_row_no`);
  await drop(tx, 'twins');
  return { repeats: count(counted?.repeats), differing: count(counted?.differing) };
}

function twinsOf(batch: FactBatch): Sql {
  return sql`select identity_hash, max(row_no) as last_row_no from ${trusted(batch.kind)} where ${inBatch(batch)}
      and live group by identity_hash having count(*) > 1`;
}

/**
 * Removes facts of a kind; where another row tells a fact that was live here, the next telling becomes live.
 * `removed` is the condition for a row, given its alias.
 */
export async function removeFacts(
  tx: Executor,
  book_id: string,
  fact_kind: FactKind,
  removed: (alias: string) => Sql,
): Promise<void> {
  const kind = trusted(fact_kind);
  await tx.execute(sql`create temp table left_over as
    select o.batch_id, o.row_no, row_number() over (partition by o.identity_hash, o.occurrence
      order by ${tellingOrder(fact_kind, 'b', 'i', 'o')}) as place
    from ${kind} f
    join ${kind} o on o.book_id = f.book_id and o.identity_hash = f.identity_hash and o.occurrence = f.occurrence
      and not o.live
    join import_batches b on b.book_id = o.book_id and b.batch_id = o.batch_id
    join imports i on i.book_id = b.book_id and i.import_id = b.import_id
    where f.book_id = ${book_id} and f.live and ${removed('f')} and not (${removed('o')})
      and not exists (select 1 from ${kind} p where p.book_id = o.book_id and p.identity_hash = o.identity_hash
        and p.occurrence = o.occurrence and p.batch_id = o.batch_id and p.row_no > o.row_no and not (${removed('p')}))`);
  for (const name of tablesOf(fact_kind)) {
    const table = trusted(name);
    await tx.execute(sql`delete from ${table} where book_id = ${book_id} and ${removed(name)}`);
    await tx.execute(sql`update ${table} set live = true from left_over l where l.place = 1
      and ${table}.book_id = ${book_id} and ${table}.batch_id = l.batch_id and ${table}.row_no = l.row_no`);
  }
  await distrustSums(tx, book_id, sql`select batch_id from left_over where place = 1`);
  await drop(tx, 'left_over');
}

function inBatch(batch: FactBatch): Sql {
  return sql`book_id = ${batch.book_id} and batch_id = ${batch.batch_id}`;
}

async function isEmpty(tx: Executor, table: string): Promise<boolean> {
  return (await tx.query(sql`select 1 as one from ${trusted(table)} limit 1`)).length === 0;
}

async function drop(tx: Executor, table: string): Promise<void> {
  await tx.execute(sql`drop table ${trusted(table)}`);
}

/** A number of rows, which is never beyond what a number holds. */
function count(rows: bigint | undefined): number {
  return Number(rows ?? 0n);
}
