import type { Executor, Store } from '../driver.ts';
import { copiedRun } from '../lists/heads.ts';
import { isOfBook } from '../of-book.ts';
import { type Sql, sql } from '../sql.ts';

/**
 * What to select from to find balances without a moment of payment: orders that nobody paid, money without an order. It holds all
 * of the last run, by key where copies of them were made, and may hold others.
 */
export async function untimedBalances(on: Store, bookId: string): Promise<Sql> {
  const isCopied = !on.engine.has_indexes && (await copiedRun(on, bookId));
  return isCopied ? sql`untimed_balances` : sql`balances`;
}

/** Copies the balances of the last run that have no moment of payment, in order of their key, money without an order by itself. */
export async function copyUntimed(tx: Executor, bookId: string): Promise<void> {
  await tx.execute(sql`delete from untimed_balances where book_id = ${bookId}`);
  await tx.execute(sql`insert into untimed_balances select * from balances
    where ${isOfBook(sql`book_id`, bookId)} and paid_at is null order by has_order, match_key collate "C"`);
}
