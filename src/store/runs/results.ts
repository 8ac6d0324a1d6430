import { parseEvidence } from '../../model/evidence.ts';
import type { WallTime } from '../../model/facts.ts';
import type { Cause, ExceptionType, State } from '../../model/result.ts';
import type { Equation, ExceptionRecord, InTransitRecord, UnmatchedLineRecord } from '../../model/run.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor, Store } from '../driver.ts';
import { untimedBalances } from '../indexes/untimed-balances.ts';
import { isOfBook } from '../of-book.ts';
import { type Sql, sql, trusted } from '../sql.ts';

/** Which exceptions are asked for; what is left out does not restrict. */
export interface ExceptionFilter {
  readonly type?: ExceptionType;
  readonly cause?: Cause;
  readonly match_key?: string;
}

type ExceptionRow = Omit<ExceptionRecord, 'evidence' | 'explanation'> & {
  evidence: string;
  explanation: string;
};

/** The exceptions of the last run, largest money first within type and cause; the order is total. */
export async function* streamExceptions(
  on: Executor,
  bookId: string,
  filter: ExceptionFilter = {},
): AsyncIterable<ExceptionRecord[]> {
  const statement = sql`select match_key, order_no, exception_type as type, cause, component, shop, account_id,
      happened_at, expected_minor, actual_minor, discrepancy_minor, evidence, explanation
    from exceptions
    where book_id = ${bookId} ${where(filter)}
    order by exception_type, cause, abs(discrepancy_minor) desc, match_key, component`;
  for await (const rows of on.stream<ExceptionRow>(statement)) yield rows.map(toRecord);
}

function where({ type, cause, match_key }: ExceptionFilter): Sql {
  const parts = [
    ...(type === undefined ? [] : [sql`and exception_type = ${type}`]),
    ...(cause === undefined ? [] : [sql`and cause = ${cause}`]),
    ...(match_key === undefined ? [] : [sql`and match_key = ${match_key}`]),
  ];
  return parts.reduce((all, part) => sql`${all} ${part}`, trusted(''));
}

function toRecord(row: ExceptionRow): ExceptionRecord {
  return {
    ...row,
    evidence: parseEvidence(row.evidence).map(({ file, sheet, row: row_no }) => ({
      file,
      sheet,
      row: row_no,
    })),
    explanation: JSON.parse(row.explanation) as ExceptionRecord['explanation'],
  };
}

/** Days from confirmation to money, and from payment to confirmation when the buyer stays silent. */
const AUTO_CONFIRM_DAYS = 15;

/** Keys in transit, with the day by which the money is expected, soonest first. */
export async function* streamInTransit(on: Executor, bookId: string): AsyncIterable<InTransitRecord[]> {
  const statement = sql`select match_key as order_no, shop, coalesce(status, '') as status, paid_at,
      day_of(case when cause = 'settlement_delay' then due_at + interval '1 day'
        else paid_at + ${AUTO_CONFIRM_DAYS}::integer * interval '1 day' end) as expected_on,
      in_transit_minor, cause
    from balances
    where book_id = ${bookId} and state = 'in_transit'
    order by 5 nulls last, match_key`;
  yield* on.stream<InTransitRecord>(statement);
}

type UnmatchedRow = Omit<UnmatchedLineRecord, 'evidence'> & {
  file: string;
  sheet: string | null;
  row_no: number;
};

/**
 * Wallet lines that belong to no known order: trade money whose key has no order, and lines that name no order and no
 * fee rule knows. In order of time.
 */
export async function* streamUnmatchedLines(
  on: Executor,
  bookId: string,
): AsyncIterable<UnmatchedLineRecord[]> {
  const statement = sql`select b.file, b.sheet, l.row_no, l.account_id, l.line_no, l.happened_at, l.amount_minor,
      c.component, s.entry_type, s.description, s.memo
    from statement_lines l
    join subject_components c on c.book_id = l.book_id and c.subject_id = l.subject_id
    join subjects s on s.book_id = l.book_id and s.subject_id = l.subject_id
    join import_batches b on b.book_id = l.book_id and b.batch_id = l.batch_id
    left join key_links n on n.book_id = l.book_id and n.match_key = l.match_key
    left join orders o on o.book_id = l.book_id and o.match_key = coalesce(n.order_no, l.match_key) and o.live
    where l.book_id = ${bookId} and l.live and o.match_key is null
      and (c.term in ('receipt', 'refund') or (c.rule_id = 'none' and l.match_key like '?%'))
    order by l.happened_at, l.batch_id, l.row_no`;
  for await (const rows of on.stream<UnmatchedRow>(statement)) {
    yield rows.map(({ file, sheet, row_no, ...line }) => ({
      ...line,
      evidence: { file, sheet, row: row_no },
    }));
  }
}

/** The result of an order row of one batch: what is written beside it in the seller's own file. */
export interface OrderResultRow {
  row_no: number;
  match_key: string;
  state: State;
  cause: Cause | null;
  discrepancy_minor: Minor;
  received_minor: Minor;
  account_id: string | null;
}

/** Results of the rows of an order batch in order of their row number; rows outside the period are left out. */
export async function* streamOrderResults(
  on: Executor,
  bookId: string,
  batchId: bigint,
): AsyncIterable<OrderResultRow[]> {
  yield* on.stream<OrderResultRow>(sql`select o.row_no, o.match_key, b.state, b.cause, b.discrepancy_minor,
      b.received_minor, b.account_id
    from orders o
    join balances b on b.book_id = o.book_id and b.match_key = o.match_key
    where o.book_id = ${bookId} and o.batch_id = ${batchId}::bigint
    order by o.row_no`);
}

/** A key's terms of the equation, with its state. */
export interface BalanceRow extends Omit<Equation, 'closes'> {
  state: State;
  cause: Cause | null;
  match_rule: string | null;
}

/** The balances of all keys of the last run, in order of the key. */
export async function* streamBalances(
  on: Executor,
  bookId: string,
): AsyncIterable<(BalanceRow & { match_key: string })[]> {
  yield* on.stream<BalanceRow & { match_key: string }>(sql`select match_key, state, cause, match_rule,
      expected_minor, received_minor, fees_minor, refunded_minor, in_transit_minor, outside_coverage_minor,
      discrepancy_minor
    from balances where book_id = ${bookId} order by match_key`);
}

/** The balance of a key in the last run; null when the run did not look at it. */
export function balanceOf(on: Executor, bookId: string, matchKey: string): Promise<BalanceRow | null> {
  return balanceIn(on, bookId, matchKey, sql`balances`);
}

/**
 * As {@link balanceOf}, looked for first where the balance of an order that was paid at a moment is likely to stand: balances lie
 * roughly in order of time, and those without one have copies in order of their key.
 */
export async function balanceOfOrder(
  on: Store,
  bookId: string,
  matchKey: string,
  paidAt: WallTime | null,
): Promise<BalanceRow | null> {
  const likely =
    paidAt === null
      ? await untimedBalances(on, bookId)
      : sql`(select * from balances where paid_at = ${paidAt}::timestamp)`;
  return (await balanceIn(on, bookId, matchKey, likely)) ?? balanceOf(on, bookId, matchKey);
}

async function balanceIn(
  on: Executor,
  bookId: string,
  matchKey: string,
  balances: Sql,
): Promise<BalanceRow | null> {
  const [row] =
    await on.query<BalanceRow>(sql`select state, cause, match_rule, expected_minor, received_minor,
      fees_minor, refunded_minor, in_transit_minor, outside_coverage_minor, discrepancy_minor
    from ${balances} b where ${isOfBook(sql`book_id`, bookId)} and match_key collate "C" = ${matchKey}`);
  return row ?? null;
}
