import { absolute } from '../../money/money.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE } from './columns.ts';
import { kuaishouSettlementFees } from './fees.ts';
import { settlementLine } from './line.ts';
import { kuaishouSettlementRefunds } from './refunds.ts';

/** 快手账单: a row per settled order with what came in and what was taken; the row is a receipt, and a fee. */
export const kuaishouSettlement = {
  id: 'kuaishou-settlement',
  channel: 'kuaishou',
  kind: 'statement_lines',
  title: { 'zh-CN': '快手账单', 'zh-TW': '快手帳單', en: 'Kuaishou settlement' },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  also: [kuaishouSettlementFees, kuaishouSettlementRefunds],
  normalize(values, context) {
    const { income, taken, settled, refunded, returned } = values;
    if (settled !== null && income - absolute(taken) !== settled)
      return { code: 'parts_differ', column: 'settled', value: '' };
    const received = income - absolute(refunded ?? 0n) - absolute(returned ?? 0n);
    return settlementLine(values, received < 0n ? '退款' : '结算', received, context);
  },
} as const satisfies Source<'statement_lines', typeof columns>;
