import type { Actor } from '../../model/role.ts';
import type { Counter } from '../../model/transfer.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../driver.ts';
import { type Sql, sql } from '../sql.ts';
import { seenBy } from './cases.ts';
import { outstandingAmong } from './transfers.ts';

/**
 * The cases `w` of a book that wait for a review, with the action that put each there (the last of its steps that did), and the
 * transfer that was proposed with it, null for a write-off.
 */
function waitingCases(book_id: string, which: Sql): Sql {
  return sql`select w.case_id, w.match_key, w.action_id, t.transfer_id
    from (select c.case_id, c.match_key, max(e.action_id) as action_id
      from app.cases c
      join app.case_events e on e.book_id = c.book_id and e.match_key = c.match_key and e.case_id = c.case_id
      where c.book_id = ${book_id} and c.state = 'in_review' and ${PUT_IN_REVIEW} and ${which}
      group by c.case_id, c.match_key) w
    left join app.transfers t on t.book_id = ${book_id} and t.action_id = w.action_id`;
}

const PUT_IN_REVIEW = sql`not e.undone and e.after_state = 'in_review' and e.before_state is distinct from e.after_state`;

const SELECTED = sql`c.case_id in (select case_id from selected_cases)`;

/**
 * Adds to `selected_cases` the cases that a transfer in review holds together with one of them which the user sees, marked
 * `is_held`.
 */
export async function selectHeld(tx: Executor, book_id: string, who: Pick<Actor, 'shops'>): Promise<void> {
  await tx.execute(sql`insert into selected_cases
    select h.case_id, null, null, true
    from (${waitingCases(book_id, sql`true`)}) h
    where h.transfer_id in (select s.transfer_id from (${waitingCases(book_id, sql`${SELECTED} and ${seenBy(who)}`)}) s)
      and h.case_id not in (select case_id from selected_cases)`);
}

/**
 * The transfers in review for which selected cases wait, a row for each case: `proposals`. `taken_minor` is what the counters take
 * away, without sign; `is_whole` whether all cases still wait that were proposed; `settles` whether nothing of the case's key is left.
 */
export async function findProposals(tx: Executor, book_id: string): Promise<void> {
  await tx.execute(sql`drop table if exists proposals`);
  await tx.execute(sql`create temp table proposals as
    with waiting as (
      select * from (${waitingCases(book_id, SELECTED)}) s where s.transfer_id is not null
    ),
    proposed as (
      select e.action_id, count(*) as cases from app.case_events e
      where e.book_id = ${book_id} and ${PUT_IN_REVIEW} and e.action_id in (select action_id from waiting) group by e.action_id
    ),
    still as (
      select action_id, count(*) as cases from (${waitingCases(book_id, sql`true`)}) s group by action_id
    ),
    taken as (
      select l.transfer_id, sum(case when l.counter is null then 0 else abs(l.amount_minor) end)::bigint as minor
      from app.transfer_legs l
      where l.book_id = ${book_id} and l.transfer_id in (select transfer_id from waiting) group by l.transfer_id
    ),
    open_keys as (${outstandingAmong(book_id, sql`select match_key from waiting`)})
    select w.case_id, w.action_id, w.transfer_id, k.minor as taken_minor, s.cases = p.cases as is_whole,
      coalesce(o.open_minor = l.amount_minor, false) as settles
    from waiting w
    join proposed p on p.action_id = w.action_id
    join still s on s.action_id = w.action_id
    join taken k on k.transfer_id = w.transfer_id
    left join open_keys o on o.match_key = w.match_key
    left join app.transfer_legs l on l.book_id = ${book_id} and l.transfer_id = w.transfer_id
      and l.match_key = w.match_key and l.counter is null`);
}

/** Lets the transfers stand that the cases waited for which an action confirmed. */
export async function letStand(tx: Executor, book_id: string, action_id: bigint): Promise<void> {
  await tx.execute(sql`update app.transfers set stands_by = ${action_id}::bigint, undone_at = null
    where book_id = ${book_id}
      and transfer_id in (select transfer_id from judged_cases where refusal is null and transfer_id is not null)`);
}

/** What waits for a review with a case: the action that asked for it, and the legs of the transfer, none for a write-off. */
export interface Proposal {
  readonly move: string;
  readonly made_by: string | null;
  readonly made_at: string;
  readonly legs: readonly {
    readonly match_key: string;
    readonly counter: Counter | null;
    readonly amount_minor: Minor;
  }[];
}

/** What waits for a review with a case; null when nothing does. */
export async function proposalOf(on: Executor, book_id: string, case_id: bigint): Promise<Proposal | null> {
  const waiting = waitingCases(book_id, sql`c.case_id = ${case_id}::bigint`);
  const [proposed] = await on.query<Omit<Proposal, 'legs'>>(sql`select a.move, a.made_by, a.made_at
    from (${waiting}) s join app.actions a on a.book_id = ${book_id} and a.action_id = s.action_id`);
  if (proposed === undefined) return null;
  const legs = await on.query<Proposal['legs'][number]>(sql`select l.match_key, l.counter, l.amount_minor
    from (${waiting}) s join app.transfer_legs l on l.book_id = ${book_id} and l.transfer_id = s.transfer_id
    order by l.leg_no`);
  return { ...proposed, legs };
}
