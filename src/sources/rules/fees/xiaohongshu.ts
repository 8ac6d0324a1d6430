import type { FeeRule } from '../fee-rules.ts';

/** 小红书商品结算明细, by 交易类型: what is taken of a line for the platform and its promoters is one sum within it. */
export const XIAOHONGSHU_FEE_RULES: readonly FeeRule[] = [
  {
    id: 'xiaohongshu-settled',
    channel: 'xiaohongshu',
    test: { field: 'entry_type', how: 'equals', value: '结算入账' },
    component: 'sale',
    within: 'split',
  },
  {
    id: 'xiaohongshu-refunded',
    channel: 'xiaohongshu',
    test: { field: 'entry_type', how: 'equals', value: '退款' },
    component: 'refund',
    within: 'split',
  },
];
