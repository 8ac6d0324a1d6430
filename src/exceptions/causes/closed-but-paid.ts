import type { CauseRule } from '../view.ts';

/** The order is closed (交易关闭), yet the wallet kept money for it. */
export const closedButPaid: CauseRule = {
  cause: 'closed_but_paid',
  of: ['status_mismatch'],
  holds: ({ key, amounts }) => key.order?.status === 'cancelled' && amounts.receipts > 0n,
  evidence: ({ key }) => key.refunds,
};
