import type { Minor } from '../../money/money.ts';
import { id, money, required, text, time } from '../columns.ts';
import type { Signature } from '../source.ts';

/** By what 小红书商品结算明细 is known. */
export const SIGNATURE: Signature = { all: ['订单号', '交易类型', '商品实付/实退'] };

/** The columns that the tellings of 小红书商品结算明细 share. */
export const columns = {
  order_no: required(id('订单号')),
  case_no: id('售后单号'),
  entry_type: required(text('交易类型')),
  settled_at: time('结算时间'),
  moved: money('动账金额'),
  paid: required(money('商品实付/实退')),
  shipping: money('运费实付/实退'),
  subsidy: money('平台优惠补贴'),
  shipping_subsidy: money('平台运费补贴'),
  commission: money('佣金总额'),
  description: text('商品名称'),
  memo: text('备注'),
};

/** The amounts of a row. */
export interface SettledAmounts {
  readonly moved: Minor | null;
  readonly paid: Minor;
  readonly shipping: Minor | null;
  readonly subsidy: Minor | null;
  readonly shipping_subsidy: Minor | null;
  readonly commission: Minor | null;
}

/** What the buyer paid or got back, and the platform added to it: before anything is taken for the platform. */
export function grossOf({ paid, shipping, subsidy, shipping_subsidy }: SettledAmounts): Minor {
  return paid + (shipping ?? 0n) + (subsidy ?? 0n) + (shipping_subsidy ?? 0n);
}

/** What the row moved on the shop's account. */
export function movedBy(amounts: SettledAmounts): Minor {
  return amounts.moved ?? grossOf(amounts) + (amounts.commission ?? 0n);
}
