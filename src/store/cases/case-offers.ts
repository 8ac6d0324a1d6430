import type { WallTime } from '../../model/facts.ts';
import type { Cause, ExceptionType } from '../../model/result.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../driver.ts';
import { type Sql, sql, trusted } from '../sql.ts';
import { recordAction } from './case-moves.ts';
import { applySteps, markSteps, writeSteps } from './case-steps.ts';

/** What cases resolved alike have in common; `sign` is −1 for money that lacks. */
export interface OfferShape {
  readonly exception_type: ExceptionType;
  readonly cause: Cause;
  readonly reason_code: string;
  readonly sign: number;
}

/** Cases resolved alike, offered as a rule. */
export interface OfferRow extends OfferShape {
  /** The shape as text. */
  readonly offer_id: string;
  readonly case_count: number;
  /** The largest amount, without sign: a rule goes no further. */
  readonly largest_minor: Minor;
  /** The day of the first of them. */
  readonly since: string;
  readonly state: 'open' | 'accepted' | 'declined';
}

/** An offer once it was answered. */
export interface AnsweredOffer extends OfferRow {
  readonly answered_by: string;
  readonly answered_at: WallTime;
}

/** Accepted by hand so often, at least, before a rule is offered. */
export const OFFER_CASES_MIN = 5n;

/**
 * Resolutions of one shape since a moment, without one to the contrary: same type, cause, reason and sign, accepted by
 * people, none of the shape written off, opened again or accepted for another reason. Those already answered are left out.
 */
export async function findOffers(on: Executor, book_id: string, since: WallTime): Promise<OfferRow[]> {
  const rows = await on.query<Omit<OfferRow, 'offer_id' | 'state' | 'case_count'> & { case_count: bigint }>(
    sql`with decided as (
      select c.exception_type, c.cause, e.what, e.after_reason_code as reason_code,
        case when e.discrepancy_before_minor < 0 then -1 else 1 end as sign,
        abs(e.discrepancy_before_minor) as size_minor, e.made_at
      from app.case_events e join app.cases c
        on c.book_id = e.book_id and c.match_key = e.match_key and c.case_id = e.case_id
      where e.book_id = ${book_id} and not e.undone and e.made_by is not null and e.made_at >= ${since}::timestamp
        and e.what in ('accept', 'write_off', 'reopen')
    )
    select exception_type, cause, min(case when what = 'accept' then reason_code end) as reason_code, sign, count(*) as case_count,
      max(size_minor) as largest_minor, day_of(min(made_at)) as since
    from decided
    group by exception_type, cause, sign
    having count(*) >= ${OFFER_CASES_MIN}::bigint and count(*) = sum(case when what = 'accept' then 1 else 0 end)
      and count(distinct reason_code) = 1
    order by count(*) desc, exception_type, cause, sign`,
  );
  const answered = new Set((await answeredOffers(on, book_id)).map(({ offer_id }) => offer_id));
  return rows
    .map((row) => ({
      ...row,
      case_count: Number(row.case_count),
      offer_id: offerId(row),
      state: 'open' as const,
    }))
    .filter(({ offer_id }) => !answered.has(offer_id));
}

function offerId({ exception_type, cause, reason_code, sign }: OfferShape): string {
  return [exception_type, cause, reason_code, sign < 0 ? 'short' : 'over'].join('.');
}

/** The offers that were answered, oldest first. */
export async function answeredOffers(on: Executor, book_id: string): Promise<AnsweredOffer[]> {
  return on.query<AnsweredOffer>(sql`select offer_id, exception_type, cause, reason_code, sign, largest_minor, case_count,
      since, state, answered_by, answered_at
    from app.offers where book_id = ${book_id} order by answered_at, offer_id`);
}

/** Keeps the answer to an offer; an earlier answer to the same is replaced. */
export async function writeAnswer(tx: Executor, book_id: string, offer: AnsweredOffer): Promise<void> {
  await tx.execute(sql`delete from app.offers where book_id = ${book_id} and offer_id = ${offer.offer_id}`);
  await tx.execute(sql`insert into app.offers (book_id, offer_id, exception_type, cause, reason_code, sign,
      largest_minor, case_count, since, state, answered_by, answered_at)
    values (${book_id}, ${offer.offer_id}, ${offer.exception_type}, ${offer.cause}, ${offer.reason_code}, ${offer.sign},
      ${offer.largest_minor}, ${offer.case_count}, ${offer.since}, ${offer.state}, ${offer.answered_by}, ${offer.answered_at})`);
}

/**
 * Accepts, by the rules that people made of offers, what this synchronisation opened: each rule's cases are one action,
 * which can be undone. Cases that were there before are not touched, so an undone one stays undone. Returns how many.
 */
export async function applyOffers(
  tx: Executor,
  book_id: string,
  mark: bigint,
  at: WallTime,
): Promise<number> {
  const rules = (await answeredOffers(tx, book_id)).filter(({ state }) => state === 'accepted');
  let count = 0;
  for (const rule of rules) count += await applyOffer(tx, book_id, mark, at, rule);
  return count;
}

async function applyOffer(
  tx: Executor,
  book_id: string,
  mark: bigint,
  at: WallTime,
  rule: OfferRow,
): Promise<number> {
  const meant = meantBy(book_id, mark, rule);
  const [sum] = await tx.query<{ count: bigint; minor: Minor }>(
    sql`select count(*) as count, coalesce(sum(c.discrepancy_minor), 0)::bigint as minor from ${meant}`,
  );
  if (sum === undefined || sum.count === 0n) return 0;
  const case_count = Number(sum.count);
  const action_id = await recordAction(tx, {
    book_id,
    move: 'accept',
    made_by: null,
    rule_id: rule.offer_id,
    made_at: at,
    reason_code: rule.reason_code,
    note: null,
    case_count,
    discrepancy_minor: sum.minor,
  });
  const own = await markSteps(tx);
  await writeSteps(tx, {
    book_id,
    cases: meant,
    what: trusted(`'accept'`),
    action_id,
    made_by: null,
    made_at: at,
    change: {
      state: trusted(`'resolved'`),
      reason_code: sql`${rule.reason_code}`,
      last_move: trusted(`'accept'`),
      decided_minor: trusted('c.discrepancy_minor'),
      closed_at: sql`${at}`,
    },
  });
  await applySteps(tx, book_id, own);
  return case_count;
}

function meantBy(book_id: string, mark: bigint, rule: OfferRow): Sql {
  return sql`app.cases c where c.book_id = ${book_id} and c.state = 'open' and not c.is_gone
    and c.exception_type = ${rule.exception_type} and c.cause = ${rule.cause}
    and c.discrepancy_minor * ${rule.sign}::integer > 0
    and abs(c.discrepancy_minor) <= ${rule.largest_minor}::bigint
    and c.case_id in (select case_id from app.case_events where book_id = ${book_id} and event_id > ${mark}::bigint
      and what in ('opened', 'returned', 'amount_changed'))`;
}
