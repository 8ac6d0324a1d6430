import type { CauseRule } from '../view.ts';

/** Nothing that the files know explains it: a person has to ask. */
export const unexplained: CauseRule = {
  cause: 'unexplained',
  of: [
    'missing_receipt',
    'missing_order',
    'amount_short',
    'amount_over',
    'duplicate_receipt',
    'missing_refund',
    'unexpected_refund',
    'status_mismatch',
    'fee_variance',
  ],
  holds: () => true,
  evidence: ({ key }) => key.refunds,
};
