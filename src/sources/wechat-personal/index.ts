import { personalPreamble } from '../alipay-personal/account.ts';
import { personalLine } from '../alipay-personal/line.ts';
import { id, memo, money, required, text, time } from '../columns.ts';
import { isNote } from '../parts/notes.ts';
import type { Source } from '../source.ts';

const columns = {
  happened_at: required(time('交易时间')),
  entry_type: text('交易类型'),
  side: text('收/支'),
  amount: required(money('金额(元)', '金额')),
  status: text('当前状态'),
  transaction_no: id('交易单号'),
  merchant_order_no: id('商户单号'),
  memo: memo('备注'),
};

/** 微信支付账单明细 of a person, csv or xlsx. */
export const wechatPersonal = {
  id: 'wechat-personal',
  channel: 'personal-wechat',
  kind: 'statement_lines',
  title: { 'zh-CN': '个人微信支付账单', 'zh-TW': '個人微信支付帳單', en: 'personal WeChat Pay list' },
  signature: { all: ['交易单号', '商户单号', '收/支', '当前状态', '交易类型'] },
  columns,
  identity: 'content',
  preamble: personalPreamble,
  footer: (cells) => (isNote(cells) ? { totals: [] } : null),
  normalize: (values, context) => personalLine('personal-wechat', values, context),
} as const satisfies Source<'statement_lines', typeof columns>;
