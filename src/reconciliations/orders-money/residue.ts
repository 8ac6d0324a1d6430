import type { Executor } from '../../store/driver.ts';
import { type Sql, sql, trusted } from '../../store/sql.ts';
import { isToldElsewhere } from './counted-lines.ts';
import type { Scope } from './scope.ts';
import type { Share } from './shares.ts';

/**
 * Puts the wallet lines aside whose number no order has, and those that a person tied to another order than the one they
 * name (`residue_lines`): few where the orders are loaded, and all that a link can move. `counts` is false where another
 * statement tells the line's money.
 */
export async function setResidueAside(tx: Executor, scope: Scope, shares: readonly Share[]): Promise<void> {
  const { book_id } = scope;
  await tx.execute(sql`drop table if exists residue_numbers`);
  await tx.execute(sql`create temp table residue_numbers as
    select match_key from key_links where book_id = ${book_id}`);
  for (const share of shares) {
    await tx.execute(sql`insert into residue_numbers
      select match_key from statement_lines where book_id = ${book_id} and live ${share(KEY)}
      except select match_key from orders where book_id = ${book_id} and live ${share(KEY)}`);
  }
  await tx.execute(sql`drop table if exists residue_lines`);
  await tx.execute(sql`create temp table residue_lines as
    select l.match_key, l.key_rule, l.batch_id, l.row_no, l.account_id, l.line_no, l.transaction_no, l.happened_at,
      l.amount_minor, l.fee_minor, l.subject_id, not ${isToldElsewhere(scope)} as counts
    from statement_lines l
    where l.book_id = ${book_id} and l.live and l.match_key in (select match_key from residue_numbers)`);
}

const KEY = trusted('match_key');

/** The lines of the residue under the keys that links give them: columns of `residue_lines`, and `link_rule`. */
export function tiedResidue(bookId: string): Sql {
  return sql`(select coalesce(k.order_no, r.match_key) as match_key, k.link_rule, r.batch_id, r.row_no, r.account_id,
      r.line_no, r.transaction_no, r.happened_at, r.amount_minor, r.fee_minor, r.subject_id, r.counts
    from residue_lines r
    left join key_links k on k.book_id = ${bookId} and k.match_key = r.match_key)`;
}

/**
 * Which lines `l` of subjects `c` are money of a key: those that count, own transfers and fees that name no order left
 * out.
 */
export const IS_KEYED: Sql = trusted(
  `l.counts and c.term <> 'own_account' and (c.is_fee = 0 or l.match_key not like '?%')`,
);

/** Sums the keys of the residue that no order has, links made, and that the run looks at (`orderless_keys`). */
export async function sumOrderlessKeys(tx: Executor, scope: Scope): Promise<void> {
  const { book_id, from_at, to_at } = scope;
  await tx.execute(sql`drop table if exists orderless_keys`);
  await tx.execute(sql`create temp table orderless_keys as
    with found_orders as (
      select match_key from orders
      where book_id = ${book_id} and live and match_key in (select order_no from key_links where book_id = ${book_id})
    )
    select l.match_key, sum(c.is_receipt + c.is_refund)::bigint as trade_count,
      sum(l.fee_minor - l.amount_minor * c.is_fee)::bigint as fees_minor,
      min(l.happened_at) as first_at, max(l.batch_id) as line_batch_id
    from ${tiedResidue(book_id)} l
    join subject_components c on c.book_id = ${book_id} and c.subject_id = l.subject_id
    where ${IS_KEYED} and l.match_key not in (select match_key from found_orders)
    group by l.match_key
    having min(l.happened_at) >= ${from_at}::timestamp and min(l.happened_at) < ${to_at}::timestamp`);
}

/** Writes the balances of keys that no order has and no trade money names: their fees lie outside what is covered. */
export async function writeOrderlessKeys(tx: Executor, { book_id }: Scope): Promise<void> {
  await tx.execute(sql`insert into balances (book_id, match_key, state, account_id, has_order, due_at,
      expected_minor, received_minor, fees_minor, refunded_minor, in_transit_minor, outside_coverage_minor,
      discrepancy_minor)
    select ${book_id}::text, w.match_key, 'outside_coverage', b.account_id, false, w.first_at,
      0, -w.fees_minor, w.fees_minor, 0, 0, 0, 0
    from orderless_keys w
    left join import_batches b on b.book_id = ${book_id} and b.batch_id = w.line_batch_id
    where w.trade_count = 0 and w.match_key not in (select match_key from moved_money)`);
}
