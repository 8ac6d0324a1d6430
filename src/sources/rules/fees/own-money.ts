import type { FeeRule } from '../fee-rules.ts';
import { feeRulesOf } from './rule.ts';

/**
 * Lines of bank accounts and personal wallets. What a shop earns is told by the wallets that platforms settle into, with its
 * order and its fees, so these lines are moves of the seller's own until a rule of the book says otherwise.
 */
export const OWN_MONEY_FEE_RULES: readonly FeeRule[] = [
  ...feeRulesOf('bank', [['bank-line', 'any', 'matches', '^', 'own_money']]),
  ...feeRulesOf('personal', [['personal-line', 'any', 'matches', '^', 'own_money']]),
];
