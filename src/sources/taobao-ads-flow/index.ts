import { memo, money, required, text, time } from '../columns.ts';
import { directedAmount, walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';

const columns = {
  happened_at: required(time('记账时间')),
  direction: required(text('收支类型')),
  entry_type: required(text('交易类型')),
  amount: required(money('操作金额(元)')),
  balance: money('操作后余额(元)'),
  memo: memo('备注'),
};

/** 万相台 / 直通车 财务明细: the advertising account, topped up from the wallet and spent day by day. */
export const taobaoAdsFlow = {
  id: 'taobao-ads-flow',
  channel: 'taobao-ads',
  kind: 'statement_lines',
  title: { 'zh-CN': '万相台/直通车流水', 'zh-TW': '萬相台/直通車收支明細', en: 'Taobao advertising account' },
  signature: { all: ['记账时间', '收支类型', '交易类型', '操作金额(元)', '操作后余额(元)'] },
  columns,
  identity: 'content',
  normalize(values, context) {
    const amount_minor = directedAmount(values.amount, values.direction);
    if (amount_minor === null) return { code: 'unknown_sign', column: 'direction', value: '' };
    const { happened_at, entry_type, balance, memo } = values;
    const money = { amount_minor, fee_minor: 0n, balance_minor: balance };
    const cells = { happened_at, entry_type, memo, transaction_no: null };
    return {
      identity: [happened_at, entry_type, amount_minor, balance, memo].join('|'),
      fact: walletLine('taobao-ads', null, cells, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
