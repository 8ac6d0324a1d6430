import type { Executor } from '../driver.ts';
import { type Sql, sql } from '../sql.ts';

/** A source of orders whose amounts are the sums of the lines that another source tells. */
export interface LineSum {
  readonly orders: string;
  readonly lines: string;
}

/**
 * Brings what orders of a source say was paid to the sum of their live lines: in every telling of an order, so that these
 * differ in what their files say alone, or in those of one batch.
 */
export async function sumLines(
  tx: Executor,
  book_id: string,
  { orders, lines }: LineSum,
  batch_id?: bigint,
): Promise<void> {
  const told = batch_id === undefined ? batchesOf(book_id, orders) : sql`(${batch_id})`;
  const [known] = await tx.query(sql`select 1 as one from import_batches
    where book_id = ${book_id} and source_id = ${orders} limit 1`);
  if (known === undefined) return;
  await tx.execute(sql`update orders set paid_minor = s.paid_minor
    from (select match_key, sum(paid_minor)::bigint as paid_minor from order_lines
      where book_id = ${book_id} and live and batch_id in ${batchesOf(book_id, lines)} group by match_key) s
    where orders.book_id = ${book_id} and orders.match_key = s.match_key and orders.batch_id in ${told}
      and orders.paid_minor <> s.paid_minor`);
}

function batchesOf(book_id: string, source_id: string): Sql {
  return sql`(select batch_id from import_batches where book_id = ${book_id} and source_id = ${source_id})`;
}
