import type { Executor } from '../../store/driver.ts';
import { eachNumber } from '../../store/indexes/number-columns.ts';
import { join, type Sql, sql, trusted } from '../../store/sql.ts';
import { onlyCountedLines, onlyOwnLines } from './counted-lines.ts';
import { IS_KEYED } from './residue.ts';
import { isInScope, type Scope } from './scope.ts';

/**
 * The search by second keys, in sets over the residue (see `residue.ts`): keys of the wallet and of refunds that are no
 * order number are tied to the order that another number proves. A link is made only where it is unique.
 *
 * 1. `manual`: what a person decided.
 * 2. `sub_order`: the number is a sub-order; the order-line export names its order, or a row packs it into its order.
 * 3. `presale_deposit`: the number is the deposit order (特权订金订单id) of one order.
 * 4. `tracking_no`: the number is that of a parcel, by one of `parcel_rules`; orders, lines, shipments and sales name one order of it.
 * 5. `payment_no`: the line's payment number is the 支付单号 of exactly one order.
 */
export async function linkSecondKeys(
  tx: Executor,
  scope: Scope,
  parcel_rules: readonly string[],
): Promise<void> {
  const { book_id } = scope;
  await setResidueKeysAside(tx, scope);
  await linkSubOrders(tx, book_id);
  await linkPackedSubOrders(tx, book_id);
  await linkDeposits(tx, book_id);
  await linkParcels(tx, book_id, parcel_rules);
  await linkPayments(tx, scope);
}

/** `trade_count`: lines of trade money under the key, null where the run does not look at it. */
async function setResidueKeysAside(tx: Executor, { book_id, from_at, to_at }: Scope): Promise<void> {
  await tx.execute(sql`drop table if exists residue_keys`);
  await tx.execute(sql`create temp table residue_keys as
    select match_key, max(trade_count) as trade_count from (
      select l.match_key, sum(c.is_receipt + c.is_refund)::bigint as trade_count
      from residue_lines l
      join subject_components c on c.book_id = ${book_id} and c.subject_id = l.subject_id
      where ${IS_KEYED}
      group by l.match_key
      having min(l.happened_at) >= ${from_at}::timestamp and min(l.happened_at) < ${to_at}::timestamp
      union all
      select match_key, null from residue_lines where match_key like '?%'
      union all
      select r.match_key, null from refunds r
      left join orders o on o.book_id = r.book_id and o.match_key = r.match_key and o.live
      where r.book_id = ${book_id} and r.live and o.match_key is null
    ) found
    group by match_key`);
}

/** Puts the links that people decided in place before anything is summed. */
export async function linkDecided(
  tx: Executor,
  bookId: string,
  links: readonly DecidedLink[],
): Promise<void> {
  await tx.execute(sql`delete from key_links where book_id = ${bookId}`);
  for (const { match_key, order_no } of links) {
    await tx.execute(
      sql`insert into key_links values (${bookId}::text, ${match_key}::text, ${order_no}::text, 'manual')`,
    );
  }
}

/** A person's decision that money named by `match_key` belongs to an order. */
export interface DecidedLink {
  readonly match_key: string;
  readonly order_no: string;
}

async function linkSubOrders(tx: Executor, bookId: string): Promise<void> {
  await tx.execute(sql`insert into key_links
    select ${bookId}::text, k.match_key, min(l.match_key), 'sub_order'
    from residue_keys k
    join order_lines l on l.order_line_no = k.match_key
    where l.book_id = ${bookId} and l.live and l.match_key <> k.match_key
      and k.match_key not in (select match_key from key_links where book_id = ${bookId})
    group by k.match_key
    having count(distinct l.match_key) = 1`);
}

async function linkPackedSubOrders(tx: Executor, bookId: string): Promise<void> {
  await tx.execute(sql`insert into key_links
    select ${bookId}::text, k.match_key, min(p.match_key), 'sub_order'
    from residue_keys k
    join (select match_key, ${eachNumber('sub_order_nos')} as number from orders
      where book_id = ${bookId} and live and sub_order_nos is not null) p on p.number = k.match_key
    where p.match_key <> k.match_key
      and k.match_key not in (select match_key from key_links where book_id = ${bookId})
    group by k.match_key
    having count(distinct p.match_key) = 1`);
}

async function linkDeposits(tx: Executor, bookId: string): Promise<void> {
  await tx.execute(sql`insert into key_links
    select ${bookId}::text, k.match_key, min(o.match_key), 'presale_deposit'
    from residue_keys k
    join orders o on o.deposit_order_no = k.match_key
    where o.book_id = ${bookId} and o.live
      and k.match_key not in (select match_key from key_links where book_id = ${bookId})
    group by k.match_key
    having count(distinct o.match_key) = 1`);
}

/** Kinds of fact that tell which order a parcel is of. */
const TELL_PARCELS = ['orders', 'order_lines', 'shipments', 'sales_records'] as const;

async function linkParcels(tx: Executor, bookId: string, rules: readonly string[]): Promise<void> {
  await tx.execute(sql`drop table if exists residue_parcels`);
  await tx.execute(sql`create temp table residue_parcels as
    select distinct match_key from residue_lines
    where ${isAmong(rules)} and match_key in (select match_key from residue_keys)
      and match_key not in (select match_key from key_links where book_id = ${bookId})`);
  const [found] = await tx.query<{ count: bigint }>(sql`select count(*) as count from residue_parcels`);
  if (found === undefined || found.count === 0n) return;
  const told = TELL_PARCELS.map(
    (kind) => sql`select match_key as order_no, ${eachNumber('tracking_no')} as number from ${trusted(kind)}
      where book_id = ${bookId} and live and tracking_no is not null and match_key not like '?%'`,
  );
  await tx.execute(sql`insert into key_links
    select ${bookId}::text, p.match_key, min(t.order_no), 'tracking_no'
    from residue_parcels p
    join (${join(told, ' union all ')}) t on t.number = p.match_key
    group by p.match_key
    having count(distinct t.order_no) = 1`);
}

function isAmong(rules: readonly string[]): Sql {
  if (rules.length === 0) return sql`false`;
  return sql`key_rule in (${join(
    rules.map((rule) => sql`${rule}::text`),
    ', ',
  )})`;
}

/**
 * Unique both ways: the key's lines name one payment, the payment belongs to one order. Trade money that names a number
 * of its own beside trade money that names the order is of another order of the same payment, and stays apart.
 */
async function linkPayments(tx: Executor, scope: Scope): Promise<void> {
  const { book_id } = scope;
  await tx.execute(sql`drop table if exists residue_payments`);
  await tx.execute(sql`create temp table residue_payments as
    select k.match_key, k.trade_count, min(l.transaction_no) as transaction_no
    from residue_keys k
    join residue_lines l on l.match_key = k.match_key
    where l.transaction_no is not null
      and k.match_key not in (select match_key from key_links where book_id = ${book_id})
    group by k.match_key, k.trade_count
    having count(distinct l.transaction_no) = 1`);
  await tx.execute(sql`drop table if exists payment_candidates`);
  await tx.execute(sql`create temp table payment_candidates as
    select p.match_key, p.trade_count, o.match_key as order_no
    from residue_payments p
    join orders o on o.payment_no = p.transaction_no
    where o.book_id = ${book_id} and o.live`);
  await setTradedOrdersAside(tx, scope);
  await tx.execute(sql`insert into key_links
    select ${book_id}::text, c.match_key, c.order_no, 'payment_no'
    from (
      select match_key, trade_count, min(order_no) as order_no from payment_candidates
      group by match_key, trade_count having count(distinct order_no) = 1
    ) c
    where c.match_key like '?%' or c.trade_count = 0
      or c.order_no not in (select order_no from traded_orders)`);
}

/** Candidate orders that trade money names, by their own number or one tied to it. */
async function setTradedOrdersAside(tx: Executor, scope: Scope): Promise<void> {
  const { book_id } = scope;
  await tx.execute(sql`drop table if exists rival_orders`);
  await tx.execute(sql`create temp table rival_orders as
    select distinct o.match_key
    from payment_candidates p
    join orders o on o.match_key = p.order_no
    where p.match_key not like '?%' and coalesce(p.trade_count, 1) > 0
      and o.book_id = ${book_id} and o.live and ${isInScope(scope)}`);
  await tx.execute(sql`drop table if exists traded_orders`);
  await tx.execute(sql`create temp table traded_orders as
    select r.match_key as order_no
    from rival_orders r
    join statement_lines l on l.match_key = r.match_key
    join subject_components c on c.book_id = ${book_id} and c.subject_id = l.subject_id
    where l.book_id = ${book_id} and l.live and c.is_receipt + c.is_refund > 0
      ${onlyCountedLines(scope)} ${onlyOwnLines(book_id)}
    union
    select k.order_no from key_links k
    join residue_keys r on r.match_key = k.match_key
    where k.book_id = ${book_id} and r.trade_count > 0`);
}
