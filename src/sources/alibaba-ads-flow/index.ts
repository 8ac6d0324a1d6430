import { memo, money, required, text, time } from '../columns.ts';
import { twoColumnAmount, walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';

const columns = {
  happened_at: required(time('日期')),
  entry_type: required(text('类型')),
  outflow: money('支出'),
  inflow: money('收入'),
  memo: memo('说明'),
};

/** 1688 推广流水: the advertising account of a 1688 shop. */
export const alibabaAdsFlow = {
  id: 'alibaba-ads-flow',
  channel: 'alibaba-ads',
  kind: 'statement_lines',
  title: { 'zh-CN': '1688 推广流水', 'zh-TW': '1688 推廣收支明細', en: '1688 advertising account' },
  signature: {
    all: ['日期', '类型', '支出', '收入', '说明'],
    none: ['余额', '账户余额', '交易类型', '收支类型', '摘要'],
  },
  columns,
  identity: 'content',
  normalize(values, context) {
    const { happened_at, entry_type, memo } = values;
    const amount_minor = twoColumnAmount(values.inflow, values.outflow);
    if (amount_minor === null) return { code: 'missing_value', column: 'outflow', value: '' };
    const money = { amount_minor, fee_minor: 0n, balance_minor: null };
    const cells = { happened_at, entry_type, memo, transaction_no: null };
    return {
      identity: [happened_at, entry_type, amount_minor, memo].join('|'),
      fact: walletLine('alibaba-ads', null, cells, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
