import type { Component } from '../../model/component.ts';
import type { ShopsSeen } from '../../model/list.ts';
import type { Cause, ExceptionType, State } from '../../model/result.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../driver.ts';
import { STATEMENT_LINES } from '../lists/statement-lines.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';

/** What an overview is of: all that the user may see, or one shop or account of it. */
export interface OverviewOf {
  readonly shop?: string;
  readonly account_id?: string;
  readonly shops: ShopsSeen;
}

/** Sums of balances that share state, cause, shop and account. */
export interface BalanceSum {
  shop: string | null;
  account_id: string | null;
  state: State;
  cause: Cause | null;
  row_count: bigint;
  expected_minor: Minor;
  received_minor: Minor;
  received_count: bigint;
  fees_minor: Minor;
  fees_count: bigint;
  refunded_minor: Minor;
  refunded_count: bigint;
  in_transit_minor: Minor;
  outside_coverage_minor: Minor;
  discrepancy_minor: Minor;
}

/** A name with how many and how much. */
export interface CountedSum {
  name: string | null;
  row_count: bigint;
  minor: Minor;
}

/** Rows of shops and accounts that an overview is of; the table has the columns `book_id`, `shop`, `account_id`. */
function within(bookId: string, { shop, account_id, shops }: OverviewOf): Sql {
  return join(
    [
      sql`book_id = ${bookId}`,
      ...(shop === undefined ? [] : shop === '' ? [sql`shop is null`] : [sql`shop = ${shop}`]),
      ...(account_id === undefined ? [] : [sql`account_id = ${account_id}`]),
      ...(shops === null ? [] : shops.length === 0 ? [sql`1 = 0`] : [sql`shop in (${textsOf(shops)})`]),
    ],
    ' and ',
  );
}

function textsOf(values: readonly string[]): Sql {
  return join(values.map((each) => sql`${each}::text`));
}

/** Sums of the last run's balances. */
export function balanceSums(on: Executor, bookId: string, of: OverviewOf): Promise<BalanceSum[]> {
  return on.query<BalanceSum>(sql`select shop, account_id, state, cause, sum(row_count)::bigint as row_count,
      sum(expected_minor)::bigint as expected_minor, sum(received_minor)::bigint as received_minor,
      sum(received_count)::bigint as received_count, sum(fees_minor)::bigint as fees_minor,
      sum(fees_count)::bigint as fees_count, sum(refunded_minor)::bigint as refunded_minor,
      sum(refunded_count)::bigint as refunded_count, sum(in_transit_minor)::bigint as in_transit_minor,
      sum(outside_coverage_minor)::bigint as outside_coverage_minor,
      sum(discrepancy_minor)::bigint as discrepancy_minor
    from balance_sums where ${within(bookId, of)}
    group by shop, account_id, state, cause
    order by shop nulls last, account_id nulls last, state, cause nulls last`);
}

/** Fees of one component: of lines of their own, or taken within lines; null where the run did not tell. */
export interface FeeSum extends CountedSum {
  name: Component;
  is_within: boolean | null;
}

/**
 * Fees that lines of the last run's keys tell, by component, positive = cost, largest first. An account is that of the lines; who sees
 * some shops only has those whose lines they see.
 */
export function feeSums(on: Executor, bookId: string, of: OverviewOf): Promise<FeeSum[]> {
  const seen =
    of.shops === null || of.shops.length === 0 ? [] : [STATEMENT_LINES.ofShops(bookId, textsOf(of.shops))];
  return on.query<FeeSum>(sql`select component as name, is_within, sum(row_count)::bigint as row_count,
      sum(minor)::bigint as minor
    from fee_sums l where ${join([within(bookId, of), ...seen], ' and ')}
    group by component, is_within order by abs(sum(minor)) desc, component, is_within`);
}

/** Money in transit by the day on which it is expected. */
export function transitDays(on: Executor, bookId: string, of: OverviewOf): Promise<CountedSum[]> {
  return on.query<CountedSum>(sql`select expected_on as name, sum(row_count)::bigint as row_count,
      sum(minor)::bigint as minor
    from transit_sums where ${within(bookId, of)}
    group by expected_on order by expected_on nulls last`);
}

/** Discrepancies of the last run by exception type; fee variances lie inside the fees and are left out. */
export function discrepancySums(on: Executor, bookId: string, of: OverviewOf): Promise<CountedSum[]> {
  return on.query<CountedSum>(sql`select exception_type as name, count(*) as row_count,
      sum(discrepancy_minor)::bigint as minor
    from exceptions where ${within(bookId, of)} and exception_type <> 'fee_variance'
    group by exception_type order by abs(sum(discrepancy_minor)) desc, exception_type`);
}

/** Cases that somebody still has to do something about, of one type and cause. */
export interface OpenGroup {
  exception_type: ExceptionType;
  cause: Cause;
  row_count: bigint;
  discrepancy_minor: Minor;
  oldest_at: string | null;
}

/** States of a case in which somebody still has something to do. */
export const OPEN_STATES = ['open', 'investigating', 'waiting', 'in_review'] as const;

const IS_OPEN: Sql = sql`state in (${join(OPEN_STATES.map((state) => sql`${state}`))}) and not is_gone`;

/** Open cases by type and cause, largest money first. */
export function openGroups(on: Executor, bookId: string, of: OverviewOf): Promise<OpenGroup[]> {
  return on.query<OpenGroup>(sql`select exception_type, cause, count(*) as row_count,
      sum(discrepancy_minor)::bigint as discrepancy_minor, min(happened_at) as oldest_at
    from app.cases where ${within(bookId, of)} and ${IS_OPEN}
    group by exception_type, cause
    order by sum(abs(discrepancy_minor)) desc, exception_type, cause`);
}

/** What most cases of a group have in common. */
export interface Standout {
  exception_type: ExceptionType;
  cause: Cause;
  what: 'percent' | 'amount' | 'day' | 'component' | 'shop' | 'account_id';
  value: string;
  row_count: bigint;
}

/**
 * For each group of open cases the most frequent percentage (hundredths of a percent of what was expected, where the
 * discrepancy is exactly that, rounded), amount, day, component, shop and account.
 */
export function standouts(on: Executor, bookId: string, of: OverviewOf): Promise<Standout[]> {
  return on.query<Standout>(sql`with seen as (
      select exception_type, cause, component, shop, account_id, day_of(happened_at) as on_day, expected_minor,
        discrepancy_minor,
        case when expected_minor = 0 then null else round_half_up_div(discrepancy_minor * 10000, abs(expected_minor)) end
          as basis_points
      from app.cases where ${within(bookId, of)} and ${IS_OPEN}
    ),
    counted as (
      select exception_type, cause, 'percent' as what, basis_points::text as value, count(*) as row_count from seen
      where basis_points <> 0 and abs(discrepancy_minor * 10000 - basis_points * abs(expected_minor)) <= 5000
      group by 1, 2, 4
      union all
      select exception_type, cause, 'amount', discrepancy_minor::text, count(*) from seen group by 1, 2, 4
      union all
      select exception_type, cause, 'day', on_day, count(*) from seen where on_day is not null group by 1, 2, 4
      union all
      select exception_type, cause, 'component', component, count(*) from seen group by 1, 2, 4
      union all
      select exception_type, cause, 'shop', shop, count(*) from seen where shop is not null group by 1, 2, 4
      union all
      select exception_type, cause, 'account_id', account_id, count(*) from seen where account_id is not null
      group by 1, 2, 4
    ),
    ranked as (
      select exception_type, cause, what, value, row_count,
        row_number() over (partition by exception_type, cause, what order by row_count desc, value) as place
      from counted
    )
    select exception_type, cause, what, value, row_count from ranked where place = 1
    order by exception_type, cause, what`);
}

/** A stretch of days, both ends included; null has no end. */
export interface DayStretch {
  readonly from_day: string | null;
  readonly to_day: string | null;
}

/** Open cases by the stretch of days since when their money has been open, in the order of the stretches. */
export async function openSince(
  on: Executor,
  bookId: string,
  of: OverviewOf,
  stretches: readonly DayStretch[],
): Promise<{ row_count: bigint; minor: Minor }[]> {
  const columns = stretches.map((stretch, at) => {
    const counted = sql`case when ${isWithin(stretch)} then 1 else 0 end`;
    const summed = sql`case when ${isWithin(stretch)} then discrepancy_minor else 0 end`;
    return sql`coalesce(sum(${counted}), 0)::bigint as ${trusted(`count_${at}`)},
      coalesce(sum(${summed}), 0)::bigint as ${trusted(`minor_${at}`)}`;
  });
  const [row] = await on.query<Record<string, bigint>>(sql`select ${join(columns)}
    from app.cases where ${within(bookId, of)} and ${IS_OPEN}`);
  return stretches.map((_, at) => ({
    row_count: row?.[`count_${at}`] ?? 0n,
    minor: row?.[`minor_${at}`] ?? 0n,
  }));
}

function isWithin({ from_day, to_day }: DayStretch): Sql {
  const since = sql`coalesce(happened_at, opened_at)`;
  const from = from_day === null ? [] : [sql`${since} >= ${from_day}::timestamp`];
  const to = to_day === null ? [] : [sql`${since} < ${to_day}::timestamp + interval '1 day'`];
  return join([...from, ...to, sql`1 = 1`], ' and ');
}

/** Cases that were settled by themselves since a moment. */
export async function settledSince(
  on: Executor,
  bookId: string,
  of: OverviewOf,
  since: string,
): Promise<number> {
  const [row] = await on.query<{ count: bigint }>(sql`select count(*) as count from app.case_events
    where book_id = ${bookId} and what = 'settled' and not undone and made_at >= ${since}::timestamp
      and case_id in (select case_id from app.cases where ${within(bookId, of)})`);
  return Number(row?.count ?? 0n);
}
