import { addDays, type Day, dayOf, earlier, later } from '../../calendar/wall-time.ts';
import { type AccountName, accountName } from '../../model/account.ts';
import type { ShopsSeen } from '../../model/list.ts';
import { accountCoverage } from '../../reconciliations/orders-money/account-coverage.ts';
import type { Book } from '../../store/book.ts';
import { balanceSums } from '../../store/runs/overview.ts';
import { bookSpan } from '../../store/runs/runs.ts';

/** A stretch of days, both ends included. */
export interface Stretch {
  readonly from_day: Day;
  readonly to_day: Day;
}

/** The days of an account that statements hold, and those between the book's first and last day that none holds. */
export interface AccountCalendar extends AccountName {
  readonly covered: readonly Stretch[];
  readonly missing: readonly Stretch[];
}

/** Which days of which account are in. */
export interface CoverageCalendar {
  readonly from_day: Day | null;
  readonly to_day: Day | null;
  readonly accounts: readonly AccountCalendar[];
}

/**
 * The days that statements hold of each account, and those that are missing, within the days given or else those of the
 * book. A day that a statement holds in part is held: a download of the same day ends in its middle.
 */
export async function coverageCalendar(
  { store, book_id }: Book,
  { from_day, to_day }: { readonly from_day?: Day; readonly to_day?: Day } = {},
  shops: ShopsSeen = null,
): Promise<CoverageCalendar> {
  const seen = shops === null ? null : await balanceSums(store, book_id, { shops });
  const spans = (await accountCoverage(store, book_id)).filter(
    ({ account_id }) => seen === null || seen.some((row) => row.account_id === account_id),
  );
  const held = Map.groupBy(spans, ({ account_id }) => account_id);
  const orders = await bookSpan(store, book_id);
  const days = [
    ...spans.flatMap(({ from_at, to_at }) => [dayOf(from_at), lastDayOf(to_at)]),
    ...[orders.from_at, orders.to_at].flatMap((at) => (at === null ? [] : [dayOf(at)])),
  ].sort();
  const whole = { from_day: from_day ?? days[0] ?? null, to_day: to_day ?? days.at(-1) ?? null };
  const bounds = whole.from_day === null || whole.to_day === null ? null : (whole as Stretch);
  return {
    ...whole,
    accounts: [...held].map(([account_id, own]) => {
      const covered = union(
        own.map(({ from_at, to_at }) => ({ from_day: dayOf(from_at), to_day: lastDayOf(to_at) })),
      ).flatMap((stretch) => (bounds === null ? [] : within(stretch, bounds)));
      return {
        ...accountName(account_id),
        covered,
        missing: bounds === null ? [] : gaps(covered, bounds),
      };
    }),
  };
}

/** The last day of a span that ends before a moment. */
function lastDayOf(to_at: string): Day {
  return to_at.endsWith(' 00:00:00') ? dayOf(addDays(to_at, -1)) : dayOf(to_at);
}

function next(day: Day, days = 1): Day {
  return dayOf(addDays(`${day} 00:00:00`, days));
}

/** Stretches in order, those that touch or overlap as one. */
export function union(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches.toSorted((a, b) => (a.from_day < b.from_day ? -1 : 1))) {
    const last = joined.at(-1);
    if (last === undefined || stretch.from_day > next(last.to_day)) joined.push(stretch);
    else if (stretch.to_day > last.to_day) joined[joined.length - 1] = { ...last, to_day: stretch.to_day };
  }
  return joined;
}

function within(stretch: Stretch, bounds: Stretch): Stretch[] {
  const from_day = later(stretch.from_day, bounds.from_day) ?? bounds.from_day;
  const to_day = earlier(stretch.to_day, bounds.to_day) ?? bounds.to_day;
  return from_day <= to_day ? [{ from_day, to_day }] : [];
}

/** The stretches of the bounds that none of these, in order and apart, holds. */
export function gaps(covered: readonly Stretch[], bounds: Stretch): Stretch[] {
  const missing: Stretch[] = [];
  let from_day = bounds.from_day;
  for (const stretch of covered) {
    if (stretch.from_day > from_day) missing.push({ from_day, to_day: next(stretch.from_day, -1) });
    from_day = next(stretch.to_day);
  }
  if (from_day <= bounds.to_day) missing.push({ from_day, to_day: bounds.to_day });
  return missing;
}
