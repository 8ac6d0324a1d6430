import type { CauseRule } from '../view.ts';

/** A fee was taken at another rate than the one that the shop pays; the fee audit finds the rate. */
export const commissionRate: CauseRule = {
  cause: 'commission_rate',
  of: ['fee_variance'],
  holds: () => true,
  evidence: () => [],
};
