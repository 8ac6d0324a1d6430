import { walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';
import { movedBy } from './amount.ts';
import { columns, SIGNATURE } from './columns.ts';
import { FEES, feesWithin, sumOfParts } from './parts.ts';
import { douyinFundRefunds } from './refunds.ts';

/** 抖店资金明细: every movement of a shop's money, with what it is made of, in the layouts of 34 to 46 columns. */
export const douyinFunds = {
  id: 'douyin-funds',
  channel: 'douyin',
  kind: 'statement_lines',
  title: { 'zh-CN': '抖店资金明细', 'zh-TW': '抖店收支明細', en: 'Douyin fund flow' },
  signature: SIGNATURE,
  columns,
  identity: 'own',
  rank: 0,
  also: [douyinFundRefunds],
  normalize(values, context) {
    const { line_no, order_no, order_line_no, happened_at, entry_type, description, memo } = values;
    const moved = movedBy(values);
    if (typeof moved !== 'bigint') return moved;
    const fee_minor = -sumOfParts(values, FEES);
    const base_order_no = order_line_no ?? order_no;
    const cells = {
      line_no,
      happened_at,
      entry_type,
      description: [description, feesWithin(values)]
        .filter((words) => words !== '-' && words !== null)
        .join(' '),
      memo,
      base_order_no,
      transaction_no: values.after_sale_no,
    };
    const money = { amount_minor: moved + fee_minor, fee_minor, balance_minor: null };
    const identity = [line_no, base_order_no, entry_type].join('|');
    return { identity, fact: walletLine('douyin', null, cells, money, context) };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
