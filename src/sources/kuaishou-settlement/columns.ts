import { digits, id, money, required, text, time } from '../columns.ts';
import type { Signature } from '../source.ts';

/** By what 快手账单 is known. */
export const SIGNATURE: Signature = { all: ['订单号', '实际结算时间', '合计收入(元)', '合计支出(元)'] };

/** The columns of 快手账单 that its two tellings share. */
export const columns = {
  order_no: required(digits('订单号')),
  article_no: id('商品ID'),
  settled_at: required(time('实际结算时间')),
  income: required(money('合计收入(元)')),
  refunded: money('订单退款(元)'),
  returned: money('支付营销回退(元)'),
  taken: required(money('合计支出(元)')),
  settled: money('实际结算金额(元)'),
  account_no: id('结算商户号'),
  channel_text: text('资金渠道'),
  memo: text('备注'),
};
