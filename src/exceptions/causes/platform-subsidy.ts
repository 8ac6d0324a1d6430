import type { CauseRule } from '../view.ts';

/** The platform pays part of the price on the buyer's behalf: more is due than the buyer paid, and it came. */
export const platformSubsidy: CauseRule = {
  cause: 'platform_subsidy',
  of: ['matched'],
  holds: ({ amounts }) => amounts.expected > amounts.paid,
  evidence: ({ key }) => (key.order === null ? [] : [key.order]),
};
