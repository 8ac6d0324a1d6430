import { id, memo, money, required, text, time } from '../columns.ts';
import { twoColumnAmount, walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';
import { pddFooter, pddPreamble } from './preamble.ts';

const columns = {
  order_no: id('商户订单号'),
  happened_at: required(time('发生时间')),
  inflow: money('收入金额(+元)'),
  outflow: money('支出金额(-元)'),
  entry_type: required(text('账务类型')),
  memo: memo('备注'),
  description: text('业务描述'),
};

/** 拼多多店铺账务明细: every line of the shop's account. Lines have no number: two that are equal are two. */
export const pddStatement = {
  id: 'pdd-statement',
  channel: 'pdd',
  kind: 'statement_lines',
  title: { 'zh-CN': '拼多多账务明细', 'zh-TW': '拼多多帳務明細', en: 'Pinduoduo statement' },
  signature: {
    all: ['商户订单号', '发生时间', '收入金额(+元)', '支出金额(-元)', '账务类型'],
    none: ['账务流水号', '支付宝流水号'],
  },
  columns,
  identity: 'content',
  rank: 0,
  preamble: pddPreamble,
  footer: (cells) => pddFooter(cells, { inflow: 'inflow', outflow: 'outflow', net: 'net' }),
  normalize(values, context) {
    const amount_minor = twoColumnAmount(values.inflow, values.outflow);
    if (amount_minor === null) return { code: 'missing_value', column: 'inflow', value: '' };
    const { order_no, happened_at, entry_type, description } = values;
    const cells = { ...values, base_order_no: order_no, transaction_no: null };
    const money = { amount_minor, fee_minor: 0n, balance_minor: null };
    return {
      identity: [order_no, happened_at, amount_minor, entry_type, description, values.memo].join('|'),
      fact: walletLine('pdd', null, cells, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
