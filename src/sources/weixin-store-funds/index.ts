import { id, memo, money, required, text, time } from '../columns.ts';
import { directedAmount, walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';

const columns = {
  line_no: required(id('流水单号')),
  happened_at: required(time('记账时间')),
  entry_type: required(text('动账类型')),
  direction: required(text('收支类型')),
  amount: required(money('收支金额', '收支金额(元)')),
  balance: money('账户余额', '账户余额(元)'),
  order_no: id('关联订单号'),
  after_sale_no: id('关联售后单号'),
  withdrawal_no: id('关联提现单号'),
  policy_no: id('关联保单号'),
  memo: memo('详情'),
};

/** 微信小店 (视频号小店) 资金流水: every movement of the shop's account with its balance. */
export const weixinStoreFunds = {
  id: 'weixin-store-funds',
  channel: 'weixin-store',
  kind: 'statement_lines',
  title: { 'zh-CN': '微信小店资金流水', 'zh-TW': '微信小店收支明細', en: 'WeChat Store fund flow' },
  signature: { all: ['流水单号', '动账类型', '收支类型', '关联订单号'] },
  columns,
  identity: 'own',
  carries_numbers: true,
  normalize(values, context) {
    const { line_no, happened_at, entry_type, memo, order_no } = values;
    const amount_minor = directedAmount(values.amount, values.direction);
    if (amount_minor === null) return { code: 'unknown_sign', column: 'direction', value: '' };
    const transaction_no = values.after_sale_no ?? values.withdrawal_no ?? values.policy_no;
    const money = { amount_minor, fee_minor: 0n, balance_minor: values.balance };
    const cells = { line_no, happened_at, entry_type, memo, base_order_no: order_no, transaction_no };
    return { identity: line_no, fact: walletLine('weixin-store', null, cells, money, context) };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
