import {
  ACTIVE_STATES,
  type CaseState,
  CLOSED_STATES,
  type MoneyLimits,
  type Move,
  type MoveRule,
  moveRule,
} from '../../model/case.ts';
import type { WallTime } from '../../model/facts.ts';
import type { Actor, Role } from '../../model/role.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../driver.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { applySteps, markSteps, nextNumber, type StandingChange, writeSteps } from './case-steps.ts';
import { seenBy } from './cases.ts';
import { findProposals, letStand, selectHeld } from './proposals.ts';

/**
 * Which cases are meant: these, with the version that the user saw, or all that hold a condition over `app.cases c`, with the stamp
 * of what the user saw.
 */
export type CaseSelection =
  | {
      readonly cases: readonly {
        readonly case_id: string;
        readonly version?: number;
        readonly note?: string;
      }[];
    }
  | { readonly where: Sql; readonly stamp?: string };

/** Why a move leaves a case as it is: codes of the catalogue of errors. */
export type Refusal =
  | 'case_unknown'
  | 'case_changed'
  | 'case_is_gone'
  | 'move_not_legal'
  | 'own_proposal'
  | 'proposal_changed'
  | 'write_off_beyond_limit'
  | 'write_offs_beyond_limit'
  | 'adjustment_beyond_limit';

/** A case that a move does not touch. */
export interface RefusedCase {
  readonly case_id: bigint;
  readonly match_key: string | null;
  readonly state: CaseState | null;
  readonly refusal: Refusal;
  /** Who changed it last, and when. */
  readonly changed_by: string | null;
  readonly changed_at: WallTime | null;
}

const ROWS_PER_INSERT = 500;

/** Puts the selection into `selected_cases`. */
export async function selectCases(tx: Executor, book_id: string, selection: CaseSelection): Promise<void> {
  await tx.execute(sql`drop table if exists selected_cases`);
  if ('where' in selection) {
    await tx.execute(sql`create temp table selected_cases as
      select c.case_id, c.version as seen_version, null::text as own_note, false as is_held from app.cases c where c.book_id = ${book_id} and (${selection.where})`);
    return;
  }
  await tx.execute(
    sql`create temp table selected_cases (case_id bigint, seen_version integer, own_note text, is_held boolean)`,
  );
  for (let start = 0; start < selection.cases.length; start += ROWS_PER_INSERT) {
    const rows = selection.cases
      .slice(start, start + ROWS_PER_INSERT)
      .map(
        ({ case_id, version, note }) =>
          sql`(${idOf(case_id)}::bigint, ${version ?? null}::integer, ${note ?? null}::text, false)`,
      );
    await tx.execute(sql`insert into selected_cases values ${join(rows)}`);
  }
}

/** Tells the selected cases from any others, and from themselves once one of them was changed. */
export async function stampOf(tx: Executor, book_id: string): Promise<string> {
  const [row] = await tx.query<{
    stamp: string;
  }>(sql`select count(*)::text || '.' || coalesce(sum(c.case_id), 0)::text || '.'
      || coalesce(sum(c.case_id * (c.version + 1)), 0)::text as stamp
    from app.cases c join selected_cases s on s.case_id = c.case_id where c.book_id = ${book_id}`);
  return row?.stamp ?? '';
}

/** The number in an id of ours; 0, which no row has, for a text that is none. */
export function idOf(text: string): bigint {
  return /^\d{1,18}$/.test(text) ? BigInt(text) : 0n;
}

/** What judging a move needs besides the selection. */
export interface MoveContext {
  readonly book_id: string;
  readonly who: Actor;
  /** The limits of `who`. */
  readonly limits: MoneyLimits;
}

/**
 * Puts beside each selected case whether it may make the move and where that leads: `judged_cases`, `refusal` null where it
 * may. Who answers a proposal answers it for all cases that it holds together.
 */
export async function judgeCases(tx: Executor, context: MoveContext, move: Move['move']): Promise<void> {
  const { book_id, who, limits } = context;
  const rule = moveRule(move);
  if (rule.reviews === true) await selectHeld(tx, book_id, who);
  await findProposals(tx, book_id);
  const isConfirm = rule.to === 'proposed';
  const isWriteOff = move === 'write_off';
  const beyond = beyondLimit('abs(c.discrepancy_minor)', limits.limit_minor);
  const togetherBeyond = beyondLimit('o.together_minor', limits.action_minor);
  await tx.execute(sql`drop table if exists judged_cases`);
  await tx.execute(sql`create temp table judged_cases as
    with alone as (
    select s.case_id, s.own_note, c.match_key, c.state, c.discrepancy_minor, p.transfer_id, p.settles,
      case
        when c.case_id is null then 'case_unknown'
        when s.seen_version is not null and s.seen_version <> c.version then 'case_changed'
        when c.state not in (${texts(rule.from)}) then 'move_not_legal'
        when ${move === 'reopen'} and c.is_gone then 'case_is_gone'
        when ${rule.reviews === true} and c.proposed_by = ${who.user_id}::text then 'own_proposal'
        when ${isConfirm} and not p.is_whole then 'proposal_changed'
        when ${isConfirm} and ${beyondLimit('p.taken_minor', limits.adjustment_minor)} then 'adjustment_beyond_limit'
        when ${isConfirm} and p.transfer_id is null and ${beyond} then 'write_off_beyond_limit'
      end as refusal,
      ${isWriteOff} and ${beyond} as to_review
    from selected_cases s
    left join app.cases c on c.book_id = ${book_id} and c.case_id = s.case_id
      and (${seenBy(who)} or (s.is_held and c.shop is null))
    left join proposals p on p.case_id = s.case_id
    ),
    held as (select a.*, case when a.transfer_id is not null and ${rule.reviews === true}
        then max(a.refusal) over (partition by a.transfer_id) else a.refusal end as held_refusal
    from alone a),
    o as (select h.*, coalesce(sum(case when h.held_refusal is null and h.transfer_id is null and not h.to_review
        then abs(h.discrepancy_minor) end) over (), 0)::bigint as together_minor
    from held h),
    judged as (select o.case_id, o.own_note, o.match_key, o.state, o.discrepancy_minor, o.transfer_id, o.settles,
      case when o.held_refusal is null and o.transfer_id is null and ${isConfirm} and ${togetherBeyond} then 'write_offs_beyond_limit'
        else o.held_refusal end as refusal,
      o.to_review or (${isWriteOff} and ${togetherBeyond}) as to_review
    from o)
    select j.*, ${targetOf(rule)} as to_state, case when j.transfer_id is null then j.discrepancy_minor else 0 end as closed_on_minor
    from judged j`);
}

/** Where the move leads the case `j`: what a transfer does not settle is open again once it stands. */
function targetOf({ to }: MoveRule): Sql {
  if (to === 'proposed')
    return trusted(
      `case when j.transfer_id is null then 'written_off' when j.settles then 'resolved' else 'open' end`,
    );
  return sql`case when j.to_review then 'in_review' else coalesce(${to}::text, j.state) end`;
}

function beyondLimit(amount: string, limit: Minor | null): Sql {
  return limit === null ? trusted('false') : sql`${trusted(amount)} > ${limit}::bigint`;
}

function texts(values: readonly string[]): Sql {
  return join(values.map((value) => sql`${value}`));
}

/** What the judged cases come to. */
export interface Judged {
  readonly count: number;
  readonly discrepancy_minor: Minor;
  readonly to_review: number;
  readonly from_states: readonly { readonly state: CaseState; readonly count: number }[];
  readonly left_out_count: number;
}

/** Counts and sums of `judged_cases`. */
export async function sumJudged(tx: Executor): Promise<Judged> {
  const rows = await tx.query<{
    state: CaseState;
    refused: boolean;
    count: bigint;
    to_review: bigint;
    minor: Minor;
  }>(sql`select state, refusal is not null as refused, count(*) as count,
      sum(case when to_review then 1 else 0 end)::bigint as to_review, coalesce(sum(discrepancy_minor), 0)::bigint as minor
    from judged_cases group by 1, 2 order by 1 nulls last, 2`);
  const moving = rows.filter((row) => !row.refused);
  return {
    count: moving.reduce((sum, row) => sum + Number(row.count), 0),
    discrepancy_minor: moving.reduce((sum, row) => sum + row.minor, 0n),
    to_review: moving.reduce((sum, row) => sum + Number(row.to_review), 0),
    from_states: moving.map(({ state, count }) => ({ state, count: Number(count) })),
    left_out_count: rows.reduce((sum, row) => (row.refused ? sum + Number(row.count) : sum), 0),
  };
}

/** Numbers of the judged cases that may make the move, at most `limit`, the largest difference first. */
export async function movingNumbers(tx: Executor, limit: number): Promise<string[]> {
  const rows = await tx.query<{
    match_key: string;
  }>(sql`select match_key from judged_cases where refusal is null
    order by abs(discrepancy_minor) desc, case_id limit ${limit}`);
  return rows.map(({ match_key }) => match_key);
}

/** Judged cases that the move leaves as they are, at most `limit`, in order of their number. */
export async function refusedCases(tx: Executor, book_id: string, limit: number): Promise<RefusedCase[]> {
  return tx.query<RefusedCase>(sql`with refused as (
      select case_id, match_key, state, refusal from judged_cases
      where refusal is not null order by case_id limit ${limit}
    ),
    latest as (
      select e.case_id, max(e.event_id) as event_id from app.case_events e
      where e.book_id = ${book_id} and e.case_id in (select case_id from refused) group by e.case_id
    )
    select r.case_id, r.match_key, r.state, r.refusal, e.made_by as changed_by, e.made_at as changed_at
    from refused r
    left join latest t on t.case_id = r.case_id
    left join app.case_events e on e.book_id = ${book_id} and e.event_id = t.event_id
    order by r.case_id`);
}

/** States of the selected cases, to say which moves are legal for all of them. */
export async function selectedStates(
  tx: Executor,
  { book_id, who }: MoveContext,
): Promise<{ state: CaseState; is_gone: boolean }[]> {
  return tx.query(sql`select distinct c.state, c.is_gone from app.cases c
    join selected_cases s on s.case_id = c.case_id where c.book_id = ${book_id} and ${seenBy(who)} order by 1, 2`);
}

/** Makes the move on the judged cases that may make it, as one action; returns its number. */
export async function writeMove(
  tx: Executor,
  { book_id, who }: MoveContext,
  move: Move,
  at: WallTime,
  { count, discrepancy_minor }: Pick<Judged, 'count' | 'discrepancy_minor'>,
): Promise<bigint> {
  const action_id = await recordAction(tx, {
    book_id,
    move: move.move,
    made_by: who.user_id,
    rule_id: null,
    made_at: at,
    reason_code: move.reason_code ?? null,
    note: move.note ?? null,
    case_count: count,
    discrepancy_minor,
  });
  const mark = await markSteps(tx);
  await writeSteps(tx, {
    book_id,
    cases: sql`app.cases c join judged_cases j on j.case_id = c.case_id and j.match_key = c.match_key
      where c.book_id = ${book_id} and j.refusal is null`,
    what: sql`${move.move}`,
    action_id,
    made_by: who.user_id,
    made_at: at,
    note: sql`coalesce(j.own_note, ${move.note ?? null}::text)`,
    change: changeOf(move, who, at),
  });
  await applySteps(tx, book_id, mark);
  if (moveRule(move.move).to === 'proposed') await letStand(tx, book_id, action_id);
  return action_id;
}

/** An action before it has a number. */
export interface NewAction {
  readonly book_id: string;
  readonly move: string;
  readonly made_by: string | null;
  readonly rule_id: string | null;
  readonly made_at: WallTime;
  readonly reason_code: string | null;
  readonly note: string | null;
  readonly case_count: number;
  readonly discrepancy_minor: Minor;
}

/** Records an action and returns its number. */
export async function recordAction(tx: Executor, action: NewAction): Promise<bigint> {
  const action_id = await nextNumber(tx, 'app.action_ids');
  await tx.execute(sql`insert into app.actions values (${action.book_id}, ${action_id}, ${action.move},
    ${action.made_by}, ${action.rule_id}, ${action.made_at}, ${action.reason_code}, ${action.note},
    ${action.case_count}, ${action.discrepancy_minor}, null, null)`);
  return action_id;
}

function changeOf(move: Move, who: Actor, at: WallTime): StandingChange {
  const given: StandingChange = {
    ...(move.assignee === undefined ? {} : { assignee: sql`${move.assignee}` }),
    ...(move.due_on === undefined ? {} : { due_on: sql`${move.due_on}` }),
  };
  if (move.move === 'carry_forward')
    return { ...given, carried_to: NEXT_PERIOD, last_move: sql`${move.move}` };
  const { to, waiting_for } = moveRule(move.move);
  if (to === null) return given;
  return {
    ...given,
    state: trusted('j.to_state'),
    waiting_for: sql`${waiting_for ?? null}`,
    last_move: sql`${move.move}`,
    reason_code: sql`(case when j.to_state not in (${texts(ACTIVE_STATES)}) then coalesce(${move.reason_code ?? null}::text, c.reason_code) end)`,
    proposed_by: sql`(case when j.to_state = 'in_review' then ${who.user_id}::text when ${CLOSES} then c.proposed_by end)`,
    decided_minor: sql`(case when ${CLOSES} then j.closed_on_minor end)`,
    closed_at: sql`(case when ${CLOSES} then ${at}::timestamp end)`,
  };
}

const CLOSES = sql`j.to_state in (${texts(CLOSED_STATES)})`;

/** The month after the one that the case stands in. */
const NEXT_PERIOD = trusted(`substr(day_of(coalesce((c.carried_to || '-01 00:00:00')::timestamp,
  (substr(day_of(coalesce(c.happened_at, c.opened_at)), 1, 7) || '-01 00:00:00')::timestamp) + interval '1 month'), 1, 7)`);

/** The limits of the roles for which the book has its own. */
export async function ownLimits(on: Executor, book_id: string): Promise<(MoneyLimits & { role: Role })[]> {
  return on.query(sql`select role, limit_minor, action_minor, adjustment_minor from app.write_off_limits
    where book_id = ${book_id}`);
}

/** Replaces the book's own limits. */
export async function writeLimits(
  tx: Executor,
  book_id: string,
  limits: readonly (MoneyLimits & { readonly role: Role })[],
): Promise<void> {
  await tx.execute(sql`delete from app.write_off_limits where book_id = ${book_id}`);
  for (const { role, limit_minor, action_minor, adjustment_minor } of limits)
    await tx.execute(sql`insert into app.write_off_limits (book_id, role, limit_minor, action_minor, adjustment_minor)
      values (${book_id}::text, ${role}::text, ${limit_minor}::bigint, ${action_minor}::bigint,
        ${adjustment_minor}::bigint)`);
}
