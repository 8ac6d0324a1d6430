import { id, money, required, text, time } from '../columns.ts';
import type { Source } from '../source.ts';
import { settledCharge } from './settled-charge.ts';

const columns = {
  charge_no: required(id('账单编号')),
  settled: required(money('已收金额(元)')),
  entry_type: text('账单类型'),
  scene: text('场景类型'),
  detail: text('场景明细'),
  order_no: id('关联订单号'),
  memo: text('账单状态'),
  charged_at: time('账单创建时间'),
};

/** 1688 收款明细: what the platform lists as received by the shop, item by item. The money itself moves in Alipay. */
export const alibabaReceipts = {
  id: 'alibaba-receipts',
  channel: 'alibaba',
  kind: 'charges',
  title: { 'zh-CN': '1688 收款明细', 'zh-TW': '1688 收款明細', en: '1688 receipts' },
  signature: { all: ['账单编号', '应收金额(元)', '已收金额(元)', '场景类型'] },
  columns,
  identity: 'own',
  normalize({ settled, ...cells }) {
    return settledCharge(cells, settled);
  },
} as const satisfies Source<'charges', typeof columns>;
