import { id, memo, money, required, text, time } from '../columns.ts';
import { isNote } from '../parts/notes.ts';
import type { Source } from '../source.ts';
import { personalPreamble } from './account.ts';
import { personalLine } from './line.ts';

const columns = {
  paid_at: time('交易时间', '付款时间'),
  created_at: time('交易创建时间'),
  entry_type: text('交易分类', '类型'),
  side: text('收/支'),
  amount: required(money('金额', '金额(元)')),
  status: text('交易状态'),
  transaction_no: id('交易订单号', '交易号'),
  merchant_order_no: id('商家订单号'),
  memo: memo('备注'),
};

/** 个人支付宝的交易明细, as the app sends it (支付宝交易明细) and as the web page gave it (alipay_record). */
export const alipayPersonal = {
  id: 'alipay-personal',
  channel: 'personal-alipay',
  kind: 'statement_lines',
  title: { 'zh-CN': '个人支付宝交易明细', 'zh-TW': '個人支付寶交易明細', en: 'personal Alipay list' },
  signature: {
    all: ['商家订单号', '收/支', '交易状态', '交易对方'],
    any: [
      ['交易订单号', '交易号'],
      ['交易时间', '付款时间'],
    ],
  },
  columns,
  identity: 'content',
  preamble: personalPreamble,
  footer: (cells) => (isNote(cells) ? { totals: [] } : null),
  normalize(values, context) {
    const happened_at = values.paid_at ?? values.created_at;
    if (happened_at === null) return { code: 'missing_value', column: 'paid_at', value: '' };
    return personalLine('personal-alipay', { ...values, happened_at }, context);
  },
} as const satisfies Source<'statement_lines', typeof columns>;
