import type { Executor } from './driver.ts';
import { isOfBook } from './of-book.ts';
import { sql } from './sql.ts';

/** How much a book holds. */
export interface BookCounts {
  readonly imports: number;
  readonly orders: number;
  /** First and last moment of orders, by payment. */
  readonly first_at: string | null;
  readonly last_at: string | null;
  readonly accounts: readonly AccountCount[];
}

/** An account, as its statements tell of it. */
export interface AccountCount {
  readonly account_id: string;
  readonly from_at: string | null;
  readonly to_at: string | null;
  readonly lines: number;
}

/** Counts what a book holds. */
export async function bookCounts(on: Executor, book_id: string): Promise<BookCounts> {
  const [imports] = await on.query<{ count: number }>(
    sql`select count(*)::integer as count from imports where book_id = ${book_id}`,
  );
  const [orders] = await on.query<{ count: number; first_at: string | null; last_at: string | null }>(
    sql`select count(*)::integer as count, min(coalesce(paid_at, created_at)) as first_at,
        max(coalesce(paid_at, created_at)) as last_at
      from orders where ${isOfBook(sql`book_id`, book_id)} and live`,
  );
  const lines = await on.query<{ account_id: string; lines: number }>(
    sql`select account_id, count(*)::integer as lines from statement_lines
      where ${isOfBook(sql`book_id`, book_id)} and live group by account_id`,
  );
  const linesOf = new Map(lines.map((row) => [row.account_id, row.lines]));
  const accounts = await on.query<Omit<AccountCount, 'lines'>>(
    sql`select account_id, min(from_at) as from_at, max(to_at) as to_at
      from import_batches where book_id = ${book_id} and kind = 'statement_lines' and account_id is not null
      group by account_id order by account_id`,
  );
  return {
    imports: imports?.count ?? 0,
    orders: orders?.count ?? 0,
    first_at: orders?.first_at ?? null,
    last_at: orders?.last_at ?? null,
    accounts: accounts.map((account) => ({
      ...account,
      lines: linesOf.get(account.account_id) ?? 0,
    })),
  };
}
