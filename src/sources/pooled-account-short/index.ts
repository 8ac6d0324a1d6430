import { id, money, required, text, time } from '../columns.ts';
import { pooledLine } from '../pooled-account/line.ts';
import type { Source } from '../source.ts';

const columns = {
  happened_at: required(time('入账时间')),
  transaction_no: id('支付流水号'),
  base_order_no: id('淘宝订单编号'),
  entry_type: text('入账类型'),
  inflow: money('收入金额(元)'),
  outflow: money('支出金额', '支出金额(元)'),
  description: text('业务描述'),
  memo: text('备注'),
};

/** 千牛 聚合账户 明细 of 8 columns. Where the 14-column export tells the same day, that one counts. */
export const pooledAccountShort = {
  id: 'pooled-account-short',
  channel: 'alipay-pooled',
  kind: 'statement_lines',
  title: {
    'zh-CN': '千牛聚合账户明细（简版）',
    'zh-TW': '千牛聚合帳戶明細（簡版）',
    en: 'Qianniu pooled account, short',
  },
  signature: {
    all: ['支付流水号', '淘宝订单编号', '入账类型', '收入金额(元)'],
    any: [['支出金额', '支出金额(元)']],
    none: ['入账日期'],
  },
  columns,
  identity: 'content',
  rank: 1,
  normalize(values, context) {
    return pooledLine(null, values, context);
  },
} as const satisfies Source<'statement_lines', typeof columns>;
