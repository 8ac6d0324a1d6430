import { isStaged } from '../amounts.ts';
import { type CauseRule, linesOf } from '../view.ts';

/** A presale: deposit and balance arrive as receipts of their own, or the deposit is kept when the balance is never paid. */
export const presaleDeposit: CauseRule = {
  cause: 'presale_deposit',
  of: ['matched', 'in_transit'],
  holds: ({ key, amounts }) => {
    if (key.order === null || !isStaged(key.order)) return false;
    const receipts = linesOf(key, 'receipt');
    const isKept = key.order.status === 'cancelled' && amounts.due > 0n;
    return receipts.length > 1 || isKept || receipts.some((line) => line.link_rule === 'presale_deposit');
  },
  evidence: ({ key }) => linesOf(key, 'receipt'),
};
