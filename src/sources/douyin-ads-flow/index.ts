import { memo, money, required, text, time } from '../columns.ts';
import { walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';

const columns = {
  happened_at: required(time('交易时间')),
  account_no: text('账户信息'),
  spent: required(money('消耗金额')),
  money_from: text('资金来源'),
  money_type: text('资金类型'),
  entry_type: text('消耗来源'),
  memo: memo('资金详情信息'),
};

/** 千川 消耗明细: what advertising took from the Qianchuan account. */
export const douyinAdsFlow = {
  id: 'douyin-ads-flow',
  channel: 'qianchuan',
  kind: 'statement_lines',
  title: { 'zh-CN': '千川消耗明细', 'zh-TW': '千川消耗明細', en: 'Qianchuan advertising account' },
  signature: { all: ['交易时间', '消耗金额', '资金类型', '消耗来源'] },
  columns,
  identity: 'content',
  normalize(values, context) {
    const { happened_at, account_no, spent, money_from, money_type, entry_type, memo } = values;
    const description = [money_from, money_type].filter((words) => words !== null).join(' ');
    const money = { amount_minor: -spent, fee_minor: 0n, balance_minor: null };
    const cells = { happened_at, entry_type, description, memo, transaction_no: null };
    return {
      identity: [happened_at, account_no, spent, description, entry_type, memo].join('|'),
      fact: walletLine('qianchuan', account_no, cells, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
