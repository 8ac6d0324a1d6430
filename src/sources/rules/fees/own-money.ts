import type { FeeRule } from '../fee-rules.ts';

/**
 * Lines of bank accounts and personal wallets. What a shop earns is told by the wallets that platforms settle into, with its
 * order and its fees, so these lines are moves of the seller's own until a rule of the book says otherwise.
 */
export const OWN_MONEY_FEE_RULES: readonly FeeRule[] = [
  {
    id: 'bank-line',
    channel: 'bank',
    test: { field: 'any', how: 'matches', value: '^' },
    component: 'own_money',
  },
  {
    id: 'personal-line',
    channel: 'personal',
    test: { field: 'any', how: 'matches', value: '^' },
    component: 'own_money',
  },
];
