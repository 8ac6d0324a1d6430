import type { Executor } from '../../store/driver.ts';
import { type Sql, sql, trusted } from '../../store/sql.ts';
import { onlyCountedLines, onlyOwnLines } from './counted-lines.ts';
import { tiedResidue } from './residue.ts';
import type { Scope } from './scope.ts';

/**
 * Writes the sums of a run's balances, fees and money in transit beside them, for the overview. To be called inside the
 * run's transaction, after its last balance is written.
 */
export async function writeSums(tx: Executor, scope: Scope): Promise<void> {
  const { book_id } = scope;
  await tx.execute(sql`delete from balance_sums where book_id = ${book_id}`);
  await tx.execute(sql`delete from fee_sums where book_id = ${book_id}`);
  await tx.execute(sql`delete from transit_sums where book_id = ${book_id}`);
  await tx.execute(sql`insert into balance_sums
    select ${book_id}::text, shop, account_id, state, cause, has_order, count(*),
      sum(expected_minor)::bigint, sum(received_minor)::bigint, ${countOf('received_minor')},
      sum(fees_minor)::bigint, ${countOf('fees_minor')}, sum(refunded_minor)::bigint, ${countOf('refunded_minor')},
      sum(in_transit_minor)::bigint, sum(outside_coverage_minor)::bigint, sum(discrepancy_minor)::bigint
    from balances where book_id = ${book_id}
    group by shop, account_id, state, cause, has_order`);
  await tx.execute(sql`insert into transit_sums
    select ${book_id}::text, shop, account_id, day_of(${EXPECTED_AT}), count(*), sum(in_transit_minor)::bigint
    from balances b where book_id = ${book_id} and state = 'in_transit'
    group by 2, 3, 4`);
  await writeFeeSums(tx, scope);
}

/** When money in transit is expected, of a row `b` of balances. */
export const EXPECTED_AT: Sql = trusted(
  `(case when b.cause = 'settlement_delay' then b.due_at + interval '1 day' else b.paid_at + interval '15 days' end)`,
);

type CountedAmount = 'received_minor' | 'fees_minor' | 'refunded_minor';

function countOf(amount: CountedAmount): Sql {
  return trusted(`sum(case when ${amount} = 0 then 0 else 1 end)::bigint`);
}

/** A fee counts where its key has a balance: of a line that is tied to an order, under that order. */
async function writeFeeSums(tx: Executor, scope: Scope): Promise<void> {
  const { book_id } = scope;
  const own = sql`statement_lines l join subject_components c on c.book_id = ${book_id} and c.subject_id = l.subject_id
    where l.book_id = ${book_id} and l.live ${onlyCountedLines(scope)} ${onlyOwnLines(book_id)}`;
  const tied = sql`${tiedResidue(book_id)} l
    join subject_components c on c.book_id = ${book_id} and c.subject_id = l.subject_id
    where l.counts and l.link_rule is not null`;
  await tx.execute(sql`insert into fee_sums
    with fees as (${feesOf(own)} union all ${feesOf(tied)})
    select ${book_id}::text, b.shop, b.account_id, f.component, count(*), sum(f.minor)::bigint
    from fees f
    join balances b on b.book_id = ${book_id} and b.match_key = f.match_key
    group by b.shop, b.account_id, f.component`);
}

function feesOf(lines: Sql): Sql {
  return sql`select l.match_key, c.component, -l.amount_minor as minor from ${lines}
      and c.is_fee = 1 and l.match_key not like '?%'
    union all
    select l.match_key, c.fee_component, l.fee_minor from ${lines}
      and l.fee_minor <> 0 and c.term <> 'own_account'`;
}
