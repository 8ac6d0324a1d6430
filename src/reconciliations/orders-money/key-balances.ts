import type { Executor } from '../../store/driver.ts';
import { takeStock } from '../../store/facts.ts';
import { type Sql, sql } from '../../store/sql.ts';

/**
 * Makes the empty table `key_balances`, of the shape of `balances`, in which a run sums keys: rows that are summed again or
 * left to diagnosis go out of it, and what is taken back out of a lasting table costs more than all the rest of the run.
 */
export async function beginKeyBalances(tx: Executor): Promise<void> {
  await tx.execute(sql`drop table if exists key_balances`);
  await tx.execute(sql`create temp table key_balances as select * from balances where book_id is null`);
}

/** Lets the engine know how many keys were summed, before they are joined. */
export async function takeStockOfKeys(tx: Executor): Promise<void> {
  const [counted] = await tx.query<{ count: bigint }>(sql`select count(*) as count from key_balances`);
  await takeStock(tx, 'key_balances', Number(counted?.count ?? 0n));
}

/** Writes the keys that need no diagnosis to `balances`. */
export async function publishSettledKeys(tx: Executor): Promise<void> {
  await tx.execute(sql`insert into balances select * from key_balances where state <> 'open'`);
}

const WORK_TABLES = [
  sql`drop table if exists key_balances`,
  sql`drop table if exists shop_coverage`,
  sql`drop table if exists shop_statements`,
  sql`drop table if exists sample_steps`,
  sql`drop table if exists sampled_orders`,
  sql`drop table if exists sampled_lines`,
  sql`drop table if exists residue_keys`,
  sql`drop table if exists residue_payments`,
  sql`drop table if exists traded_orders`,
  sql`drop table if exists touched_keys`,
  sql`drop table if exists open_keys`,
  sql`drop table if exists open_orders`,
  sql`drop table if exists open_lines`,
  sql`drop table if exists open_refunds`,
  sql`drop table if exists open_candidates`,
] as const satisfies readonly Sql[];

/** Drops the large tables that a run works in, so that its end does not write them down. */
export async function dropWorkTables(tx: Executor): Promise<void> {
  for (const drop of WORK_TABLES) await tx.execute(drop);
}
