import type { Cause, State } from '../../model/result.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';

/** Keys of a state or exceptions of a type. */
export interface TrialCount {
  name: string;
  row_count: bigint;
  minor: Minor;
}

/** A key that is judged otherwise than before. */
export interface ChangedKey {
  match_key: string;
  state_before: State | null;
  state_after: State | null;
  cause_before: Cause | null;
  cause_after: Cause | null;
  discrepancy_before_minor: Minor;
  discrepancy_after_minor: Minor;
}

/** Puts the balances of the last run aside for as long as the transaction lasts. */
export async function keepBefore(tx: Executor, bookId: string): Promise<void> {
  await tx.execute(sql`drop table if exists balances_before`);
  await tx.execute(sql`create temp table balances_before as
    select match_key, state, cause, discrepancy_minor from balances where book_id = ${bookId}`);
}

/** How many keys are in each state with what is expected of them, and exceptions of each type with their discrepancy. */
export function trialCounts(tx: Executor, bookId: string): Promise<TrialCount[]> {
  return tx.query<TrialCount>(sql`select state as name, count(*) as row_count, sum(expected_minor)::bigint as minor
      from balances where book_id = ${bookId} group by state
    union all
    select exception_type, count(*), sum(discrepancy_minor)::bigint
      from exceptions where book_id = ${bookId} group by exception_type`);
}

/** Examples told at most. */
const EXAMPLES_MAX = 20n;

/** How many keys are judged otherwise than those put aside, and some of them, the largest change first. */
export async function changedKeys(
  tx: Executor,
  bookId: string,
): Promise<{ changed: number; examples: ChangedKey[] }> {
  await tx.execute(sql`drop table if exists balances_changed`);
  await tx.execute(sql`create temp table balances_changed as
    select coalesce(b.match_key, a.match_key) as match_key, b.state as state_before, a.state as state_after,
      b.cause as cause_before, a.cause as cause_after,
      coalesce(b.discrepancy_minor, 0) as discrepancy_before_minor,
      coalesce(a.discrepancy_minor, 0) as discrepancy_after_minor
    from balances_before b
    full join (select * from balances where book_id = ${bookId}) a on a.match_key = b.match_key
    where coalesce(a.state, '') <> coalesce(b.state, '') or coalesce(a.cause, '') <> coalesce(b.cause, '')
      or coalesce(a.discrepancy_minor, 0) <> coalesce(b.discrepancy_minor, 0)`);
  const [count] = await tx.query<{ count: bigint }>(sql`select count(*) as count from balances_changed`);
  const examples = await tx.query<ChangedKey>(sql`select * from balances_changed
    order by abs(discrepancy_after_minor - discrepancy_before_minor) desc, match_key limit ${EXAMPLES_MAX}::bigint`);
  return { changed: Number(count?.count ?? 0n), examples };
}
