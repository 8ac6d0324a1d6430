import { type CauseRule, linesOf } from '../view.ts';

/** A presale: deposit and balance arrive as receipts of their own, or the deposit is kept when the balance is never paid. */
export const presaleDeposit: CauseRule = {
  cause: 'presale_deposit',
  of: ['matched', 'in_transit'],
  holds: ({ key }) => {
    if (key.order === null) return false;
    const staged = key.order.stages !== null || key.order.deposit_order_no !== null;
    const receipts = linesOf(key, 'receipt');
    return staged && (receipts.length > 1 || receipts.some((line) => line.link_rule === 'presale_deposit'));
  },
  evidence: ({ key }) => linesOf(key, 'receipt'),
};
