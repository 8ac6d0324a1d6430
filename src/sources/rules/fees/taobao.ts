import { feeRulesOf } from './rule.ts';

/** 万相台 / 直通车: what moves the advertising account. */
export const TAOBAO_ADS_FEE_RULES = feeRulesOf('taobao-ads', [
  ['taobao-ads-top-up', 'entry_type', 'contains', '充值', 'advertising_top_up'],
  ['taobao-ads-transfer', 'entry_type', 'matches', '转[入出]|提现', 'advertising_top_up'],
  ['taobao-ads-spent', 'entry_type', 'matches', '消耗|扣款|退款|返还', 'advertising_fee'],
]);

/**
 * 保证金流水. What a deposit pays is told once more by the wallet that fills it up again, where it counts; every line here
 * is a move of the seller's own.
 */
export const TAOBAO_DEPOSIT_FEE_RULES = feeRulesOf('taobao-deposit', [
  ['taobao-deposit-line', 'any', 'matches', '^', 'security_deposit'],
]);
