import type { Standing } from '../../model/case.ts';
import type { Component } from '../../model/component.ts';
import type { WallTime } from '../../model/facts.ts';
import type { Cause, ExceptionType } from '../../model/result.ts';
import type { Actor } from '../../model/role.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../driver.ts';
import { inOrder } from '../in-order.ts';
import { isOfBook } from '../of-book.ts';
import { ofShopsSeen } from '../shops-seen.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { STANDING_NAMES } from './case-steps.ts';

/** A case as it is kept. */
export interface CaseRow extends Standing {
  readonly case_id: bigint;
  readonly match_key: string;
  readonly exception_type: ExceptionType;
  readonly component: Component;
  readonly version: number;
  readonly order_no: string | null;
  readonly cause: Cause;
  readonly shop: string | null;
  readonly account_id: string | null;
  readonly happened_at: WallTime | null;
  readonly expected_minor: Minor;
  readonly actual_minor: Minor;
  readonly discrepancy_minor: Minor;
  /** JSON. */
  readonly evidence: string;
  /** JSON. */
  readonly explanation: string;
  readonly is_gone: boolean;
  readonly opened_at: WallTime;
  readonly changed_at: WallTime;
}

const CASE_COLUMNS =
  trusted(`case_id, match_key, exception_type, component, version, ${STANDING_NAMES.join(', ')},
  order_no, cause, shop, account_id, happened_at, expected_minor, actual_minor, discrepancy_minor, evidence, explanation,
  is_gone, opened_at, changed_at`);

/** The condition that a user may see the case `c`. */
export function seenBy(who: Pick<Actor, 'shops'>): Sql {
  return ofShopsSeen('c.shop', who);
}

/** A case by its number; null when there is none that the user may see. */
export async function caseOf(
  on: Executor,
  book_id: string,
  case_id: bigint,
  who: Pick<Actor, 'shops'>,
): Promise<CaseRow | null> {
  const [row] = await on.query<CaseRow>(
    sql`select ${CASE_COLUMNS} from app.cases c
      where c.book_id = ${book_id} and c.case_id = ${case_id}::bigint and ${seenBy(who)}`,
  );
  return row ?? null;
}

/** The cases of a key in the order they were opened. */
export async function casesOfKey(on: Executor, book_id: string, match_key: string): Promise<CaseRow[]> {
  const cases = await on.query<CaseRow>(sql`select ${CASE_COLUMNS} from app.cases
    where ${isOfBook(sql`book_id`, book_id)} and match_key = ${match_key}`);
  return inOrder(cases, ({ case_id }) => [case_id]);
}

/** Closed cases that the last run still found: what lists of exceptions say of them. */
export async function closedCases(
  on: Executor,
  book_id: string,
): Promise<Pick<CaseRow, 'match_key' | 'exception_type' | 'component' | 'state'>[]> {
  return on.query(sql`select match_key, exception_type, component, state from app.cases
    where book_id = ${book_id} and not is_gone and state in ('resolved', 'written_off')`);
}

/** A step of a case with what it changed. */
export type StepRow = {
  readonly event_id: bigint;
  readonly action_id: bigint | null;
  readonly case_id: bigint;
  readonly match_key: string;
  readonly what: string;
  readonly made_by: string | null;
  readonly made_at: WallTime;
  readonly note: string | null;
  readonly file: string | null;
  readonly undone: boolean;
  readonly discrepancy_before_minor: Minor | null;
  readonly discrepancy_after_minor: Minor | null;
  /** Null where no rule of the book made the step. */
  readonly rule_id: string | null;
} & { readonly [Name in keyof Standing as `before_${Name}`]: Standing[Name] } & {
  readonly [Name in keyof Standing as `after_${Name}`]: Standing[Name];
};

const STEP_COLUMNS = trusted(
  ['before', 'after'].flatMap((side) => STANDING_NAMES.map((name) => `e.${side}_${name}`)).join(', '),
);

/** The steps of a case, or of all cases of a key, in the order they were taken. */
export async function stepsOf(
  on: Executor,
  book_id: string,
  of: { readonly case_id: bigint } | { readonly match_key: string },
): Promise<StepRow[]> {
  const which = 'case_id' in of ? sql`e.case_id = ${of.case_id}::bigint` : sql`e.match_key = ${of.match_key}`;
  return on.query<StepRow>(sql`select e.event_id, e.action_id, e.case_id, e.match_key, e.what, e.made_by, e.made_at, e.note,
      e.file, e.undone, e.discrepancy_before_minor, e.discrepancy_after_minor, a.rule_id, ${STEP_COLUMNS}
    from app.case_events e
    left join app.actions a on a.book_id = e.book_id and a.action_id = e.action_id
    where e.book_id = ${book_id} and ${which} order by e.event_id`);
}

/** Cases that somebody still works on and a condition over `c` holds for, in batches, largest money first in their kind. */
export async function* streamActiveCases(
  on: Executor,
  book_id: string,
  where: Sql,
  who: Pick<Actor, 'shops'>,
): AsyncIterable<CaseRow[]> {
  yield* on.stream<CaseRow>(sql`select ${CASE_COLUMNS} from app.cases c
    where c.book_id = ${book_id} and c.state in ('open', 'investigating', 'waiting') and ${seenBy(who)} and (${where})
    order by c.exception_type, c.cause, abs(c.discrepancy_minor) desc, c.case_id`);
}

/** A case with who changed it last, and when. */
export type ChangedCase = CaseRow & { readonly changed_by: string | null };

/** Cases by their numbers, those that the user may see. */
export async function casesNumbered(
  on: Executor,
  book_id: string,
  ids: readonly bigint[],
  who: Pick<Actor, 'shops'>,
): Promise<Map<bigint, ChangedCase>> {
  const found = new Map<bigint, ChangedCase>();
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const among = join(ids.slice(start, start + IDS_PER_QUERY).map((id) => sql`${id}::bigint`));
    const rows = await on.query<ChangedCase>(sql`with latest as (
        select e.case_id, max(e.event_id) as event_id from app.case_events e
        where e.book_id = ${book_id} and e.case_id in (${among}) group by e.case_id
      )
      select ${CASE_COLUMNS}, l.made_by as changed_by
      from app.cases c
      left join (select t.case_id as of_case, e.made_by from latest t
        join app.case_events e on e.book_id = ${book_id} and e.event_id = t.event_id) l on l.of_case = c.case_id
      where c.book_id = ${book_id} and c.case_id in (${among}) and ${seenBy(who)}`);
    for (const row of rows) found.set(row.case_id, row);
  }
  return found;
}

const IDS_PER_QUERY = 1000;
