import type { Executor } from '../../store/driver.ts';
import { type Sql, sql, trusted } from '../../store/sql.ts';

/** Wallet lines whose keys are taken at a time: as many as memory allows, for every share reads all rows to find its own. */
const LINES_PER_SHARE = 10_000_000n;

/** A condition, to be added to others, that a key is of a share. */
export type Share = (key: Sql) => Sql;

/**
 * Parts the keys of a book into as many shares as keep in memory what is joined or summed by key, so that a large book is
 * not slowed by spilling.
 */
export async function sharesOf(
  tx: Executor,
  bookId: string,
  linesPerShare = LINES_PER_SHARE,
): Promise<Share[]> {
  const [counted] = await tx.query<{ count: bigint }>(
    sql`select count(*) as count from statement_lines where book_id = ${bookId}`,
  );
  const shares = (counted?.count ?? 0n) / linesPerShare + 1n;
  if (shares === 1n) return [() => trusted('')];
  return Array.from(
    { length: Number(shares) },
    (_, share): Share =>
      (key) =>
        sql`and fact_hash(${key}) % ${shares}::bigint = ${BigInt(share)}::bigint`,
  );
}
