import { id, memo, money, required, text, time } from '../columns.ts';
import type { Signature } from '../source.ts';

/** By what 费用明细 is known: it has no 结算状态. */
export const SIGNATURE: Signature = {
  all: ['订单编号', '费用名称'],
  any: [
    ['应结金额', '金额'],
    ['结算时间', '预计结算时间'],
    ['结算单类型', '结算主体', '业务单据编号'],
  ],
  none: ['结算状态', '费用项'],
};

/** The columns of 费用明细 that its tellings share. */
export const columns = {
  order_no: id('订单编号'),
  document_no: id('业务单据编号', '结算单号'),
  sku_no: id('商品编号'),
  item: required(text('费用名称')),
  amount: required(money('应结金额', '金额')),
  direction: text('费用分类', '收支方向'),
  charged_at: time('订单下单时间', '下单时间'),
  settled_at: time('结算时间'),
  settlement_no: id('商户订单号'),
  memo: memo('资金动账备注'),
};
