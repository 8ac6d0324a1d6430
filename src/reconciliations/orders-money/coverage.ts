import { addHours } from '../../calendar/wall-time.ts';
import type { WallTime } from '../../model/facts.ts';

/** Days of an account that a loaded statement says it holds: [from, to). */
export interface AccountCoverage {
  readonly account_id: string;
  readonly from_at: WallTime;
  readonly to_at: WallTime;
}

/** That an account has received money for orders of a shop. */
export interface ShopAccount {
  readonly shop: string;
  readonly account_id: string;
}

/**
 * A stretch of time whose settlements of a shop are in loaded statements: [from, to). Money due from `settled_until` on
 * may still arrive after `to_at`.
 */
export interface ShopCoverage {
  readonly shop: string;
  readonly wallet_class: WalletClass;
  readonly from_at: WallTime;
  readonly to_at: WallTime;
  readonly settled_until: WallTime;
}

/** Which kind of wallet an order settles in, told by its payment number: 42… is WeChat, 20… Alipay, '' not known. */
export type WalletClass = 'alipay' | 'wechat' | '';

/** All wallet classes. */
export const WALLET_CLASSES: readonly WalletClass[] = ['alipay', 'wechat', ''];

/** WeChat-paid Taobao orders settle in the pooled account (聚合账户), so all that is not Alipay is of class `wechat`. */
export function walletClassOfAccount(accountId: string): WalletClass {
  return accountId.startsWith('alipay:') ? 'alipay' : 'wechat';
}

/** The class of wallet that an order with this payment number settles in. */
export function walletClassOfPayment(paymentNo: string | null): WalletClass {
  if (paymentNo?.startsWith('42')) return 'wechat';
  return paymentNo?.startsWith('20') ? 'alipay' : '';
}

type Interval = readonly [from: WallTime, to: WallTime];

/**
 * The coverage of each shop and wallet class: the intersection over the accounts of the class that the shop's money
 * reaches, or over all of the class where none of its money was seen yet. Money paid through WeChat never reaches
 * Alipay, so where no account of a class is loaded, nothing of the class is covered.
 */
export function coverageOfShops(
  shops: readonly string[],
  accounts: readonly AccountCoverage[],
  shopAccounts: readonly ShopAccount[],
  windowMinutes: (accountId: string, shop: string) => number,
): ShopCoverage[] {
  const byAccount = unionByAccount(accounts);
  return shops.flatMap((shop) => {
    const seen = shopAccounts.filter((link) => link.shop === shop && byAccount.has(link.account_id));
    const linked = seen.length > 0 ? seen.map((link) => link.account_id) : [...byAccount.keys()];
    return WALLET_CLASSES.flatMap((walletClass) => {
      const isOfClass = (account: string): boolean =>
        walletClass === '' || walletClassOfAccount(account) === walletClass;
      const ofClass = linked.filter(isOfClass);
      const relevant = ofClass.length > 0 ? ofClass : [...byAccount.keys()].filter(isOfClass);
      const window = Math.max(0, ...relevant.map((account) => windowMinutes(account, shop)));
      return stretchesOf(intersectAll(relevant.map((account) => byAccount.get(account) ?? [])), window).map(
        (stretch) => ({ shop, wallet_class: walletClass, ...stretch }),
      );
    });
  });
}

type Stretch = Pick<ShopCoverage, 'from_at' | 'to_at' | 'settled_until'>;

/**
 * The stretches with the moment from which money may come after their end. Before a gap it would come into the gap, on
 * days that no statement holds: there the stretch ends early.
 */
function stretchesOf(intervals: readonly Interval[], windowMinutes: number): Stretch[] {
  return intervals.flatMap(([from_at, end], at) => {
    const settled_until = addHours(end, -windowMinutes / 60);
    const to_at = at === intervals.length - 1 ? end : settled_until;
    return from_at < to_at ? [{ from_at, to_at, settled_until }] : [];
  });
}

/**
 * Where a moment stands: its settlement is loaded (`covered`), arrives after all that is loaded (`later`), or lies
 * before it or in a gap (`outside`).
 */
export type Standing = 'covered' | 'later' | 'outside';

/** Where a moment of a shop and wallet class stands towards the statements loaded. */
export function standingOf(
  coverage: readonly ShopCoverage[],
  shop: string | null,
  walletClass: WalletClass,
  at: WallTime,
): Standing {
  const stretches = coverage.filter(
    (each) => each.shop === (shop ?? '') && each.wallet_class === walletClass,
  );
  const stretch = stretches.find((each) => at >= each.from_at && at < each.to_at);
  if (stretch !== undefined) return at < stretch.settled_until ? 'covered' : 'later';
  return stretches.length > 0 && stretches.every((each) => at >= each.to_at) ? 'later' : 'outside';
}

function unionByAccount(accounts: readonly AccountCoverage[]): Map<string, Interval[]> {
  const union = new Map<string, Interval[]>();
  const ordered = [...accounts].sort((a, b) => (a.from_at < b.from_at ? -1 : 1));
  for (const { account_id, from_at, to_at } of ordered) {
    const intervals = union.get(account_id) ?? [];
    const last = intervals.at(-1);
    if (last !== undefined && from_at <= last[1]) {
      intervals[intervals.length - 1] = [last[0], latest(to_at, last[1])];
    } else {
      intervals.push([from_at, to_at]);
    }
    union.set(account_id, intervals);
  }
  return union;
}

function intersectAll(sets: readonly (readonly Interval[])[]): readonly Interval[] {
  const [first, ...others] = sets;
  return others.reduce((left, right) => intersect(left, right), first ?? []);
}

function intersect(left: readonly Interval[], right: readonly Interval[]): readonly Interval[] {
  return left.flatMap(([from, to]) =>
    right
      .map(([otherFrom, otherTo]): Interval => [latest(from, otherFrom), earliest(to, otherTo)])
      .filter(([start, end]) => start < end),
  );
}

function latest(...moments: WallTime[]): WallTime {
  return moments.sort().at(-1) ?? '';
}

function earliest(...moments: WallTime[]): WallTime {
  return moments.sort()[0] ?? '';
}

/** How long after confirmation money arrives at the latest, when the book has too few receipts to tell. */
export const WINDOW_MINUTES_DEFAULT = 24 * 60;
const WINDOW_MINUTES_MIN = 60;
const WINDOW_MINUTES_MAX = 3 * 24 * 60;
const SAMPLE_COUNT_MIN = 20;

/**
 * The settlement window of an account from delays seen (minutes from confirmation to receipt): a quarter above the
 * 99.8th percentile, so that a single late receipt does not stretch it, between an hour and three days.
 */
export function windowFromDelays(delays: readonly number[]): number {
  const usable = delays.filter((minutes) => minutes >= 0).sort((a, b) => a - b);
  if (usable.length < SAMPLE_COUNT_MIN) return WINDOW_MINUTES_DEFAULT;
  const slow = usable[Math.floor((usable.length - 1) * 0.998)] ?? WINDOW_MINUTES_DEFAULT;
  return Math.min(WINDOW_MINUTES_MAX, Math.max(WINDOW_MINUTES_MIN, Math.ceil(slow * 1.25)));
}
