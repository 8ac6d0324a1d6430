import { id, memo, money, required, text, time } from '../columns.ts';
import { directedAmount, walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';

const columns = {
  happened_at: required(time('记账时间')),
  direction: required(text('收支类型')),
  entry_type: required(text('交易类型')),
  amount: required(money('操作金额')),
  balance: money('结余'),
  transaction_no: id('业务单号'),
  memo: memo('备注'),
};

/** 京准通账户流水: the advertising account, topped up from the wallet and spent day by day. */
export const jdAdsFlow = {
  id: 'jd-ads-flow',
  channel: 'jd-ads',
  kind: 'statement_lines',
  title: { 'zh-CN': '京准通账户流水', 'zh-TW': '京準通帳戶收支明細', en: 'JD advertising account' },
  signature: { all: ['记账时间', '收支类型', '交易类型', '操作金额', '结余'] },
  columns,
  identity: 'content',
  normalize(values, context) {
    const amount_minor = directedAmount(values.amount, values.direction);
    if (amount_minor === null) return { code: 'unknown_sign', column: 'direction', value: '' };
    const { happened_at, transaction_no, entry_type, balance, memo } = values;
    const money = { amount_minor, fee_minor: 0n, balance_minor: balance };
    const cells = { happened_at, transaction_no, entry_type, memo };
    return {
      identity: [happened_at, transaction_no, entry_type, amount_minor, balance, memo].join('|'),
      fact: walletLine('jd-ads', null, cells, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
