import type { WallTime } from '../../model/facts.ts';
import type { TotalComparison } from '../../model/receipt.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';

/** What a summary file says of an account and span, beside the statement lines that are loaded. */
export interface SpanProof {
  readonly account_id: string;
  /** The span that the summary covers: [from, to); null where the file does not say. */
  readonly from_at: WallTime | null;
  readonly to_at: WallTime | null;
  /** The batches of the summary. */
  readonly summary_batch_ids: readonly bigint[];
  /** The batches whose lines lie in the span. */
  readonly statement_batch_ids: readonly bigint[];
  /** `inflow`, `outflow` and `net` of all lines, then of each type: `inflow 交易付款`. Outflows without sign. */
  readonly totals: readonly TotalComparison[];
}

/** Which lines a total sums up. */
interface Span {
  readonly account_id: string;
  readonly from_at: WallTime | null;
  readonly to_at: WallTime | null;
  readonly of_source: string | null;
}

/** Sums by side; null where a summary does not state one. */
interface Sums {
  readonly inflow_count: number | null;
  readonly inflow_minor: Minor | null;
  readonly outflow_count: number | null;
  readonly outflow_minor: Minor | null;
  readonly net_minor: Minor | null;
}

interface StatedRow extends Span, Sums {
  readonly batch_id: bigint;
  readonly entry_type: string | null;
  readonly part: string | null;
}

/** Sums of the lines of one account, batch and type; `account_id` is the one that the summary names. */
interface ReadRow extends Span, Sums {
  readonly line_account_id: string;
  readonly batch_id: bigint;
  readonly entry_type: string;
}

/**
 * Compares every summary of the book with the live statement lines of its account and span: those of the source that it
 * sums up, else each line as the statement of lowest rank tells it. A summary that names no account speaks of the only
 * one of its channel. Where there is nothing to compare with, as the span or the account is unknown or has no line, the
 * totals say so (`agrees` is null).
 */
export async function proveByControlTotals(on: Executor, book_id: string): Promise<SpanProof[]> {
  const stated =
    await on.query<StatedRow>(sql`select batch_id, account_id, from_at, to_at, of_source, entry_type, part,
      inflow_count, inflow_minor, outflow_count, outflow_minor, net_minor
    from control_totals where book_id = ${book_id} and live
    order by account_id, from_at, to_at, batch_id, row_no`);
  if (stated.length === 0) return [];
  const read = Map.groupBy(await readOfSpans(on, book_id), spanOf);
  return [...Map.groupBy(stated, spanOf).values()].flatMap((rows) => {
    const [first] = rows;
    return first === undefined ? [] : [proofOf(first, rows, toldApart(first, read.get(spanOf(first)) ?? []))];
  });
}

function proofOf(
  { account_id, from_at, to_at }: Span,
  rows: readonly StatedRow[],
  lines: readonly ReadRow[],
): SpanProof {
  const types = [...Map.groupBy(rows, ({ entry_type }) => entry_type).values()];
  return {
    ...{ account_id, from_at, to_at },
    summary_batch_ids: [...new Set(rows.map(({ batch_id }) => batch_id))],
    statement_batch_ids: [...new Set(lines.map(({ batch_id }) => batch_id))],
    totals: types.flatMap((of_type) => comparisonsOfType(of_type, lines)),
  };
}

/** None of the lines where the summary names no account and several may be meant. */
function toldApart({ account_id }: Span, lines: readonly ReadRow[]): readonly ReadRow[] {
  const named = new Set(lines.map(({ line_account_id }) => line_account_id));
  named.delete(account_id);
  return named.size > 1 ? [] : lines;
}

function readOfSpans(on: Executor, book_id: string): Promise<ReadRow[]> {
  return on.query<ReadRow>(sql`with spans as (
      select distinct account_id, account_id as line_account_id, from_at, to_at, of_source
      from control_totals where book_id = ${book_id} and live
      union
      select t.account_id, b.account_id, t.from_at, t.to_at, t.of_source
      from control_totals t
      join import_batches b on b.book_id = t.book_id and b.kind = 'statement_lines'
        and right(t.account_id, 1) = ':' and starts_with(b.account_id, t.account_id)
      where t.book_id = ${book_id} and t.live
    )
    select p.account_id, p.line_account_id, p.from_at, p.to_at, p.of_source, l.batch_id, s.entry_type,
      cast(sum(case when l.amount_minor > 0 then 1 else 0 end) as integer) as inflow_count,
      cast(sum(case when l.amount_minor > 0 then l.amount_minor else 0 end) as bigint) as inflow_minor,
      cast(sum(case when l.amount_minor < 0 then 1 else 0 end) as integer) as outflow_count,
      cast(sum(case when l.amount_minor < 0 then -l.amount_minor else 0 end) as bigint) as outflow_minor,
      cast(sum(l.amount_minor) as bigint) as net_minor
    from statement_lines l
    join spans p on p.line_account_id = l.account_id and l.happened_at >= p.from_at and l.happened_at < p.to_at
    left join import_batches b on b.book_id = l.book_id and b.batch_id = l.batch_id
    join subjects s on s.book_id = l.book_id and s.subject_id = l.subject_id
    where l.book_id = ${book_id} and l.live and case when p.of_source is not null then b.source_id = p.of_source
      else not exists (
        select 1 from shadowed_days d where d.book_id = l.book_id and d.batch_id = l.batch_id
          and l.happened_at >= d.on_day and l.happened_at < d.on_day + interval '1 day') end
    group by p.account_id, p.line_account_id, p.from_at, p.to_at, p.of_source, l.batch_id, s.entry_type
    order by p.account_id, p.from_at, p.to_at, l.batch_id, s.entry_type`);
}

function spanOf({ account_id, from_at, to_at, of_source }: Span): string {
  return [account_id, from_at, to_at, of_source].join('|');
}

/** The total of a type beside its lines; of several stores beside their sum, too, which stands for it where it is not stated. */
function comparisonsOfType(stated: readonly StatedRow[], lines: readonly ReadRow[]): TotalComparison[] {
  const [first] = stated;
  const entry_type = first?.entry_type ?? null;
  const of = entry_type === null ? lines : lines.filter((line) => line.entry_type === entry_type);
  const type = entry_type === null ? '' : ` ${entry_type}`;
  const wholes = stated.filter(({ part }) => part === null);
  const parts = stated.filter(({ part }) => part !== null);
  const whole = wholes.length > 0 ? wholes : parts;
  return [
    ...compare(sumsOf(whole), lines.length === 0 ? null : sumsOf(of), type),
    ...(wholes.length > 0 && parts.length > 0
      ? compare(sumsOf(wholes), sumsOf(parts), `${type}${PARTS}`)
      : []),
  ];
}

const PARTS = ' 各门店';
const SIDES = ['inflow', 'outflow', 'net'] as const;

function compare(stated: Sums, read: Sums | null, type: string): TotalComparison[] {
  return SIDES.flatMap((side) => {
    const [stated_count, stated_minor] = [countOf(stated, side), stated[`${side}_minor`]];
    if (stated_count === null && stated_minor === null) return [];
    const read_count = (read && countOf(read, side)) ?? 0;
    const read_minor = read?.[`${side}_minor`] ?? 0n;
    const counts = stated_count === null || stated_count === read_count;
    const sums = stated_minor === null || stated_minor === read_minor;
    const agrees = read === null ? null : counts && sums;
    return [{ of: `${side}${type}`, stated_count, read_count, stated_minor, read_minor, agrees }];
  });
}

/** How many lines a side has: of the net none is counted. */
function countOf(sums: Sums, side: (typeof SIDES)[number]): number | null {
  return side === 'net' ? null : sums[`${side}_count`];
}

/** The sums of rows; null where no row has one. */
function sumsOf(rows: readonly Sums[]): Sums {
  const count = (name: 'inflow_count' | 'outflow_count'): number | null =>
    rows.reduce<number | null>((sum, row) => (row[name] === null ? sum : (sum ?? 0) + row[name]), null);
  const minor = (name: 'inflow_minor' | 'outflow_minor' | 'net_minor'): Minor | null =>
    rows.reduce<Minor | null>((sum, row) => (row[name] === null ? sum : (sum ?? 0n) + row[name]), null);
  return {
    inflow_count: count('inflow_count'),
    inflow_minor: minor('inflow_minor'),
    outflow_count: count('outflow_count'),
    outflow_minor: minor('outflow_minor'),
    net_minor: minor('net_minor'),
  };
}
