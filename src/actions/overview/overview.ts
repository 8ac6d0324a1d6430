import { addDays, today } from '../../calendar/wall-time.ts';
import { type AccountName, accountName } from '../../model/account.ts';
import type { Text } from '../../model/language.ts';
import type { ListFilter, ListName, ShopsSeen } from '../../model/list.ts';
import { CAUSE_NAMES, STATE_NAMES, TYPE_NAMES } from '../../model/names.ts';
import { type Cause, type ExceptionType, STATES, type State } from '../../model/result.ts';
import type { RunSummary, WalletSummary } from '../../model/run.ts';
import type { Minor } from '../../money/money.ts';
import type { Book } from '../../store/book.ts';
import {
  type BalanceSum,
  balanceSums,
  OPEN_STATES,
  type OverviewOf,
  openGroups,
  openSince,
  settledSince,
  standouts,
  transitDays,
} from '../../store/runs/overview.ts';
import { isStale, lastRunKept } from '../../store/runs/runs.ts';
import { type Bar, barsOf, closes } from './overview-bars.ts';
import { insightOf, varietiesOf } from './overview-insight.ts';

/** A list with a filter: the rows behind a figure. */
export interface Drill {
  readonly list: ListName;
  readonly filter: ListFilter;
}

/** Open cases of one type and cause. */
export interface ToDoGroup {
  readonly exception_type: ExceptionType;
  readonly cause: Cause;
  readonly type_name: Text;
  readonly cause_name: Text;
  readonly count: number;
  readonly discrepancy_minor: Minor;
  readonly oldest_at: string | null;
  readonly insight: Text | null;
  readonly drill: Drill;
}

/** What the overview shows, of the book or of a shop or account. */
export interface Overview {
  readonly run: {
    readonly run_id: string;
    readonly ran_at: string;
    readonly from: string | null;
    readonly to: string | null;
  } | null;
  readonly is_stale: boolean;
  readonly shops: readonly (string | null)[];
  readonly accounts: readonly AccountName[];
  readonly closes: boolean;
  readonly bars: readonly Bar[];
  readonly states: readonly {
    readonly state: State;
    readonly name: Text;
    readonly count: number;
    readonly drill: Drill;
  }[];
  readonly to_do: readonly ToDoGroup[];
  readonly to_do_total: { readonly count: number; readonly discrepancy_minor: Minor };
  readonly settled_by_itself: { readonly count: number; readonly drill: Drill };
  readonly in_transit: readonly {
    readonly day: string | null;
    readonly count: number;
    readonly minor: Minor;
    readonly drill: Drill;
  }[];
  readonly ageing: readonly {
    readonly from_days: number;
    readonly to_days: number | null;
    readonly count: number;
    readonly minor: Minor;
    readonly drill: Drill;
  }[];
  readonly wallets: readonly (AccountName & Omit<WalletSummary, 'account_id' | 'from_at' | 'to_at'>)[];
  readonly unknown_subjects: RunSummary['unknown_subjects'];
}

/**
 * The equation of the last run as a waterfall and what needs a person, of all that the user may see, or of one shop
 * (`''` for orders of no shop) or account of it. It reads sums that the run left, so it costs the same for every book.
 */
export async function overview(
  { store, book_id }: Book,
  { shop, account_id }: { readonly shop?: string; readonly account_id?: string } = {},
  shops: ShopsSeen = null,
): Promise<Overview> {
  const of: OverviewOf = {
    shops,
    ...(shop === undefined ? {} : { shop }),
    ...(account_id === undefined ? {} : { account_id }),
  };
  const run = await lastRunKept(store, book_id);
  const all = await balanceSums(store, book_id, { shops });
  const sums = shop === undefined && account_id === undefined ? all : await balanceSums(store, book_id, of);
  const drillTo = drills(of);
  const accounts = distinct(all.flatMap((row) => row.account_id ?? [])).map(accountName);
  const has = { shops: distinct(all.map((row) => row.shop)), accounts };
  return {
    run: runCard(run),
    is_stale: await isStale(store, book_id),
    shops: has.shops,
    accounts,
    closes: closes(sums),
    bars: await barsOf({ store, book_id }, of, sums, drillTo),
    states: statesOf(sums, drillTo),
    ...(await toDoOf({ store, book_id }, of, has, drillTo)),
    settled_by_itself: await settledOf({ store, book_id }, of, run, drillTo),
    in_transit: (await transitDays(store, book_id, of)).map(({ name, row_count, minor }) => ({
      day: name,
      count: Number(row_count),
      minor,
      drill: drillTo('in_transit', ['expected_on', name ?? '']),
    })),
    ageing: await ageingOf({ store, book_id }, of, drillTo),
    ...walletsOf(run, of),
  };
}

/** Makes drills to rows of the same shop and account as the overview: pairs of a column and the value that it is. */
export type DrillTo = (
  list: ListName,
  ...is: readonly (readonly [column: string, ...values: string[]])[]
) => Drill;

function drills({ shop, account_id }: OverviewOf): DrillTo {
  return (list, ...is) => {
    const own = [
      ...(shop === undefined || list === 'case_events' ? [] : [['shop', shop] as const]),
      ...(account_id === undefined || list === 'case_events' ? [] : [['account_id', account_id] as const]),
    ];
    const conditions = [...is, ...own].map(([column, ...values]) => ({ column, how: 'is' as const, values }));
    return { list, filter: { conditions } };
  };
}

function runCard(run: RunSummary | null): Overview['run'] {
  if (run === null) return null;
  return { run_id: String(run.run_id), ran_at: run.ran_at, from: run.period.from, to: run.period.to };
}

function statesOf(sums: readonly BalanceSum[], drillTo: DrillTo): Overview['states'] {
  return STATES.map((state) => ({
    state,
    name: STATE_NAMES[state],
    count: sums.reduce((count, row) => (row.state === state ? count + Number(row.row_count) : count), 0),
    drill: drillTo('orders', ['state', state]),
  }));
}

type On = Pick<Book, 'store' | 'book_id'>;

async function toDoOf(
  { store, book_id }: On,
  of: OverviewOf,
  has: Pick<Overview, 'shops' | 'accounts'>,
  drillTo: DrillTo,
): Promise<Pick<Overview, 'to_do' | 'to_do_total'>> {
  const groups = await openGroups(store, book_id, of);
  const common = groups.length === 0 ? [] : await standouts(store, book_id, of);
  const varieties = varietiesOf(has.shops, has.accounts);
  const to_do = groups.map((group) => ({
    exception_type: group.exception_type,
    cause: group.cause,
    type_name: TYPE_NAMES[group.exception_type],
    cause_name: CAUSE_NAMES[group.cause],
    count: Number(group.row_count),
    discrepancy_minor: group.discrepancy_minor,
    oldest_at: group.oldest_at,
    insight: insightOf(group, common, varieties),
    drill: drillTo(
      'cases',
      ['exception_type', group.exception_type],
      ['cause', group.cause],
      ['state', ...OPEN_STATES],
      ['is_gone', 'no'],
    ),
  }));
  return {
    to_do,
    to_do_total: {
      count: to_do.reduce((count, group) => count + group.count, 0),
      discrepancy_minor: to_do.reduce((minor, group) => minor + group.discrepancy_minor, 0n),
    },
  };
}

async function settledOf(
  { store, book_id }: On,
  of: OverviewOf,
  run: RunSummary | null,
  drillTo: DrillTo,
): Promise<Overview['settled_by_itself']> {
  const since = run?.ran_at ?? '9999-12-31 00:00:00';
  const { list, filter } = drillTo('case_events', ['what', 'settled'], ['undone', 'no']);
  return {
    count: await settledSince(store, book_id, of, since),
    drill: {
      list,
      filter: {
        conditions: [...filter.conditions, { column: 'made_at', how: 'between', values: [since, ''] }],
      },
    },
  };
}

/** Bounds of the ages, in days. */
const AGES = [
  [0, 7],
  [8, 30],
  [31, 90],
  [91, null],
] as const;

async function ageingOf(
  { store, book_id }: On,
  of: OverviewOf,
  drillTo: DrillTo,
): Promise<Overview['ageing']> {
  const midnight = `${today()} 00:00:00`;
  const dayBefore = (days: number): string => addDays(midnight, -days).slice(0, 10);
  const stretches = AGES.map(([from_days, to_days]) => ({
    from_day: to_days === null ? null : dayBefore(to_days),
    to_day: from_days === 0 ? null : dayBefore(from_days),
  }));
  const sums = await openSince(store, book_id, of, stretches);
  const { list, filter } = drillTo('cases', ['state', ...OPEN_STATES], ['is_gone', 'no']);
  return AGES.map(([from_days, to_days], at) => {
    const { row_count = 0n, minor = 0n } = sums[at] ?? {};
    const values = [stretches[at]?.from_day ?? '', stretches[at]?.to_day ?? ''];
    const since = { column: 'since_at', how: 'between' as const, values };
    return {
      from_days,
      to_days,
      count: Number(row_count),
      minor,
      drill: { list, filter: { conditions: [...filter.conditions, since] } },
    };
  });
}

/** Wallets are whole accounts: who sees some shops only, or asks for one shop, sees none of them. */
function walletsOf(run: RunSummary | null, of: OverviewOf): Pick<Overview, 'wallets' | 'unknown_subjects'> {
  if (run === null || of.shops !== null || of.shop !== undefined)
    return { wallets: [], unknown_subjects: [] };
  return {
    wallets: run.wallets
      .filter(({ account_id }) => of.account_id === undefined || of.account_id === account_id)
      .map(({ from_at: _from, to_at: _to, ...wallet }) => ({ ...wallet, ...accountName(wallet.account_id) })),
    unknown_subjects: of.account_id === undefined ? run.unknown_subjects : [],
  };
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
