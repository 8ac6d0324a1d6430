import type { Executor } from '../driver.ts';
import { type Sql, sql } from '../sql.ts';

/** Channels whose statements name the payment of each line, in forms of both ranks, so that lines can be told apart. */
const PAIRED_CHANNELS: ReadonlySet<string> = new Set(['wechat']);

/** Whether another statement tells the money of line `l`. */
export const IS_TOLD_ELSEWHERE: Sql = sql`(exists (
      select 1 from shadowed_days s
      where s.book_id = l.book_id and s.batch_id = l.batch_id
        and l.happened_at >= s.on_day and l.happened_at < s.on_day + interval '1 day')
    or exists (
      select 1 from told_lines t
      where t.book_id = l.book_id and t.batch_id = l.batch_id and t.row_no = l.row_no))`;

/**
 * Finds anew, for one account, which money of its batches a batch of a lower rank number tells too: line by line where
 * both name payments, else on the days that it covers whole; and the same for batches of the channel whose file names no account (account_id
 * `channel:`), which are one account with another batch when both have a payment (`transaction_no`) in common.
 */
export async function findShadowedDays(tx: Executor, book_id: string, account_id: string): Promise<void> {
  const channel = account_id.slice(0, account_id.indexOf(':'));
  const unnamed = `${channel}:`;
  const isPaired = PAIRED_CHANNELS.has(channel);
  if (account_id !== unnamed) {
    const ofAccount = sql`b.account_id = ${account_id}`;
    if (isPaired) await findTold(tx, book_id, account_id, ofAccount);
    await findOf(
      tx,
      book_id,
      account_id,
      ofAccount,
      sql`not exists (
      select 1 from told_lines t where t.book_id = ${book_id} and t.batch_id = d.batch_id)`,
    );
  }
  if (isPaired) {
    await findTold(tx, book_id, unnamed, sql`b.channel = ${channel}`);
    await tx.execute(sql`delete from shadowed_days where book_id = ${book_id} and account_id = ${unnamed}`);
    return;
  }
  const shared = sql`exists (
      select 1 from statement_lines x join statement_lines y
        on y.book_id = x.book_id and y.transaction_no = x.transaction_no
      where x.book_id = ${book_id} and x.batch_id = d.batch_id and y.batch_id = b.batch_id)`;
  await findOf(tx, book_id, unnamed, sql`b.channel = ${channel}`, shared);
}

/** `candidates`: the batches `b` that may tell the money of the account; `tells`: which of them tell that of batch `d`. */
async function findOf(
  tx: Executor,
  book_id: string,
  account_id: string,
  candidates: Sql,
  tells: Sql,
): Promise<void> {
  await tx.execute(sql`delete from shadowed_days where book_id = ${book_id} and account_id = ${account_id}`);
  const statements = sql`from import_batches b
    where b.book_id = ${book_id} and b.kind = 'statement_lines' and ${candidates}`;
  const [ranks] = await tx.query<{ lowest: number | null; highest: number | null }>(sql`select
    (select min(b.source_rank) ${statements}) as lowest,
    (select max(b.source_rank) ${statements} and b.account_id = ${account_id}) as highest`);
  const { lowest = null, highest = null } = ranks ?? {};
  if (lowest === null || highest === null || highest <= lowest) return;
  await tx.execute(sql`insert into shadowed_days (book_id, account_id, batch_id, on_day)
    select distinct ${book_id}::text, ${account_id}::text, d.batch_id, d.on_day
    from (
      select distinct l.batch_id, m.source_rank, date_trunc('day', l.happened_at)::timestamp as on_day
      from import_batches m
      join statement_lines l on l.book_id = m.book_id and l.batch_id = m.batch_id
      where m.book_id = ${book_id} and m.account_id = ${account_id} and m.kind = 'statement_lines'
        and m.source_rank > ${lowest}
    ) d
    join import_batches b on b.book_id = ${book_id} and b.kind = 'statement_lines' and ${candidates}
      and b.source_rank < d.source_rank
      and date_trunc('day', b.from_at)::timestamp <= d.on_day and b.to_at >= d.on_day + interval '1 day'
    where ${tells}`);
}

/**
 * Finds the lines of an account that a line of a candidate batch tells: it gives their payment number (a refund: the
 * refund's own), and they move the money the same way, or the other way no more than the fee that it tells, to the fen.
 * A payment has one number in the whole channel, so it proves that two batches are of one account.
 */
async function findTold(tx: Executor, book_id: string, account_id: string, candidates: Sql): Promise<void> {
  await tx.execute(sql`delete from told_lines where book_id = ${book_id} and account_id = ${account_id}`);
  await tx.execute(sql`insert into told_lines (book_id, account_id, batch_id, row_no)
    select distinct ${book_id}::text, ${account_id}::text, y.batch_id, y.row_no
    from import_batches m
    join statement_lines y on y.book_id = m.book_id and y.batch_id = m.batch_id
    join statement_lines x on x.book_id = y.book_id and coalesce(x.line_no, x.transaction_no) = y.transaction_no
      and ((x.amount_minor < 0) = (y.amount_minor < 0) or abs(y.amount_minor) <= abs(x.fee_minor) + 1)
    join import_batches b on b.book_id = x.book_id and b.batch_id = x.batch_id and b.kind = 'statement_lines'
      and ${candidates} and b.source_rank < m.source_rank
    where m.book_id = ${book_id} and m.account_id = ${account_id} and m.kind = 'statement_lines'
      and m.source_rank > 0`);
}
