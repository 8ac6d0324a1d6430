import { feeRulesOf } from './rule.ts';

/** 快手账单: what a row brings, and what is taken of it for the platform and its promoters together. */
export const KUAISHOU_FEE_RULES = feeRulesOf('kuaishou', [
  ['kuaishou-settled', 'description', 'equals', '结算', 'sale'],
  ['kuaishou-refunded', 'description', 'equals', '退款', 'refund'],
  ['kuaishou-taken', 'description', 'equals', '扣费', 'split'],
]);
