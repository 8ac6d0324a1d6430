import { id, memo, money, required, text, time } from '../columns.ts';
import type { Signature } from '../source.ts';

/** By what the list of 京东对账中心 is known. */
export const SIGNATURE: Signature = { all: ['订单编号', '费用名称', '应结金额', '结算状态'] };

/** The columns of 京东对账中心 that its tellings share. */
export const columns = {
  order_no: id('订单编号'),
  document_no: id('售后服务单号'),
  refunded_at: time('售后退款时间'),
  sku_no: id('商品编号'),
  item: required(text('费用名称')),
  amount: required(money('应结金额')),
  direction: text('收支方向'),
  status: required(text('结算状态')),
  charged_at: time('订单下单时间'),
  settled_at: time('到账时间'),
  settlement_no: id('商户订单号'),
  memo: memo('资金动账备注'),
};
