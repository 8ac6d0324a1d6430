import type { WallTime } from '../../model/facts.ts';
import type { RunSummary } from '../../model/run.ts';
import type { Executor, Store } from '../driver.ts';
import { keptUntilChange } from '../kept.ts';
import { sql } from '../sql.ts';

/** A number for the next run of a book. */
export async function nextRunId(tx: Executor): Promise<bigint> {
  const [row] = await tx.query<{ run_id: bigint }>(sql`select nextval('run_ids') as run_id`);
  if (row === undefined) throw new TypeError('the sequence run_ids gave nothing');
  return row.run_id;
}

/** Keeps what a run said; its rows are in `balances` and `exceptions`, of which only the last run's are kept. */
export async function recordRun(tx: Executor, bookId: string, summary: RunSummary): Promise<void> {
  const { run_id, period, ran_at } = summary;
  await tx.execute(sql`insert into runs (book_id, run_id, from_day, to_day, ran_at, summary, based_on) values (
    ${bookId}::text, ${run_id}::bigint, ${period.from}::text, ${period.to}::text, ${ran_at}::timestamp,
    ${JSON.stringify(summary, withMinor)}::text, ${await basisOf(tx, bookId)}::text)`);
}

/** What a run made now would be based on: which imports and rules, as a text to compare. */
async function basisOf(on: Executor, bookId: string): Promise<string> {
  const [imports] = await on.query<{ basis: string }>(sql`select
      count(*)::text || '/' || coalesce(max(import_id), 0)::text || '/' || coalesce(sum(import_id), 0)::bigint::text as basis
    from imports where book_id = ${bookId}`);
  const [rules] = await on.query<{ basis: string }>(sql`select count(*)::text || '/' || coalesce(sum(
      fact_hash(kind || rule_id || position::text || rule) % 1000000007), 0)::bigint::text as basis
    from app.rules where book_id = ${bookId}`);
  return `${imports?.basis ?? ''} ${rules?.basis ?? ''}`;
}

/** Whether imports or rules have changed since the last run; true where there is something to reconcile and no run. */
export async function isStale(on: Executor, bookId: string): Promise<boolean> {
  const [run] = await on.query<{ based_on: string | null }>(
    sql`select based_on from runs where book_id = ${bookId} order by run_id desc limit 1`,
  );
  if (run !== undefined) return run.based_on !== (await basisOf(on, bookId));
  const imports = await on.query(sql`select 1 as one from imports where book_id = ${bookId} limit 1`);
  return imports.length > 0;
}

/** The summary of the last run, null when the book was never reconciled. */
export async function lastRun(on: Executor, bookId: string): Promise<RunSummary | null> {
  const [row] = await on.query<{ summary: string }>(
    sql`select summary from runs where book_id = ${bookId} order by run_id desc limit 1`,
  );
  return row === undefined ? null : (JSON.parse(row.summary, fromMinor) as RunSummary);
}

/** As {@link lastRun}, found out once until the book changes. */
export function lastRunKept(on: Store, bookId: string): Promise<RunSummary | null> {
  return keptUntilChange(on, `last run ${bookId}`, () => lastRun(on, bookId));
}

const MINOR = /^-?\d+n$/;

function withMinor(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

function fromMinor(_: string, value: unknown): unknown {
  return typeof value === 'string' && MINOR.test(value) ? BigInt(value.slice(0, -1)) : value;
}

/** First and last moment of the book: of the days that statements cover, else of its orders. */
export async function bookSpan(
  on: Executor,
  bookId: string,
): Promise<{ from_at: WallTime | null; to_at: WallTime | null }> {
  const [orders] = await on.query<{ from_at: WallTime | null; to_at: WallTime | null }>(
    sql`select min(coalesce(paid_at, created_at)) as from_at, max(coalesce(paid_at, created_at)) as to_at
      from orders where book_id = ${bookId} and live`,
  );
  if (orders?.from_at) return orders;
  const [lines] = await on.query<{ from_at: WallTime | null; to_at: WallTime | null }>(
    sql`select min(from_at) as from_at, max(to_at) as to_at from import_batches
      where book_id = ${bookId} and kind = 'statement_lines'`,
  );
  return lines ?? { from_at: null, to_at: null };
}

/** The shops of the book's orders; '' stands for orders whose export names none. */
export async function listShops(on: Executor, bookId: string): Promise<string[]> {
  const rows = await on.query<{ shop: string }>(
    sql`select distinct coalesce(shop, '') as shop from orders where book_id = ${bookId} and live order by 1`,
  );
  return rows.map((row) => row.shop);
}
