import type { Executor } from '../driver.ts';
import { isInOf } from '../indexes/index-runs.ts';
import { isOfBook } from '../of-book.ts';
import { type Sql, sql, trusted } from '../sql.ts';

/*
 * Wallet lines of a batch that count are summed by account, subject and day once the batch is there. Those of batches that are not
 * summed stand beside the sums.
 */

/** Sums of wallet lines by day, and the lines that are in none, with how many lines a row stands for (`line_count`). */
export function lineDays(bookId: string): Sql {
  const columns = trusted('book_id, account_id, subject_id, happened_at, amount_minor, fee_minor');
  const isOf = isOfBook(sql`book_id`, bookId);
  return sql`(select ${columns}, line_count, true as live from statement_line_days
      where ${isOf} and batch_id in ${batchesOf(bookId, sql`is_summed`)}
    union all select ${columns}, 1 as line_count, live from statement_lines
      where ${isOf} and batch_id in ${batchesOf(bookId, sql`not is_summed`)})`;
}

function batchesOf(bookId: string, condition: Sql): Sql {
  return sql`(select batch_id from import_batches
    where book_id = ${bookId} and kind = 'statement_lines' and ${condition})`;
}

/** The batches whose wallet lines are not summed by day, and how many lines they have. */
export function listUnsummed(
  on: Executor,
  bookId: string,
): Promise<{ batch_id: bigint; row_count: bigint }[]> {
  return on.query(sql`select batch_id, count(*) as row_count from statement_lines
    where ${isOfBook(sql`book_id`, bookId)} and batch_id in ${batchesOf(bookId, sql`not is_summed`)}
    group by batch_id order by batch_id`);
}

/** Sums the wallet lines of batches by day. */
export async function sumLineDays(tx: Executor, bookId: string, batch_ids: readonly bigint[]): Promise<void> {
  if (batch_ids.length === 0) return;
  const isIn = isInOf(batch_ids);
  await removeLineDays(tx, bookId, batch_ids);
  await tx.execute(sql`insert into statement_line_days
      (book_id, batch_id, account_id, subject_id, happened_at, line_count, amount_minor, fee_minor)
    select ${bookId}::text, batch_id, account_id, subject_id, date_trunc('day', happened_at), count(*),
      sum(amount_minor)::bigint, sum(fee_minor)::bigint
    from statement_lines where ${isOfBook(sql`book_id`, bookId)} and live and ${isIn}
    group by 2, 3, 4, 5 order by 2, 3, 4, 5`);
  await tx.execute(sql`update import_batches set is_summed = true where book_id = ${bookId} and ${isIn}`);
}

/** Takes batches that are removed out of the sums by day. */
export async function removeLineDays(
  tx: Executor,
  bookId: string,
  batch_ids: readonly bigint[],
): Promise<void> {
  if (batch_ids.length === 0) return;
  await tx.execute(sql`delete from statement_line_days where book_id = ${bookId} and ${isInOf(batch_ids)}`);
}
