import { absolute } from '../../money/money.ts';
import { refundOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE } from './columns.ts';

/** The refunds that 快手账单 names, by 订单退款. They have no number: the order's stands for it. */
export const kuaishouSettlementRefunds = {
  id: 'kuaishou-settlement-refunds',
  channel: 'kuaishou',
  kind: 'refunds',
  title: {
    'zh-CN': '快手账单中的退款',
    'zh-TW': '快手帳單中的退款',
    en: 'Refunds in the Kuaishou settlement',
  },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  normalize({ order_no, article_no, refunded, settled_at }) {
    const refund_minor = absolute(refunded ?? 0n);
    if (refund_minor === 0n) return null;
    return {
      identity: [order_no, article_no, settled_at, refund_minor].join('|'),
      fact: refundOf({
        refund_no: order_no,
        order_no,
        status: 'succeeded',
        status_text: '',
        refund_minor,
        completed_at: settled_at,
      }),
    };
  },
} as const satisfies Source<'refunds', typeof columns>;
