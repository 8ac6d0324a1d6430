import type { Executor } from '../driver.ts';
import { eachNumber } from '../indexes/number-columns.ts';
import { type Sql, sql, trusted } from '../sql.ts';
import { tellingOrder } from './tellings.ts';

/*
 * A packed order is one that a row tells for several sub-orders (`orders.sub_order_nos`). It and what that row tells of its
 * articles have an identity of their own, so that they are no tellings of the orders that other files make of its sub-orders.
 */

/** The kinds that a row with a packed order tells. */
const PACKED_KINDS = ['orders', 'order_lines'] as const;
type PackedKind = (typeof PACKED_KINDS)[number];

/**
 * Changes facts of a book as if packed orders counted like all others, and then puts those aside whose sub-orders are told as
 * orders of their own. They come back with the change that takes these away: what is put aside depends on nothing but the
 * other live orders.
 */
export async function withPackedOrders<T>(
  tx: Executor,
  book_id: string,
  change: () => Promise<T>,
): Promise<T> {
  if (await hasPackedOrders(tx, book_id)) for (const kind of PACKED_KINDS) await bringBack(tx, book_id, kind);
  const changed = await change();
  if (await hasPackedOrders(tx, book_id)) await putAside(tx, book_id);
  return changed;
}

async function hasPackedOrders(tx: Executor, book_id: string): Promise<boolean> {
  const found = await tx.query(sql`select 1 as one from orders
    where book_id = ${book_id} and sub_order_nos is not null limit 1`);
  return found.length > 0;
}

/** Of each packed fact the telling that counts is live again. Batches that are not written down yet are left alone. */
async function bringBack(tx: Executor, book_id: string, kind: PackedKind): Promise<void> {
  await tx.execute(sql`update ${trusted(kind)} set live = true
    from (select f.batch_id, f.row_no, row_number() over (partition by f.identity_hash
        order by ${tellingOrder(kind, 'b', 'i', 'f')}) as place
      from ${trusted(kind)} f
      join import_batches b on b.book_id = f.book_id and b.batch_id = f.batch_id
      join imports i on i.book_id = b.book_id and i.import_id = b.import_id
      where f.book_id = ${book_id} and f.identity_hash in ${packedIdentities(book_id)}) t
    where t.place = 1 and not ${trusted(kind)}.live and ${trusted(kind)}.book_id = ${book_id}
      and ${trusted(kind)}.batch_id = t.batch_id and ${trusted(kind)}.row_no = t.row_no`);
}

/** An order of a sub-order tells more than the packed one: where there is one, the packed one does not count, nor its articles. */
async function putAside(tx: Executor, book_id: string): Promise<void> {
  await tx.execute(sql`update orders set live = false
    from (select distinct p.batch_id, p.row_no
      from (${packedNumbers(book_id)}) p
      join orders o on o.match_key = p.number and o.live and o.sub_order_nos is null
      join import_batches b on b.book_id = o.book_id and b.batch_id = o.batch_id and b.channel = p.channel
      where o.book_id = ${book_id}) t
    where orders.book_id = ${book_id} and orders.batch_id = t.batch_id and orders.row_no = t.row_no`);
  await tx.execute(sql`update order_lines set live = false
    where book_id = ${book_id} and live and identity_hash in ${packedIdentities(book_id)}
      and identity_hash not in (select identity_hash from orders
        where book_id = ${book_id} and sub_order_nos is not null and live)`);
}

/** All numbers of the live packed orders, a row each. */
function packedNumbers(book_id: string): Sql {
  const packed = sql`from orders f join import_batches b on b.book_id = f.book_id and b.batch_id = f.batch_id
    where f.book_id = ${book_id} and f.live and f.sub_order_nos is not null`;
  return sql`select f.batch_id, f.row_no, b.channel, f.match_key as number ${packed}
    union all
    select f.batch_id, f.row_no, b.channel, ${eachNumber('sub_order_nos')} as number ${packed}`;
}

function packedIdentities(book_id: string): Sql {
  return sql`(select identity_hash from orders where book_id = ${book_id} and sub_order_nos is not null)`;
}
