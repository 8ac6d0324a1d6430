import type { Standing } from '../../model/case.ts';
import type { WallTime } from '../../model/facts.ts';
import type { Executor } from '../driver.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';

/** The members of a case that steps change, with their types; `app.case_events` has each twice. */
const STANDING = {
  state: 'text',
  waiting_for: 'text',
  reason_code: 'text',
  assignee: 'text',
  due_on: 'text',
  carried_to: 'text',
  last_move: 'text',
  proposed_by: 'text',
  decided_minor: 'bigint',
  closed_at: 'timestamp',
} as const satisfies Record<keyof Standing, string>;

const NAMES = Object.keys(STANDING) as (keyof Standing)[];

/** What a step makes of a case: an expression over the case `c` for each member that changes. */
export type StandingChange = Partial<Record<keyof Standing, Sql>>;

/** A step to be taken by each of some cases. */
export interface Step {
  readonly book_id: string;
  /** What follows `from`: the table `app.cases c` and what it is joined with, with its condition. */
  readonly cases: Sql;
  readonly what: Sql;
  readonly action_id: bigint | null;
  readonly made_by: string | null;
  readonly made_at: WallTime;
  readonly note?: string | null | Sql;
  readonly file?: Sql;
  /** The discrepancy after the step; as it was where left out. */
  readonly discrepancy_minor?: Sql;
  readonly change: StandingChange;
}

/** A number that all steps written from now on are above. */
export async function markSteps(tx: Executor): Promise<bigint> {
  return nextNumber(tx, 'app.event_ids');
}

/** The next number of one of the sequences. */
export async function nextNumber(tx: Executor, sequence: string): Promise<bigint> {
  const [row] = await tx.query<{ id: bigint }>(sql`select nextval(${sequence}) as id`);
  if (row === undefined) throw new TypeError(`the sequence ${sequence} gave nothing`);
  return row.id;
}

/** Writes a step of each case, with what it changes before and after. The cases are changed by {@link applySteps}. */
export async function writeSteps(tx: Executor, step: Step): Promise<void> {
  const before = NAMES.map((name) => trusted(`c.${name}`));
  const after = NAMES.map((name) => {
    const changed = step.change[name];
    return changed === undefined ? trusted(`c.${name}`) : sql`${changed}::${trusted(STANDING[name])}`;
  });
  await tx.execute(sql`insert into app.case_events (book_id, match_key, event_id, action_id, case_id, what, made_by,
      made_at, note, file, undone, discrepancy_before_minor, discrepancy_after_minor, ${trusted(NAMES.map((name) => `before_${name}`).join(', '))},
      ${trusted(NAMES.map((name) => `after_${name}`).join(', '))})
    select c.book_id, c.match_key, nextval('app.event_ids'), ${step.action_id}::bigint, c.case_id, ${step.what}::text,
      ${step.made_by}::text, ${step.made_at}::timestamp, ${step.note ?? trusted('null')}::text, ${step.file ?? trusted('null')}::text,
      false, c.discrepancy_minor, ${step.discrepancy_minor ?? trusted('c.discrepancy_minor')}, ${join(before)}, ${join(after)}
    from ${step.cases}`);
}

/** Brings the cases to where the steps above `mark` leave them. Of one case there is one such step. */
export async function applySteps(tx: Executor, book_id: string, mark: bigint): Promise<void> {
  await tx.execute(sql`update app.cases as c
    set ${setFrom('after')}, version = c.version + 1, changed_at = e.made_at
    from app.case_events e
    where c.book_id = ${book_id} and e.book_id = c.book_id and e.match_key = c.match_key and e.case_id = c.case_id
      and e.event_id > ${mark}::bigint`);
}

/**
 * Brings the cases of an action back to where they were before it, and marks its steps undone. A case whose exception is
 * gone meanwhile stays closed, as settled.
 */
export async function takeBackSteps(
  tx: Executor,
  book_id: string,
  action_id: bigint,
  undone_at: WallTime,
): Promise<void> {
  await tx.execute(sql`update app.cases as c
    set ${setFrom('before')}, version = c.version + 1, changed_at = ${undone_at}::timestamp
    from app.case_events e
    where c.book_id = ${book_id} and e.book_id = c.book_id and e.match_key = c.match_key and e.case_id = c.case_id
      and e.action_id = ${action_id}::bigint and not e.undone`);
  await tx.execute(sql`update app.cases
    set state = 'resolved', reason_code = 'settled', waiting_for = null, proposed_by = null,
      decided_minor = discrepancy_minor, closed_at = ${undone_at}::timestamp
    where book_id = ${book_id} and is_gone and state in ('open', 'investigating', 'waiting', 'in_review')
      and case_id in (select case_id from app.case_events where book_id = ${book_id} and action_id = ${action_id}::bigint)`);
  await tx.execute(sql`update app.case_events set undone = true
    where book_id = ${book_id} and action_id = ${action_id}::bigint`);
}

function setFrom(side: 'before' | 'after'): Sql {
  return trusted(NAMES.map((name) => `${name} = e.${side}_${name}`).join(', '));
}

/** Members of a standing as columns of a step, for those who read them. */
export const STANDING_NAMES: readonly (keyof Standing)[] = NAMES;
