import type { Executor } from '../../store/driver.ts';
import { type Sql, sql, trusted } from '../../store/sql.ts';
import { linksOf, onlyCountedLines } from './keyed-pass.ts';
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

/** Fees are summed per key and component before the key's shop is looked up. */
async function writeFeeSums(tx: Executor, scope: Scope): Promise<void> {
  const links = await tx.query(sql`select 1 as one from key_links where book_id = ${scope.book_id} limit 1`);
  const has_links = links.length > 0;
  const key = trusted(has_links ? 'coalesce(k.order_no, l.match_key)' : 'l.match_key');
  await tx.execute(sql`insert into fee_sums
    with fees as (
      select ${key} as match_key, c.component, -l.amount_minor as minor
      from statement_lines l
      join subject_components c on c.book_id = l.book_id and c.subject_id = l.subject_id
      ${linksOf('l', has_links)}
      where l.book_id = ${scope.book_id} and l.live and c.is_fee = 1 and ${key} not like '?%'
        ${onlyCountedLines(scope.has_shadows)}
      union all
      select ${key}, 'processing_fee', l.fee_minor
      from statement_lines l
      join subject_components c on c.book_id = l.book_id and c.subject_id = l.subject_id
      ${linksOf('l', has_links)}
      where l.book_id = ${scope.book_id} and l.live and l.fee_minor <> 0 and c.term <> 'own_account'
        ${onlyCountedLines(scope.has_shadows)}
    )
    select ${scope.book_id}::text, b.shop, b.account_id, f.component, count(*), sum(f.minor)::bigint
    from fees f
    join balances b on b.book_id = ${scope.book_id} and b.match_key = f.match_key
    group by b.shop, b.account_id, f.component`);
}
