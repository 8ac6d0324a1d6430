import type { Executor } from '../driver.ts';
import { isOfBook } from '../of-book.ts';
import { join, sql, trusted } from '../sql.ts';
import { isInOf, RUN_ROWS, rowsToIndex } from './index-runs.ts';
import { NUMBERED_KINDS } from './number-columns.ts';
import { hashNumbers } from './number-index.ts';
import { orderNumbers } from './number-order.ts';

const BOOK = sql`book_id`;

/** The batches that are not in the index and how many rows each has, oldest first. */
export function listUnindexed(
  on: Executor,
  bookId: string,
): Promise<{ batch_id: bigint; row_count: bigint }[]> {
  const rows = NUMBERED_KINDS.map(
    (kind) => sql`select batch_id from ${trusted(kind)} where ${isOfBook(BOOK, bookId)}`,
  );
  return on.query(sql`select batch_id, count(*) as row_count from (${join(rows, ' union all ')}) f
    where batch_id in (select batch_id from import_batches where book_id = ${bookId} and not is_indexed)
    group by batch_id order by batch_id`);
}

/** Indexes the numbers of batches together, by their hash and in their order, so many sorted at once. */
export async function indexBatches(
  tx: Executor,
  bookId: string,
  batch_ids: readonly bigint[],
  run_rows = RUN_ROWS,
): Promise<void> {
  await removeFromIndex(tx, bookId, batch_ids);
  const rows = await rowsToIndex(tx, bookId, batch_ids, run_rows);
  await hashNumbers(tx, bookId, rows, run_rows);
  await orderNumbers(tx, bookId, rows, run_rows);
  await tx.execute(
    sql`update import_batches set is_indexed = true where book_id = ${bookId} and ${isInOf(batch_ids)}`,
  );
}

/** Has batches read whole until they are indexed, copied and summed anew: rows were added to them, or bear other numbers now. */
export async function distrustBatches(
  tx: Executor,
  bookId: string,
  batch_ids: readonly bigint[],
): Promise<void> {
  if (batch_ids.length === 0) return;
  await tx.execute(
    sql`update import_batches set is_indexed = false, is_headed = false, is_summed = false
      where book_id = ${bookId} and (is_indexed or is_headed or is_summed) and ${isInOf(batch_ids)}`,
  );
}

/** Takes batches that are removed out of the index. */
export async function removeFromIndex(
  tx: Executor,
  bookId: string,
  batch_ids: readonly bigint[],
): Promise<void> {
  if (batch_ids.length === 0) return;
  for (const table of ['number_index', 'number_order'])
    await tx.execute(sql`delete from ${trusted(table)} where book_id = ${bookId} and ${isInOf(batch_ids)}`);
}
