import type { Executor } from '../../store/driver.ts';
import { join, type Sql, sql, trusted } from '../../store/sql.ts';
import { onlyCountedLines, onlyOwnLines } from './counted-lines.ts';
import { tiedResidue } from './residue.ts';
import type { Scope } from './scope.ts';
import type { Share } from './shares.ts';

/** Writes the sums of a run's balances beside them, for its summary, the overview and lists. To be called after its last balance is written. */
export async function writeBalanceSums(tx: Executor, book_id: string): Promise<void> {
  await tx.execute(sql`delete from balance_days where book_id = ${book_id}`);
  await tx.execute(sql`insert into balance_days
    select ${book_id}::text, shop, account_id, state, cause, status, match_rule, has_order, date_trunc('day', paid_at), count(*),
      sum(expected_minor)::bigint, sum(received_minor)::bigint, ${countOf('received_minor')},
      sum(fees_minor)::bigint, ${countOf('fees_minor')}, sum(refunded_minor)::bigint, ${countOf('refunded_minor')},
      sum(in_transit_minor)::bigint, sum(outside_coverage_minor)::bigint, sum(discrepancy_minor)::bigint
    from balances where book_id = ${book_id}
    group by 2, 3, 4, 5, 6, 7, 8, 9`);
  await tx.execute(sql`delete from balance_sums where book_id = ${book_id}`);
  await tx.execute(sql`insert into balance_sums
    select ${book_id}::text, shop, account_id, state, cause, has_order, ${sumsOf([
      'row_count',
      'expected_minor',
      'received_minor',
      'received_count',
      'fees_minor',
      'fees_count',
      'refunded_minor',
      'refunded_count',
      'in_transit_minor',
      'outside_coverage_minor',
      'discrepancy_minor',
    ])}
    from balance_days where book_id = ${book_id}
    group by shop, account_id, state, cause, has_order`);
}

function sumsOf(columns: readonly string[]): Sql {
  return join(columns.map((column) => sql`sum(${trusted(column)})::bigint`));
}

/**
 * Writes the sums of a run's fees and of its money in transit, for the overview. To be called inside the run's transaction,
 * after its last balance is written.
 */
export async function writeOverviewSums(tx: Executor, scope: Scope, shares: readonly Share[]): Promise<void> {
  const { book_id } = scope;
  await tx.execute(sql`delete from fee_sums where book_id = ${book_id}`);
  await tx.execute(sql`delete from transit_sums where book_id = ${book_id}`);
  await tx.execute(sql`insert into transit_sums
    select ${book_id}::text, shop, account_id, day_of(${EXPECTED_AT}), count(*), sum(in_transit_minor)::bigint
    from balances b where book_id = ${book_id} and state = 'in_transit'
    group by 2, 3, 4`);
  await writeFeeSums(tx, scope, shares);
}

/** When money in transit is expected, of a row `b` of balances. */
export const EXPECTED_AT: Sql = trusted(
  `(case when b.cause = 'settlement_delay' then b.due_at + interval '1 day' else b.paid_at + interval '15 days' end)`,
);

type CountedAmount = 'received_minor' | 'fees_minor' | 'refunded_minor';

function countOf(amount: CountedAmount): Sql {
  return trusted(`sum(case when ${amount} = 0 then 0 else 1 end)::bigint`);
}

/**
 * A fee counts where its key has a balance: of a line that is tied to an order, under that order and its shop, yet under the line's own
 * account, so that lists of lines lead to it. Lines are read once, and joined to their keys share by share; what they are for is
 * told by the few subjects afterwards. The rows of the shares add up.
 */
async function writeFeeSums(tx: Executor, scope: Scope, shares: readonly Share[]): Promise<void> {
  const { book_id } = scope;
  const own = sql`statement_lines l join subject_components c on c.book_id = ${book_id} and c.subject_id = l.subject_id
    where l.book_id = ${book_id} and l.live ${onlyCountedLines(scope)} ${onlyOwnLines(book_id)}`;
  const tied = sql`${tiedResidue(book_id)} l
    join subject_components c on c.book_id = ${book_id} and c.subject_id = l.subject_id
    where l.counts and l.link_rule is not null`;
  for (const share of shares) {
    await tx.execute(sql`insert into fee_sums
      with lines as (${withFees(own, share)} union all ${withFees(tied, share)}),
      summed as (
        select b.shop, l.account_id, l.subject_id,
          sum(l.is_fee)::bigint as lines, sum(-l.amount_minor * l.is_fee)::bigint as minor,
          count(nullif(l.fee_minor, 0)) as lines_within, sum(l.fee_minor)::bigint as minor_within
        from lines l
        join balances b on b.match_key = l.match_key
        where b.book_id = ${book_id} ${share(sql`b.match_key`)}
        group by 1, 2, 3
      ),
      fees as (
        select s.shop, s.account_id, c.component, false as is_within, s.lines, s.minor
        from summed s join subject_components c on c.book_id = ${book_id} and c.subject_id = s.subject_id
        union all
        select s.shop, s.account_id, c.fee_component, true, s.lines_within, s.minor_within
        from summed s join subject_components c on c.book_id = ${book_id} and c.subject_id = s.subject_id
      )
      select ${book_id}::text, shop, account_id, component, sum(lines)::bigint, sum(minor)::bigint, is_within
      from fees where lines > 0
      group by shop, account_id, component, is_within`);
  }
}

/** The lines that are a fee (`is_fee`) or hold one. */
function withFees(lines: Sql, share: Share): Sql {
  return sql`select l.match_key, l.account_id, l.subject_id, l.amount_minor, l.fee_minor,
      case when l.match_key like '?%' then 0 else c.is_fee end as is_fee
    from ${lines} ${share(sql`l.match_key`)} and c.term <> 'own_account' and (c.is_fee = 1 or l.fee_minor <> 0)`;
}
