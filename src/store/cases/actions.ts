import type { WallTime } from '../../model/facts.ts';
import type { Actor } from '../../model/role.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../driver.ts';
import { ofShopsSeen } from '../shops-seen.ts';
import { type Sql, sql, trusted } from '../sql.ts';

/** An action as it is kept. */
export interface ActionRow {
  readonly action_id: bigint;
  readonly move: string;
  /** Null when a rule did it. */
  readonly made_by: string | null;
  readonly rule_id: string | null;
  readonly made_at: WallTime;
  readonly reason_code: string | null;
  readonly note: string | null;
  readonly case_count: number;
  readonly discrepancy_minor: Minor;
  readonly undone_by: string | null;
  readonly undone_at: WallTime | null;
  /** Whether it moved money. */
  readonly moves_money: boolean;
}

/** Which actions are asked for. */
export interface ActionFilter {
  readonly action_id?: bigint;
  readonly made_by?: string;
}

/** The shops of the keys of the transfers that name the action `a` in a column. */
function shopsOfTransfers(column: 'action_id' | 'stands_by'): string {
  return `select b.shop from app.transfers t
    join app.transfer_legs l on l.book_id = t.book_id and l.transfer_id = t.transfer_id
    join balances b on b.book_id = l.book_id and b.match_key = l.match_key
    where t.book_id = a.book_id and t.${column} = a.action_id`;
}

/** The shops of the cases and keys that the action `a` touches; null for money of no shop. */
const TOUCHED = trusted(`select c.shop from app.case_events e
    join app.cases c on c.book_id = e.book_id and c.match_key = e.match_key and c.case_id = e.case_id
    where e.book_id = a.book_id and e.action_id = a.action_id
  union all
  ${shopsOfTransfers('action_id')}
  union all
  ${shopsOfTransfers('stands_by')}`);

/**
 * The condition that a user may see the action `a`: it touches his shops and no other. Money of no shop may go with his where
 * it was moved by hand or such a move was reviewed.
 */
function actionSeenBy(who: Pick<Actor, 'shops'>): Sql {
  if (who.shops === null || who.shops === undefined) return trusted('true');
  const isOwn = ofShopsSeen('touched.shop', who);
  return sql`exists (select 1 from (${TOUCHED}) touched where ${isOwn})
    and not exists (select 1 from (${TOUCHED}) touched
      where not coalesce(${isOwn}, a.move in ('match', 'adjust', 'confirm', 'reject')))`;
}

/** The actions that a user may see, newest first. */
export async function listActionRows(
  on: Executor,
  book_id: string,
  who: Pick<Actor, 'shops'>,
  { action_id, made_by }: ActionFilter,
  limit: number,
): Promise<ActionRow[]> {
  const one = action_id === undefined ? sql`` : sql`and a.action_id = ${action_id}::bigint`;
  const mine = made_by === undefined ? sql`` : sql`and a.made_by = ${made_by}`;
  return on.query<ActionRow>(sql`select action_id, move, made_by, rule_id, made_at, reason_code, note, case_count,
      discrepancy_minor, undone_by, undone_at,
      exists (select 1 from app.transfers t where t.book_id = a.book_id and t.stands_by = a.action_id) as moves_money
    from app.actions a where a.book_id = ${book_id} ${one} ${mine} and ${actionSeenBy(who)} order by a.action_id desc limit ${limit}`);
}

/** A later step on a case of an action. */
export interface LaterStep {
  readonly what: string;
  readonly made_by: string | null;
  readonly made_at: WallTime;
  readonly match_key: string;
}

/** The first step that stands on the action: of one of its cases, after it, and changing more than what is said of it. */
export async function stepAfter(on: Executor, book_id: string, action_id: bigint): Promise<LaterStep | null> {
  const [row] = await on.query<LaterStep>(sql`select l.what, l.made_by, l.made_at, l.match_key
    from app.case_events e
    join app.case_events l on l.book_id = e.book_id and l.match_key = e.match_key and l.case_id = e.case_id
    where e.book_id = ${book_id} and e.action_id = ${action_id}::bigint and not e.undone
      and l.event_id > e.event_id and not l.undone and l.what not in ('comment', 'attach')
      and (l.action_id is null or l.action_id <> e.action_id)
    order by l.event_id limit 1`);
  return row ?? null;
}

/** Marks an action undone. */
export async function markUndone(
  tx: Executor,
  book_id: string,
  action_id: bigint,
  undone_by: string,
  undone_at: WallTime,
): Promise<void> {
  await tx.execute(sql`update app.actions set undone_by = ${undone_by}, undone_at = ${undone_at}::timestamp
    where book_id = ${book_id} and action_id = ${action_id}::bigint`);
}
