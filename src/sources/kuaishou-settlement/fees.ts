import { absolute } from '../../money/money.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE } from './columns.ts';
import { settlementLine } from './line.ts';

/** What 快手账单 takes from an order for the platform and its promoters: 合计支出 without what went back to the buyer. */
export const kuaishouSettlementFees = {
  id: 'kuaishou-settlement-fees',
  channel: 'kuaishou',
  kind: 'statement_lines',
  title: { 'zh-CN': '快手账单中的扣费', 'zh-TW': '快手帳單中的扣費', en: 'Fees in the Kuaishou settlement' },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  normalize(values, context) {
    const { taken, refunded, returned } = values;
    const fees = absolute(taken) - absolute(refunded ?? 0n) - absolute(returned ?? 0n);
    return fees === 0n ? null : settlementLine(values, '扣费', -fees, context);
  },
} as const satisfies Source<'statement_lines', typeof columns>;
