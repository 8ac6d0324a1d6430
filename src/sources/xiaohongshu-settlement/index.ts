import { id, money, required, text, time } from '../columns.ts';
import { chargeOf } from '../parts/charge.ts';
import type { Source } from '../source.ts';

const columns = {
  order_no: required(id('订单号')),
  case_no: id('售后单号'),
  entry_type: required(text('交易类型')),
  charged_at: time('结算时间'),
  moved: money('动账金额'),
  paid: required(money('商品实付/实退')),
  commission: money('佣金总额'),
  description: text('商品名称'),
  memo: text('备注'),
};

/** 小红书商品结算明细: what was settled for an order, or taken back for its return. Its orders have no amounts. */
export const xiaohongshuSettlement = {
  id: 'xiaohongshu-settlement',
  channel: 'xiaohongshu',
  kind: 'charges',
  title: { 'zh-CN': '小红书商品结算明细', 'zh-TW': '小紅書商品結算明細', en: 'Xiaohongshu settlement' },
  signature: { all: ['订单号', '交易类型', '商品实付/实退'] },
  columns,
  identity: 'content',
  normalize({ moved, paid, commission, case_no, ...cells }) {
    const amount_minor = moved ?? paid + (commission ?? 0n);
    return chargeOf({ ...cells, transaction_no: case_no, amount_minor });
  },
} as const satisfies Source<'charges', typeof columns>;
