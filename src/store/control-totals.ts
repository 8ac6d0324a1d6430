import type { WallTime } from '../model/facts.ts';
import type { TotalComparison } from '../model/receipt.ts';
import type { Minor } from '../money/money.ts';
import type { Executor } from './driver.ts';
import { sql } from './sql.ts';

/** What a summary file (账务汇总) says of an account and span, beside the statement lines that are loaded. */
export interface SpanProof {
  readonly account_id: string;
  /** The span that the summary covers: [from, to). */
  readonly from_at: WallTime;
  readonly to_at: WallTime;
  /** The batches of the summary. */
  readonly summary_batch_ids: readonly bigint[];
  /** The batches whose lines lie in the span. */
  readonly statement_batch_ids: readonly bigint[];
  /** `inflow` and `outflow` of all lines, then of each type: `inflow 交易付款`. Outflows without sign. */
  readonly totals: readonly TotalComparison[];
}

interface StatedRow {
  batch_id: bigint;
  account_id: string;
  from_at: WallTime;
  to_at: WallTime;
  entry_type: string | null;
  inflow_count: number;
  inflow_minor: Minor;
  outflow_count: number;
  outflow_minor: Minor;
}

interface ReadRow {
  account_id: string;
  from_at: WallTime;
  to_at: WallTime;
  batch_id: bigint;
  entry_type: string;
  inflow_count: number;
  inflow_minor: Minor;
  outflow_count: number;
  outflow_minor: Minor;
}

/**
 * Compares every summary of the book with the live statement lines of its account and span, each line as the statement
 * of lowest rank tells it. A summary without a span,
 * or whose account has no line in the span, proves nothing and is left out.
 */
export async function proveByControlTotals(on: Executor, book_id: string): Promise<SpanProof[]> {
  const stated =
    await on.query<StatedRow>(sql`select batch_id, account_id, from_at, to_at, entry_type, inflow_count, inflow_minor,
      outflow_count, outflow_minor
    from control_totals where book_id = ${book_id} and live and from_at is not null and to_at is not null
    order by account_id, from_at, to_at, batch_id, row_no`);
  if (stated.length === 0) return [];
  const read = await readOfSpans(on, book_id);
  const proofs: SpanProof[] = [];
  for (const rows of Map.groupBy(stated, spanOf).values()) {
    const [first] = rows;
    if (first === undefined) continue;
    const { account_id, from_at, to_at } = first;
    const lines = read.filter((row) => spanOf(row) === spanOf(first));
    if (lines.length === 0) continue;
    const summary_batch_ids = [...new Set(rows.map((row) => row.batch_id))];
    const statement_batch_ids = [...new Set(lines.map((line) => line.batch_id))];
    const totals = rows.flatMap((row) => comparisonsOf(row, lines));
    proofs.push({ account_id, from_at, to_at, summary_batch_ids, statement_batch_ids, totals });
  }
  return proofs;
}

function readOfSpans(on: Executor, book_id: string): Promise<ReadRow[]> {
  return on.query<ReadRow>(sql`with spans as (
      select distinct account_id, from_at, to_at from control_totals where book_id = ${book_id} and live
    )
    select p.account_id, p.from_at, p.to_at, l.batch_id, s.entry_type,
      cast(sum(case when l.amount_minor > 0 then 1 else 0 end) as integer) as inflow_count,
      cast(sum(case when l.amount_minor > 0 then l.amount_minor else 0 end) as bigint) as inflow_minor,
      cast(sum(case when l.amount_minor < 0 then 1 else 0 end) as integer) as outflow_count,
      cast(sum(case when l.amount_minor < 0 then -l.amount_minor else 0 end) as bigint) as outflow_minor
    from statement_lines l
    join spans p on p.account_id = l.account_id and l.happened_at >= p.from_at and l.happened_at < p.to_at
    join subjects s on s.book_id = l.book_id and s.subject_id = l.subject_id
    where l.book_id = ${book_id} and l.live and not exists (
      select 1 from shadowed_days d where d.book_id = l.book_id and d.batch_id = l.batch_id
        and l.happened_at >= d.on_day and l.happened_at < d.on_day + interval '1 day')
    group by p.account_id, p.from_at, p.to_at, l.batch_id, s.entry_type
    order by p.account_id, p.from_at, p.to_at, l.batch_id, s.entry_type`);
}

function spanOf(row: { account_id: string; from_at: WallTime; to_at: WallTime }): string {
  return `${row.account_id}|${row.from_at}|${row.to_at}`;
}

function comparisonsOf(stated: StatedRow, lines: readonly ReadRow[]): TotalComparison[] {
  const { entry_type } = stated;
  const of = entry_type === null ? lines : lines.filter((line) => line.entry_type === entry_type);
  const type = entry_type === null ? '' : ` ${entry_type}`;
  return (['inflow', 'outflow'] as const).map((side) => {
    const stated_count = stated[`${side}_count`];
    const stated_minor = stated[`${side}_minor`];
    const read_count = of.reduce((count, line) => count + line[`${side}_count`], 0);
    const read_minor = of.reduce((minor, line) => minor + line[`${side}_minor`], 0n);
    const agrees = stated_count === read_count && stated_minor === read_minor;
    return { of: `${side}${type}`, stated_count, read_count, stated_minor, read_minor, agrees };
  });
}
