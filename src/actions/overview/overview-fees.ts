import type { Component } from '../../model/component.ts';
import type { Text } from '../../model/language.ts';
import { COMPONENT_NAMES } from '../../model/names.ts';
import type { Minor } from '../../money/money.ts';
import type { Book } from '../../store/book.ts';
import { type FeeSum, feeSums, type OverviewOf } from '../../store/runs/overview.ts';
import { listGroups } from '../lists/list-groups.ts';
import type { Drill, DrillTo } from './overview.ts';
import type { BarPart } from './overview-bars.ts';

const WITHOUT_LINE: Text = {
  'zh-CN': '没有单独流水的扣费',
  'zh-TW': '沒有對應明細的扣費',
  en: 'fees without lines here',
};

const WHY_WITHOUT_LINE: Text = {
  'zh-CN': '手工调整时记的，或扣在别的账户里；点整条“平台扣费”，逐个订单可以看到',
  'zh-TW': '手動調整時記的，或扣在別的帳戶；點整條「平台扣費」，可逐筆訂單查看',
  en: 'entered by hand, or taken in another account; open the whole bar to see them order by order',
};

const NOT_TOLD_YET: Text = {
  'zh-CN': '重新对账后，可以点开看每一笔',
  'zh-TW': '重新對帳後，可以點開看每一筆',
  en: 'reconcile again to open its rows',
};

/**
 * The parts of the fees, which add up to `minor`: each leads to the wallet lines that sum to it, in their amount or in the fee within
 * them. What no line tells is a part of its own, without rows.
 */
export async function feeParts(
  book: Pick<Book, 'store' | 'book_id'>,
  of: OverviewOf,
  minor: Minor,
  drillTo: DrillTo,
): Promise<BarPart[]> {
  const fees = await feeSums(book.store, book.book_id, of);
  const isAlone = await aloneIn(book, of, drillTo);
  const parts = fees.map((fee) => ({
    name: nameOf(fee),
    minor: -fee.minor,
    count: countOf(fee),
    ...(fee.is_within === null
      ? { drill: null, says: NOT_TOLD_YET }
      : { drill: linesOf(fee, of, drillTo, isAlone(fee)) }),
  }));
  const rest = minor - parts.reduce((sum, part) => sum + part.minor, 0n);
  if (rest === 0n) return parts;
  return [...parts, { name: WITHOUT_LINE, minor: rest, count: 0, drill: null, says: WHY_WITHOUT_LINE }];
}

function countOf({ row_count }: FeeSum): number {
  return Number(row_count);
}

function nameOf({ name, is_within }: FeeSum): Text {
  const { 'zh-CN': simplified, 'zh-TW': traditional, en } = COMPONENT_NAMES[name];
  if (is_within !== true) return COMPONENT_NAMES[name];
  return { 'zh-CN': `${simplified}（内扣）`, 'zh-TW': `${traditional}（內扣）`, en: `${en}, within lines` };
}

/**
 * Whether a list of lines holds no others of a component than those of the fee: told by sums that cost little. Where they are not asked,
 * none is.
 */
async function aloneIn(
  book: Pick<Book, 'store' | 'book_id'>,
  of: OverviewOf,
  drillTo: DrillTo,
): Promise<(fee: FeeSum) => boolean> {
  if (of.shop !== undefined || of.shops !== null) return () => false;
  const { list, filter } = drillTo('statement_lines');
  const { groups } = await listGroups(book, list, { filter, by: ['component', 'fee_component'] });
  const sumOf = (at: 0 | 1, component: Component, column: string): Minor =>
    groups.reduce(
      (sum, { values, sums }) => (values[at] === component ? sum + (sums[column] ?? 0n) : sum),
      0n,
    );
  const linesIn = (component: Component): number =>
    groups.reduce((count, group) => (group.values[0] === component ? count + group.count : count), 0);
  return (fee) =>
    fee.is_within === true
      ? sumOf(1, fee.name, 'fee_minor') === fee.minor
      : sumOf(0, fee.name, 'amount_minor') === -fee.minor && linesIn(fee.name) === countOf(fee);
}

function linesOf(
  { name, is_within }: FeeSum,
  { shop, shops }: OverviewOf,
  drillTo: DrillTo,
  isAlone: boolean,
): Drill {
  const own = is_within === true ? (['fee_component', name] as const) : (['component', name] as const);
  const seen = shop === undefined && shops !== null ? [['shop', ...shops] as const] : [];
  const { list, filter } = isAlone
    ? drillTo('statement_lines', own)
    : drillTo('statement_lines', own, ['in_orders', 'yes'], ...seen);
  const holdsFee = { column: 'fee_minor', how: 'is_not' as const, values: ['0'] };
  return { list, filter: { conditions: [...filter.conditions, ...(is_within === true ? [holdsFee] : [])] } };
}
