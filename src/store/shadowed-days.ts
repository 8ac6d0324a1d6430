import type { Executor } from './driver.ts';
import { sql } from './sql.ts';

/**
 * Finds anew, for one account, the days of its batches on which a batch of a lower rank number covers the whole day
 * and so tells the same money.
 */
export async function findShadowedDays(tx: Executor, book_id: string, account_id: string): Promise<void> {
  await tx.execute(sql`delete from shadowed_days where book_id = ${book_id} and account_id = ${account_id}`);
  const [ranks] = await tx.query<{
    count: bigint;
  }>(sql`select count(distinct source_rank) as count from import_batches
    where book_id = ${book_id} and account_id = ${account_id} and kind = 'statement_lines'`);
  if ((ranks?.count ?? 0n) < 2n) return;
  await tx.execute(sql`insert into shadowed_days (book_id, account_id, batch_id, on_day)
    select distinct ${book_id}::text, ${account_id}::text, d.batch_id, d.on_day
    from (
      select distinct l.batch_id, m.source_rank, date_trunc('day', l.happened_at)::timestamp as on_day
      from import_batches m
      join statement_lines l on l.book_id = m.book_id and l.batch_id = m.batch_id
      where m.book_id = ${book_id} and m.account_id = ${account_id} and m.kind = 'statement_lines'
        and m.source_rank > (select min(source_rank) from import_batches
          where book_id = ${book_id} and account_id = ${account_id} and kind = 'statement_lines')
    ) d
    join import_batches b on b.book_id = ${book_id} and b.account_id = ${account_id} and b.kind = 'statement_lines'
      and b.source_rank < d.source_rank
      and date_trunc('day', b.from_at)::timestamp <= d.on_day and b.to_at >= d.on_day + interval '1 day'`);
}
