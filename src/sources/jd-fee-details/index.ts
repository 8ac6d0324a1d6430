import { settledLine } from '../jd-settlement/line.ts';
import type { Source } from '../source.ts';
import { jdFeeDetailCharges } from './charges.ts';
import { columns, SIGNATURE } from './columns.ts';
import { jdFeeDetailRefunds } from './refunds.ts';

/** 费用明细 of 京东对账中心 since 2026-08. A row with 结算时间 is money that moved; without it, it is yet to come. */
export const jdFeeDetails = {
  id: 'jd-fee-details',
  channel: 'jd',
  kind: 'statement_lines',
  title: { 'zh-CN': '京东费用明细', 'zh-TW': '京東費用明細', en: 'JD fee details' },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  rank: 2,
  also: [jdFeeDetailCharges, jdFeeDetailRefunds],
  normalize(values, context) {
    const { settled_at } = values;
    return settled_at === null ? null : settledLine(values, settled_at, context);
  },
} as const satisfies Source<'statement_lines', typeof columns>;
