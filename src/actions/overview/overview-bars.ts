import { accountName } from '../../model/account.ts';
import { inEveryLanguage, type Text } from '../../model/language.ts';
import { CAUSE_NAMES, STATE_NAMES, TYPE_NAMES } from '../../model/names.ts';
import type { ExceptionType } from '../../model/result.ts';
import type { Minor } from '../../money/money.ts';
import type { Book } from '../../store/book.ts';
import {
  type BalanceSum,
  type CountedSum,
  discrepancySums,
  type OverviewOf,
} from '../../store/runs/overview.ts';
import type { Drill, DrillTo } from './overview.ts';
import { feeParts } from './overview-fees.ts';

/** A part of a bar: it leads to rows that sum to it, or `says` where it comes from. */
export interface BarPart {
  readonly name: Text;
  readonly minor: Minor;
  readonly count: number;
  readonly drill: Drill | null;
  readonly says?: Text;
}

/** A bar of the waterfall; `minor` is signed as it moves the bar, the last one is where it arrives. */
export interface Bar {
  readonly term:
    | 'expected'
    | 'discrepancy'
    | 'fees'
    | 'refunded'
    | 'in_transit'
    | 'outside_coverage'
    | 'received';
  readonly minor: Minor;
  readonly count: number;
  readonly drill: Drill;
  readonly parts: readonly BarPart[];
}

/** Whether the terms of the equation close. */
export function closes(sums: readonly BalanceSum[]): boolean {
  const left = total(sums, (row) => row.expected_minor + row.discrepancy_minor);
  const right = total(
    sums,
    (row) =>
      row.received_minor +
      row.fees_minor +
      row.refunded_minor +
      row.in_transit_minor +
      row.outside_coverage_minor,
  );
  return left === right;
}

/** The waterfall from expected to received. */
export async function barsOf(
  book: Pick<Book, 'store' | 'book_id'>,
  of: OverviewOf,
  sums: readonly BalanceSum[],
  drillTo: DrillTo,
): Promise<Bar[]> {
  const discrepancies = await discrepancySums(book.store, book.book_id, of);
  const fees = await feeParts(book, of, feesOf(sums), drillTo);
  return [
    expectedBar(sums, drillTo),
    discrepancyBar(discrepancies, drillTo),
    feesBar(sums, fees, drillTo),
    refundedBar(sums, drillTo),
    transitBar(sums, drillTo),
    outsideBar(sums, drillTo),
    receivedBar(sums, drillTo),
  ];
}

function expectedBar(sums: readonly BalanceSum[], drillTo: DrillTo): Bar {
  const parts = [...Map.groupBy(sums, (row) => row.state)].map(([state, rows]) => ({
    name: STATE_NAMES[state],
    minor: total(rows, (row) => row.expected_minor),
    count: countOf(rows, (row) => row.row_count),
    drill: drillTo('orders', ['state', state]),
  }));
  return {
    term: 'expected',
    minor: total(sums, (row) => row.expected_minor),
    count: countOf(sums, (row) => row.row_count),
    drill: drillTo('orders'),
    parts: largestFirst(parts),
  };
}

/** Fee variances lie inside the fees: they are not among the rows of the bar, even where there are no others. */
function discrepancyBar(sums: readonly CountedSum[], drillTo: DrillTo): Bar {
  return {
    term: 'discrepancy',
    minor: sums.reduce((minor, row) => minor + row.minor, 0n),
    count: sums.reduce((count, row) => count + Number(row.row_count), 0),
    drill: isNot(drillTo('cases', ['is_gone', 'no']), 'exception_type', 'fee_variance'),
    parts: sums.map(({ name, minor, row_count }) => ({
      name: TYPE_NAMES[name as ExceptionType],
      minor,
      count: Number(row_count),
      drill: drillTo('cases', ['is_gone', 'no'], ['exception_type', name ?? '']),
    })),
  };
}

function feesBar(sums: readonly BalanceSum[], parts: readonly BarPart[], drillTo: DrillTo): Bar {
  return {
    term: 'fees',
    minor: feesOf(sums),
    count: countOf(sums, (row) => row.fees_count),
    drill: nonZero(drillTo('orders'), 'fees_minor'),
    parts,
  };
}

function feesOf(sums: readonly BalanceSum[]): Minor {
  return -total(sums, (row) => row.fees_minor);
}

function refundedBar(sums: readonly BalanceSum[], drillTo: DrillTo): Bar {
  const rows = sums.filter((row) => row.refunded_count > 0n);
  const parts = [...Map.groupBy(rows, (row) => row.state)].map(([state, own]) => ({
    name: STATE_NAMES[state],
    minor: -total(own, (row) => row.refunded_minor),
    count: countOf(own, (row) => row.refunded_count),
    drill: nonZero(drillTo('orders', ['state', state]), 'refunded_minor'),
  }));
  return {
    term: 'refunded',
    minor: -total(sums, (row) => row.refunded_minor),
    count: countOf(sums, (row) => row.refunded_count),
    drill: nonZero(drillTo('orders'), 'refunded_minor'),
    parts: largestFirst(parts),
  };
}

const NOT_CONFIRMED: Text = {
  'zh-CN': '买家未确认收货',
  'zh-TW': '買家未確認收貨',
  en: 'not confirmed by the buyer',
};

function transitBar(sums: readonly BalanceSum[], drillTo: DrillTo): Bar {
  const rows = sums.filter((row) => row.state === 'in_transit');
  const parts = [...Map.groupBy(rows, (row) => row.cause)].map(([cause, own]) => ({
    name: cause === null ? NOT_CONFIRMED : CAUSE_NAMES[cause],
    minor: -total(own, (row) => row.in_transit_minor),
    count: countOf(own, (row) => row.row_count),
    drill: drillTo('in_transit', ['cause', cause ?? '']),
  }));
  return {
    term: 'in_transit',
    minor: -total(sums, (row) => row.in_transit_minor),
    count: countOf(rows, (row) => row.row_count),
    drill: drillTo('in_transit'),
    parts: largestFirst(parts),
  };
}

function outsideBar(sums: readonly BalanceSum[], drillTo: DrillTo): Bar {
  const rows = sums.filter((row) => row.state === 'outside_coverage');
  return {
    term: 'outside_coverage',
    minor: -total(sums, (row) => row.outside_coverage_minor),
    count: countOf(rows, (row) => row.row_count),
    drill: drillTo('orders', ['state', 'outside_coverage']),
    parts: [],
  };
}

function receivedBar(sums: readonly BalanceSum[], drillTo: DrillTo): Bar {
  const rows = sums.filter((row) => row.received_count > 0n);
  const parts = [...Map.groupBy(rows, (row) => row.account_id)].map(([account_id, own]) => ({
    name: accountWords(account_id),
    minor: total(own, (row) => row.received_minor),
    count: countOf(own, (row) => row.received_count),
    drill: nonZero(drillTo('orders', ['account_id', account_id ?? '']), 'received_minor'),
  }));
  return {
    term: 'received',
    minor: total(sums, (row) => row.received_minor),
    count: countOf(sums, (row) => row.received_count),
    drill: nonZero(drillTo('orders'), 'received_minor'),
    parts: largestFirst(parts),
  };
}

function accountWords(account_id: string | null): Text {
  if (account_id === null) return inEveryLanguage(() => '—');
  const { channel, account_no } = accountName(account_id);
  return inEveryLanguage((language) => `${channel[language]} ${account_no ?? ''}`.trim());
}

function nonZero(drill: Drill, column: string): Drill {
  return isNot(drill, column, '0');
}

function isNot({ list, filter }: Drill, column: string, value: string): Drill {
  return { list, filter: { conditions: [...filter.conditions, { column, how: 'is_not', values: [value] }] } };
}

function total(sums: readonly BalanceSum[], amount: (row: BalanceSum) => Minor): Minor {
  return sums.reduce((sum, row) => sum + amount(row), 0n);
}

function countOf(sums: readonly BalanceSum[], count: (row: BalanceSum) => bigint): number {
  return Number(sums.reduce((sum, row) => sum + count(row), 0n));
}

function largestFirst(parts: readonly BarPart[]): BarPart[] {
  const size = ({ minor }: BarPart): Minor => (minor < 0n ? -minor : minor);
  return [...parts].sort((a, b) => (size(a) > size(b) ? -1 : size(a) < size(b) ? 1 : 0));
}
