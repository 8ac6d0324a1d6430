import { feeRulesOf } from './rule.ts';

/** 支付宝业务明细: payments. Its refunds are of the type 退款, which other Alipay files have too. */
export const ALIPAY_TRADES_FEE_RULES = feeRulesOf('alipay', [
  ['alipay-trade', 'entry_type', 'equals', '交易', 'sale'],
]);
