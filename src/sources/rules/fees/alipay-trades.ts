import type { FeeRule } from '../fee-rules.ts';

/** 支付宝业务明细: payments. Its refunds are of the type 退款, which other Alipay files have too. */
export const ALIPAY_TRADES_FEE_RULES: readonly FeeRule[] = [
  {
    id: 'alipay-trade',
    channel: 'alipay',
    test: { field: 'entry_type', how: 'equals', value: '交易' },
    component: 'sale',
  },
];
