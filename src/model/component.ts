/**
 * What a money line is for. Each component belongs to one term of the equation
 * `expected + discrepancy = received + fees + refunded + in transit + outside coverage`.
 */
export const COMPONENT_TERMS = {
  sale: 'receipt',
  subsidy: 'receipt',
  refund: 'refund',
  commission: 'fee',
  platform_service_fee: 'fee',
  /** Fees of programmes that the shop takes part in (聚划算, 消费者体验提升计划, 淘金币 …), each with terms of its own. */
  programme_fee: 'fee',
  affiliate_commission: 'fee',
  points: 'fee',
  instalment_fee: 'fee',
  card_fee: 'fee',
  processing_fee: 'fee',
  return_shipping_insurance: 'fee',
  marketing_fee: 'fee',
  logistics_fee: 'fee',
  cross_border_fee: 'fee',
  compensation: 'fee',
  donation: 'fee',
  split: 'fee',
  coupon: 'fee',
  advertising_fee: 'fee',
  /** What the seller bought with the wallet (交易付款-消费付款): a cost, tied to no order of the shop. */
  purchase: 'fee',
  /** The rest of a key that a person named a fee. */
  adjustment: 'fee',
  withdrawal: 'own_account',
  top_up: 'own_account',
  own_transfer: 'own_account',
  security_deposit: 'own_account',
  advertising_top_up: 'own_account',
  loan: 'own_account',
  /** A line of a bank account or a personal wallet: money before it reaches the shop's wallets, or after it has left them. */
  own_money: 'own_account',
  unclassified: 'fee',
} as const satisfies Record<string, Term>;

/** A term of the equation, or `own_account` for moves between the seller's own accounts, which are in none. */
export type Term = 'receipt' | 'refund' | 'fee' | 'own_account';

export type Component = keyof typeof COMPONENT_TERMS;

/** All components, in the order in which reports list them. */
export const COMPONENTS = Object.keys(COMPONENT_TERMS) as Component[];

/** The term of the equation that a component belongs to. */
export function termOf(component: Component): Term {
  return COMPONENT_TERMS[component];
}

/** Fees whose rate is audited order by order. */
export const AUDITED_COMPONENTS = [
  'commission',
  'platform_service_fee',
  'points',
  'processing_fee',
] as const satisfies readonly Component[];
export type AuditedComponent = (typeof AUDITED_COMPONENTS)[number];
