import type { Executor } from './driver.ts';
import { sql } from './sql.ts';

/** What a person decided about a match key. It outlives every run. */
export interface DecisionRecord {
  readonly decision_id: bigint;
  /** What was decided, e.g. `write_off`, `not_an_exception`, `match`, `comment`. */
  readonly decision: string;
  readonly match_key: string;
  /** What of the key it is about, e.g. an exception type and component; '' for the key as a whole. */
  readonly subject: string;
  /** JSON. */
  readonly payload: string;
  readonly made_by: string;
  readonly made_at: string;
  /** Null while it stands. */
  readonly undone_at: string | null;
}

/** A decision before it has a number. */
export type NewDecision = Omit<DecisionRecord, 'decision_id' | 'undone_at'>;

/** Records a decision and returns its number. Decisions are never changed: a later one supersedes, or one is undone. */
export async function recordDecision(
  store: Executor,
  book_id: string,
  decision: NewDecision,
): Promise<bigint> {
  const [next] = await store.query<{ id: bigint }>(sql`select nextval('app.decision_ids') as id`);
  const decision_id = next?.id ?? 0n;
  await store.execute(sql`insert into app.decisions (book_id, decision_id, decision, match_key, subject, payload,
      made_by, made_at, undone_at)
    values (${book_id}, ${decision_id}, ${decision.decision}, ${decision.match_key}, ${decision.subject},
      ${decision.payload}, ${decision.made_by}, ${decision.made_at}, null)`);
  return decision_id;
}

/** Decisions in the order they were made: of one key, or of all; those undone are left out unless asked for. */
export function listDecisions(
  store: Executor,
  book_id: string,
  { match_key, undone = false }: { readonly match_key?: string; readonly undone?: boolean } = {},
): Promise<DecisionRecord[]> {
  const ofKey = match_key === undefined ? sql`` : sql`and match_key = ${match_key}`;
  const standing = undone ? sql`` : sql`and undone_at is null`;
  return store.query<DecisionRecord>(sql`select decision_id, decision, match_key, subject, payload, made_by, made_at,
      undone_at
    from app.decisions where book_id = ${book_id} ${ofKey} ${standing} order by decision_id`);
}

/** Undoes a decision that stands; it is kept, with the moment. Returns whether there was one. */
export async function undoDecision(
  store: Executor,
  book_id: string,
  decision_id: bigint,
  undone_at: string,
): Promise<boolean> {
  const changed = await store.execute(sql`update app.decisions set undone_at = ${undone_at}
    where book_id = ${book_id} and decision_id = ${decision_id} and undone_at is null`);
  return changed > 0;
}
