import { id, memo, money, required, text, time } from '../columns.ts';
import type { Signature } from '../source.ts';

/** By what 京东结算明细 is known. */
export const SIGNATURE: Signature = { all: ['订单编号', '费用项', '金额', '钱包结算备注'] };

/** The columns of 京东结算明细 in both forms: the daily file (日账单) and the sheet 结算表. */
export const columns = {
  order_no: id('订单编号'),
  document_no: id('单据编号'),
  document_type: text('单据类型'),
  sku_no: id('商品编号'),
  settlement_no: id('商户订单号'),
  settled_at: required(time('费用结算时间')),
  item: required(text('费用项')),
  amount: required(money('金额')),
  memo: memo('钱包结算备注'),
  direction: text('收支方向'),
};
