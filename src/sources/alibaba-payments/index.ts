import { settledCharge } from '../alibaba-receipts/settled-charge.ts';
import { id, money, required, text, time } from '../columns.ts';
import type { Source } from '../source.ts';

const columns = {
  charge_no: required(id('账单编号')),
  settled: required(money('已付金额(元)')),
  entry_type: text('账单类型'),
  scene: text('场景类型'),
  detail: text('场景明细'),
  order_no: id('关联订单号'),
  memo: text('账单状态'),
  charged_at: time('账单创建时间'),
};

/** 1688 付款明细: what the platform lists as paid by the shop, item by item: refunds, fees, premiums. The money moves in Alipay. */
export const alibabaPayments = {
  id: 'alibaba-payments',
  channel: 'alibaba',
  kind: 'charges',
  title: { 'zh-CN': '1688 付款明细', 'zh-TW': '1688 付款明細', en: '1688 payments' },
  signature: { all: ['账单编号', '应付金额(元)', '已付金额(元)', '场景类型'] },
  columns,
  identity: 'own',
  normalize({ settled, ...cells }) {
    return settledCharge(cells, -settled);
  },
} as const satisfies Source<'charges', typeof columns>;
