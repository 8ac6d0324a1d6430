import { id, memo, money, required, text, time } from '../columns.ts';
import { twoColumnAmount, walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';
import { alipayFooter, alipayPreamble } from './preamble.ts';

const columns = {
  line_no: required(id('账务流水号')),
  happened_at: required(time('发生时间')),
  inflow: money('收入金额(+元)', '收入金额'),
  outflow: money('支出金额(-元)', '支出金额'),
  balance: money('账户余额(元)', '账户余额'),
  transaction_no: id('业务流水号'),
  merchant_order_no: id('商户订单号'),
  title: memo('商品名称'),
  entry_type: text('业务类型'),
  memo: memo('备注'),
  description: text('业务描述'),
  base_order_no: id('业务基础订单号'),
};

/** 支付宝账务明细 of 12 or 16 columns in any order, as downloaded from b.alipay.com. */
export const alipayStatement = {
  id: 'alipay-statement',
  channel: 'alipay',
  kind: 'statement_lines',
  title: { 'zh-CN': '支付宝账务明细', 'zh-TW': '支付寶帳務明細', en: 'Alipay statement' },
  signature: {
    all: ['账务流水号'],
    any: [
      ['收入金额(+元)', '收入金额'],
      ['支出金额(-元)', '支出金额'],
      ['账户余额(元)', '账户余额'],
    ],
  },
  columns,
  identity: 'own',
  carries_numbers: true,
  rank: 0,
  preamble: alipayPreamble,
  footer: alipayFooter,
  normalize(values, context) {
    const amount_minor = twoColumnAmount(values.inflow, values.outflow);
    if (amount_minor === null) return { code: 'missing_value', column: 'inflow', value: '' };
    const account_no = context.preamble.account_no ?? null;
    const money = { amount_minor, fee_minor: 0n, balance_minor: values.balance };
    return {
      identity: values.line_no,
      fact: walletLine('alipay', account_no, values, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
