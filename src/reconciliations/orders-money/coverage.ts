import { addHours } from '../../calendar/wall-time.ts';
import type { WallTime } from '../../model/facts.ts';

/** Days of an account that a loaded statement says it holds: [from, to). */
export interface AccountCoverage {
  readonly account_id: string;
  readonly from_at: WallTime;
  readonly to_at: WallTime;
}

/** That lines of an account name orders of a shop. */
export interface ShopAccount {
  readonly shop: string;
  readonly account_id: string;
  /** Receipts among them that were seen, and the moments of the first and the last, null where there are none. */
  readonly receipts: number;
  readonly first_at: WallTime | null;
  readonly last_at: WallTime | null;
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

/** The accounts of each class, by how their ids begin. WeChat-paid Taobao orders settle in the pooled account (聚合账户). */
const CLASSES: readonly (readonly [start: string, walletClass: WalletClass])[] = [
  ['alipay:', 'alipay'],
  ['alipay-pooled:', 'wechat'],
  ['wechat:', 'wechat'],
];

/** The class of an account; '' for one in which a platform settles its orders however they were paid. */
export function walletClassOfAccount(accountId: string): WalletClass {
  return CLASSES.find(([start]) => accountId.startsWith(start))?.[1] ?? '';
}

/** The class of wallet that an order with this payment number settles in. */
export function walletClassOfPayment(paymentNo: string | null): WalletClass {
  if (paymentNo?.startsWith('42')) return 'wechat';
  return paymentNo?.startsWith('20') ? 'alipay' : '';
}

type Interval = readonly [from: WallTime, to: WallTime];

/**
 * The coverage of each shop and wallet class: the intersection over the accounts of the class that the shop's money
 * reaches at a time, or over all of the class where none of its money was seen yet. Money paid through WeChat never
 * reaches Alipay, so where no account of a class is loaded, nothing of the class is covered.
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
      const asked = relevant.map((account) => answeredBy(byAccount.get(account) ?? [], account, seen));
      return stretchesOf(intersectAll(asked), window).map((stretch) => ({
        shop,
        wallet_class: walletClass,
        ...stretch,
      }));
    });
  });
}

/** Receipts that an account must have had before it counts as one that took over from another or gave way to it. */
const HANDOVER_RECEIPTS_MIN = 5;

/**
 * The times about which an account leaves nothing open: those that its statements cover, and those at which the shop used
 * another one of its kind. An account gives way to one whose first receipt of the shop comes after its own last, at that
 * first receipt, and takes over from one whose last comes before its own first, at that last: in between either may have
 * been used, and both are asked.
 */
function answeredBy(
  covered: readonly Interval[],
  accountId: string,
  seen: readonly ShopAccount[],
): readonly Interval[] {
  const own = seen.find((link) => link.account_id === accountId);
  if (own === undefined || own.receipts < HANDOVER_RECEIPTS_MIN) return covered;
  const { first_at, last_at } = own;
  if (first_at === null || last_at === null) return covered;
  const others = seen.filter(
    (link) =>
      link.receipts >= HANDOVER_RECEIPTS_MIN &&
      walletClassOfAccount(link.account_id) === walletClassOfAccount(accountId),
  );
  const before = others.flatMap((link) =>
    link.last_at !== null && link.last_at < first_at ? [link.last_at] : [],
  );
  const after = others.flatMap((link) =>
    link.first_at !== null && link.first_at > last_at ? [link.first_at] : [],
  );
  return unionOf([
    ...covered,
    ...(before.length > 0 ? [[EVER[0], latest(...before)] as const] : []),
    ...(after.length > 0 ? [[earliest(...after), EVER[1]] as const] : []),
  ]);
}

/** Bounds that hold every moment of any file. */
const EVER: Interval = ['0001-01-01 00:00:00', '9999-12-31 00:00:00'];

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

/** A stretch of time at which every moment of a shop and wallet class stands alike: [from, to). */
export interface ShopStanding extends Pick<ShopCoverage, 'shop' | 'wallet_class' | 'from_at' | 'to_at'> {
  readonly standing: Exclude<Standing, 'outside'>;
}

/** What `standingOf` says of every moment, as stretches; a moment in none of them stands `outside`. */
export function standingsOf(coverage: readonly ShopCoverage[]): ShopStanding[] {
  const within = coverage.flatMap(({ shop, wallet_class, from_at, to_at, settled_until }): ShopStanding[] => {
    const split = earliest(to_at, latest(from_at, settled_until));
    return [
      { shop, wallet_class, from_at, to_at: split, standing: 'covered' },
      { shop, wallet_class, from_at: split, to_at, standing: 'later' },
    ];
  });
  const groups = Map.groupBy(coverage, ({ shop, wallet_class }) => JSON.stringify([shop, wallet_class]));
  const after = [...groups.values()].flatMap((stretches): ShopStanding[] => {
    const [first] = stretches;
    if (first === undefined) return [];
    const { shop, wallet_class } = first;
    const from_at = latest(...stretches.map(({ to_at }) => to_at));
    return [{ shop, wallet_class, from_at, to_at: EVER[1], standing: 'later' }];
  });
  return [...within, ...after].filter(({ from_at, to_at }) => from_at < to_at);
}

function unionByAccount(accounts: readonly AccountCoverage[]): Map<string, readonly Interval[]> {
  const byAccount = Map.groupBy(accounts, ({ account_id }) => account_id);
  return new Map(
    [...byAccount].map(([account_id, stretches]) => [
      account_id,
      unionOf(stretches.map(({ from_at, to_at }): Interval => [from_at, to_at])),
    ]),
  );
}

/** The same times as intervals that neither meet nor overlap, in order. */
function unionOf(intervals: readonly Interval[]): readonly Interval[] {
  const union: Interval[] = [];
  for (const [from_at, to_at] of [...intervals].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const last = union.at(-1);
    if (last !== undefined && from_at <= last[1]) union[union.length - 1] = [last[0], latest(to_at, last[1])];
    else union.push([from_at, to_at]);
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
