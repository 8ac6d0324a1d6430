import { addDays, daysApart, now, startOfNextDay } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import { inEveryLanguage, say, type Text } from '../../model/language.ts';
import { CAUSE_NAMES, TYPE_NAMES } from '../../model/names.ts';
import { REASON_NAME_MAX, REASONS_MAX, type Reason } from '../../model/reason.ts';
import { CAUSES, type Cause, type ExceptionType } from '../../model/result.ts';
import { type Actor, isAtLeast, ROLE_NAMES } from '../../model/role.ts';
import type { Minor } from '../../money/money.ts';
import type { Book } from '../../store/book.ts';
import { answeredOffers, findOffers, type OfferRow, writeAnswer } from '../../store/cases/case-offers.ts';
import { seenBy } from '../../store/cases/cases.ts';
import {
  type CauseRow,
  causesOpened,
  readLessonNotes,
  reasonsGiven,
  type Span,
  timeToClose,
  writeLessonNote,
} from '../../store/cases/lessons.ts';
import { readReasons, usedReasons, writeReasons } from '../../store/cases/reasons.ts';
import { changeCases } from './case-queue.ts';
import { asText, reasonName } from './case-words.ts';

/** A cause on the Pareto of a span. */
export interface ParetoRow {
  readonly cause: Cause;
  readonly cause_name: Text;
  readonly count: number;
  readonly minor: Minor;
  /** Share of the money and cumulated share, hundredths of a percent. */
  readonly share: number;
  readonly cumulated: number;
  readonly resolved: number;
  /** The same for the span before, of equal length. */
  readonly count_before: number;
}

/** Repeated resolutions of one shape, offered as a rule. */
export interface Offer {
  readonly offer_id: string;
  readonly says: Text;
  readonly exception_type: ExceptionType;
  readonly cause: Cause;
  readonly reason_code: string;
  readonly count: number;
  readonly largest_minor: Minor;
  readonly since: string;
  readonly state: 'open' | 'accepted' | 'declined';
}

/** The causes of a span of days, how they were resolved, and what was learned. */
export interface Lessons {
  readonly from_day: string | null;
  readonly to_day: string | null;
  readonly pareto: readonly ParetoRow[];
  readonly reasons: readonly { readonly reason: Text; readonly count: number; readonly minor: Minor }[];
  readonly offers: readonly Offer[];
  readonly notes: readonly {
    readonly cause: Cause;
    readonly cause_name: Text;
    readonly learned: string;
    readonly change: string;
    readonly made_by: string | null;
    readonly made_at: string | null;
  }[];
  readonly days_to_resolve: number | null;
}

/** Days looked back for resolutions of one shape. */
const OFFER_DAYS = 92;
const MINUTES_PER_DAY = 1440n;

/** What happened in a span of days (by the day a case was opened), both included; all days when left out. */
export async function lessonsOf(
  book: Book,
  who: Actor,
  {
    from_day = null,
    to_day = null,
  }: { readonly from_day?: string | null; readonly to_day?: string | null } = {},
): Promise<Lessons> {
  const { store, book_id } = book;
  const span = spanOf(from_day, to_day);
  const shops = seenBy(who);
  const causes = await causesOpened(store, book_id, span, shops);
  const before = spanBefore(span);
  const earlier = before === null ? [] : await causesOpened(store, book_id, before, shops);
  const reasons = await readReasons(store, book_id);
  const given = await reasonsGiven(store, book_id, span, shops);
  const { count, minutes } = await timeToClose(store, book_id, span, shops);
  return {
    ...{ from_day, to_day },
    pareto: toPareto(causes, earlier),
    reasons: given.map((row) => ({
      reason: reasonName(reasons, row.reason_code),
      count: row.count,
      minor: row.minor,
    })),
    // An offer counts cases of all shops.
    offers: (who.shops ?? null) === null ? await listOffers(book) : [],
    notes: (await readLessonNotes(store, book_id)).map((note) => ({
      ...note,
      cause_name: CAUSE_NAMES[note.cause],
    })),
    days_to_resolve: count === 0n ? null : Number((minutes / count + MINUTES_PER_DAY / 2n) / MINUTES_PER_DAY),
  };
}

function spanOf(from_day: string | null, to_day: string | null): Span {
  return {
    from_at: from_day === null ? null : `${from_day} 00:00:00`,
    to_at: to_day === null ? null : startOfNextDay(`${to_day} 00:00:00`),
  };
}

function spanBefore({ from_at, to_at }: Span): Span | null {
  if (from_at === null || to_at === null) return null;
  return { from_at: addDays(from_at, -daysApart(from_at, to_at)), to_at: from_at };
}

/** Shares are cut, not rounded, and the last cumulated one is the whole. */
export function toPareto(causes: readonly CauseRow[], earlier: readonly CauseRow[]): ParetoRow[] {
  const total = causes.reduce((sum, { minor }) => sum + minor, 0n);
  const share = (part: Minor): number => (total === 0n ? 0 : Number((part * 10_000n) / total));
  let sum = 0n;
  return causes.map((row) => {
    sum += row.minor;
    return {
      ...row,
      cause_name: CAUSE_NAMES[row.cause],
      share: share(row.minor),
      cumulated: share(sum),
      count_before: earlier.find(({ cause }) => cause === row.cause)?.count ?? 0,
    };
  });
}

/** Offers that nobody answered yet, and those that were answered. */
export async function listOffers({ store, book_id }: Book): Promise<Offer[]> {
  const reasons = await readReasons(store, book_id);
  const open = await findOffers(store, book_id, addDays(now(), -OFFER_DAYS));
  return [...open, ...(await answeredOffers(store, book_id))].map((row) => toOffer(row, reasons));
}

function toOffer(row: OfferRow, reasons: readonly Reason[]): Offer {
  const { offer_id, exception_type, cause, reason_code, case_count, largest_minor, since, state } = row;
  const values = {
    count: case_count,
    since,
    type: TYPE_NAMES[exception_type],
    cause: CAUSE_NAMES[cause],
    reason: reasonName(reasons, reason_code),
  };
  const says = inEveryLanguage((language) => say(OFFER_SAYS, language, values));
  return {
    offer_id,
    says,
    exception_type,
    cause,
    reason_code,
    count: case_count,
    largest_minor,
    since,
    state,
  };
}

const OFFER_SAYS: Text = {
  'zh-CN': '从 {since} 起，“{type}（{cause}）”有 {count} 次都按“{reason}”认可。以后同类的自动认可？',
  'zh-TW': '從 {since} 起，「{type}（{cause}）」有 {count} 次都以「{reason}」認可。以後同類的自動認可？',
  en: 'Since {since} "{type} ({cause})" was accepted {count} times as "{reason}". Make it a rule?',
};

/**
 * Makes an offer a rule that later runs apply, or declines it. An accepted one may be declined later: then it no longer
 * applies. Cases that are there already are not touched. @throws offer_unknown, role_too_low
 */
export async function answerOffer(book: Book, who: Actor, offer_id: string, accept: boolean): Promise<Offer> {
  const { store, book_id } = book;
  refuseBelow(who, 'reviewer');
  const rows = [
    ...(await findOffers(store, book_id, addDays(now(), -OFFER_DAYS))),
    ...(await answeredOffers(store, book_id)),
  ];
  const found = rows.find((row) => row.offer_id === offer_id);
  if (found === undefined) throw new DuideshangError('offer_unknown', { offer_id });
  const state = accept ? 'accepted' : 'declined';
  const answer = { ...found, state, answered_by: who.user_id, answered_at: now() } as const;
  await changeCases(book, (tx) => writeAnswer(tx, book_id, answer));
  return toOffer(answer, await readReasons(store, book_id));
}

function refuseBelow({ role }: Actor, least: Actor['role']): void {
  if (isAtLeast(role, least)) return;
  throw new DuideshangError('role_too_low', { move: SETTING, least: ROLE_NAMES[least] });
}

const SETTING: Text = {
  'zh-CN': '修改规则和清单',
  'zh-TW': '修改規則與清單',
  en: 'changing rules and lists',
};

/** The reasons for resolving that the book keeps. */
export async function listReasons({ store, book_id }: Book): Promise<readonly Reason[]> {
  return readReasons(store, book_id);
}

/**
 * Replaces the list of reasons; one that some case has is retired instead of left out. Returns the new list.
 * @throws reasons_wrong, role_too_low
 */
export async function saveReasons(
  book: Book,
  who: Actor,
  reasons: readonly Reason[],
): Promise<readonly Reason[]> {
  refuseBelow(who, 'reviewer');
  refuseWrongReasons(reasons);
  const { store, book_id } = book;
  await changeCases(book, async (tx) => {
    const used = await usedReasons(tx, book_id);
    const named = new Set(reasons.map(({ reason_code }) => reason_code));
    const dropped = (await readReasons(tx, book_id)).filter(
      ({ reason_code }) => used.has(reason_code) && !named.has(reason_code),
    );
    await writeReasons(tx, book_id, [...reasons, ...dropped.map((reason) => ({ ...reason, retired: true }))]);
  });
  return readReasons(store, book_id);
}

function refuseWrongReasons(reasons: readonly Reason[]): void {
  const wrong = (at: number, what: Text): never => {
    throw new DuideshangError('reasons_wrong', { row: at + 1, what });
  };
  const seen = new Set<string>();
  if (reasons.length === 0 || reasons.length > REASONS_MAX) wrong(reasons.length, asText(`1–${REASONS_MAX}`));
  for (const [at, { reason_code, name, causes }] of reasons.entries()) {
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(reason_code) || seen.has(reason_code)) wrong(at, asText(reason_code));
    seen.add(reason_code);
    const names = Object.values(name);
    if (names.some((each) => each.trim() === '' || each.length > REASON_NAME_MAX))
      wrong(at, { 'zh-CN': '名称为空或太长', 'zh-TW': '名稱為空或太長', en: 'a name is empty or too long' });
    const unknown = causes.find((cause) => !CAUSES.includes(cause));
    if (unknown !== undefined) wrong(at, asText(unknown));
  }
}

/** Keeps what was learned about a cause and what to change. @throws role_too_low */
export async function saveLessonNote(
  book: Book,
  who: Actor,
  cause: Cause,
  note: { readonly learned: string; readonly change: string },
): Promise<void> {
  refuseBelow(who, 'clerk');
  const made = { made_by: who.user_id, made_at: now() };
  await changeCases(book, (tx) => writeLessonNote(tx, book.book_id, { cause, ...note, ...made }));
}
