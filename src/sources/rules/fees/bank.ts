import type { FeeRule } from '../fee-rules.ts';

/**
 * Lines of bank accounts. Money that reaches a bank has left the wallets already, where its order and its fees were told,
 * so a bank line is a move of the seller's own until a rule of the book says otherwise.
 */
export const BANK_FEE_RULES: readonly FeeRule[] = [
  {
    id: 'bank-line',
    channel: 'bank',
    test: { field: 'any', how: 'matches', value: '^' },
    component: 'bank_movement',
  },
];
