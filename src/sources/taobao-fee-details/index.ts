import { id, money, required, text } from '../columns.ts';
import { chargeOf } from '../parts/charge.ts';
import type { Source } from '../source.ts';

const columns = {
  period: text('账期'),
  entry_type: required(text('业务大类')),
  description: text('业务小类'),
  taken: required(money('扣费金额')),
  order_no: id('交易主订单号'),
  order_line_no: id('交易子订单号'),
};

/** 千牛 平台费用明细: what the platform charges per order and kind of fee, month by month. */
export const taobaoFeeDetails = {
  id: 'taobao-fee-details',
  channel: 'taobao',
  kind: 'charges',
  title: { 'zh-CN': '千牛平台费用明细', 'zh-TW': '千牛平台費用明細', en: 'Qianniu fee details' },
  signature: { all: ['业务大类', '业务小类', '扣费金额'] },
  columns,
  identity: 'content',
  normalize({ taken, ...cells }) {
    return chargeOf({ ...cells, amount_minor: -taken });
  },
} as const satisfies Source<'charges', typeof columns>;
