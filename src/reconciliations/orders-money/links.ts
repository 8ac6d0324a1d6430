import type { Executor } from '../../store/driver.ts';
import { sql } from '../../store/sql.ts';

/**
 * The search by second keys, in sets over the residue of the keyed pass: keys of the wallet and of refunds that are no
 * order number are tied to the order that another number proves. A link is made only where it is unique.
 *
 * 1. `manual`: what a person decided.
 * 2. `sub_order`: the number is a sub-order; the order-line export names its order.
 * 3. `presale_deposit`: the number is the deposit order (特权订金订单id) of one order.
 * 4. `payment_no`: the line's payment number is the 支付单号 of exactly one order.
 */
export async function linkSecondKeys(tx: Executor, bookId: string): Promise<bigint> {
  await tx.execute(sql`drop table if exists residue_keys`);
  await tx.execute(sql`create temp table residue_keys as
    select match_key from balances where book_id = ${bookId} and not has_order
    union
    select match_key from statement_lines where book_id = ${bookId} and live and match_key like '?%'
    union
    select r.match_key from refunds r
    left join orders o on o.book_id = r.book_id and o.match_key = r.match_key and o.live
    where r.book_id = ${bookId} and r.live and o.match_key is null`);
  await linkSubOrders(tx, bookId);
  await linkDeposits(tx, bookId);
  await linkPayments(tx, bookId);
  return touchLinked(tx, bookId);
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

/**
 * Unique both ways: the key's lines name one payment, the payment belongs to one order. Trade money that names a number
 * of its own beside trade money that names the order is of another order of the same payment, and stays apart.
 */
async function linkPayments(tx: Executor, bookId: string): Promise<void> {
  await tx.execute(sql`drop table if exists residue_payments`);
  await tx.execute(sql`create temp table residue_payments as
    select k.match_key, min(l.transaction_no) as transaction_no
    from residue_keys k
    join statement_lines l on l.match_key = k.match_key
    where l.book_id = ${bookId} and l.live and l.transaction_no is not null
      and k.match_key not in (select match_key from key_links where book_id = ${bookId})
    group by k.match_key
    having count(distinct l.transaction_no) = 1`);
  await tx.execute(sql`drop table if exists payment_candidates`);
  await tx.execute(sql`create temp table payment_candidates as
    select p.match_key, o.match_key as order_no
    from residue_payments p
    join orders o on o.payment_no = p.transaction_no
    where o.book_id = ${bookId} and o.live`);
  await setTradedOrdersAside(tx, bookId);
  await tx.execute(sql`insert into key_links
    select ${bookId}::text, c.match_key, c.order_no, 'payment_no'
    from (
      select match_key, min(order_no) as order_no from payment_candidates
      group by match_key having count(distinct order_no) = 1
    ) c
    left join balances b on b.book_id = ${bookId} and b.match_key = c.match_key
    where c.match_key like '?%' or b.state <> 'open'
      or c.order_no not in (select order_no from traded_orders)`);
}

/** Candidate orders that trade money names, by their own number or one tied to it. */
async function setTradedOrdersAside(tx: Executor, bookId: string): Promise<void> {
  await tx.execute(sql`drop table if exists traded_orders`);
  await tx.execute(sql`create temp table traded_orders as
    select b.match_key as order_no from balances b
    where b.book_id = ${bookId} and b.match_rule is not null
      and b.match_key in (select order_no from payment_candidates)
    union
    select k.order_no from key_links k
    join balances b on b.book_id = k.book_id and b.match_key = k.match_key
    where k.book_id = ${bookId} and b.state = 'open'
      and k.order_no in (select order_no from payment_candidates)`);
}

/** Both ends of every link, to be summed again. */
async function touchLinked(tx: Executor, bookId: string): Promise<bigint> {
  await tx.execute(sql`drop table if exists touched_keys`);
  await tx.execute(sql`create temp table touched_keys as
    select k.match_key from key_links k where k.book_id = ${bookId} and k.link_rule <> 'manual'
    union
    select k.order_no from key_links k where k.book_id = ${bookId} and k.link_rule <> 'manual'
    union
    select m.match_key from key_links m
    join key_links k on k.order_no = m.order_no and k.book_id = m.book_id
    where m.book_id = ${bookId} and k.link_rule <> 'manual'`);
  await tx.execute(sql`delete from balances where book_id = ${bookId}
    and match_key in (select match_key from touched_keys)`);
  const [row] = await tx.query<{ count: bigint }>(sql`select count(*) as count from touched_keys`);
  return row?.count ?? 0n;
}
