import type { Component, Term } from '../model/component.ts';
import type { OrderStatus, WallTime } from '../model/facts.ts';
import type { Minor } from '../money/money.ts';

/** Where a fact stands: which batch, which row of it. */
export interface FactRef {
  readonly batch_id: bigint;
  readonly row_no: number;
}

/** What stands in no row of a file. */
export const NO_ROW: FactRef = { batch_id: 0n, row_no: 0 };

/** The order of a key, as the latest export tells it. */
export interface CaseOrder extends FactRef {
  readonly shop: string | null;
  readonly payment_no: string | null;
  readonly status: OrderStatus;
  readonly status_text: string;
  readonly created_at: WallTime | null;
  readonly paid_at: WallTime | null;
  readonly delivered_at: WallTime | null;
  readonly paid_minor: Minor;
  readonly shipping_minor: Minor | null;
  readonly refund_minor: Minor | null;
  readonly payout_minor: Minor | null;
  readonly subsidy_minor: Minor | null;
  readonly deposit_order_no: string | null;
  readonly stages: string | null;
  /** When the export was made, as far as known. */
  readonly as_of: WallTime | null;
}

/** A wallet line of a key. */
export interface CaseLine extends FactRef {
  readonly account_id: string;
  readonly line_no: string | null;
  readonly transaction_no: string | null;
  readonly happened_at: WallTime;
  readonly amount_minor: Minor;
  readonly fee_minor: Minor;
  /** What the fee within the line is for. */
  readonly fee_component: Component;
  readonly component: Component;
  readonly term: Term;
  /** How the line came to this key when it does not name the order itself. */
  readonly link_rule: string | null;
}

/** A refund case of a key that succeeded. */
export interface CaseRefund extends FactRef {
  readonly refund_no: string;
  readonly refund_minor: Minor;
  readonly stage: 'escrow' | 'after_sale' | null;
  readonly completed_at: WallTime | null;
}

/** An order row that could not be taken in because its number is damaged. */
export interface DamagedOrder extends FactRef {
  readonly damaged_no: string;
  /** Amounts that the wallet may have received for it: paid, payout, paid less refunds; those that are known. */
  readonly amounts_minor: readonly Minor[];
  /** Whether all of the number but its last digits is left: such a row hardly has a twin. */
  readonly is_nearly_whole: boolean;
}

/** Everything known about one match key: what diagnosis looks at. */
export interface KeyCase {
  readonly match_key: string;
  readonly order: CaseOrder | null;
  readonly lines: readonly CaseLine[];
  readonly refunds: readonly CaseRefund[];
  /** By how much a person corrected what was expected. */
  readonly adjusted_minor: Minor;
  /** Orders that a line's payment number could belong to, when more than one fits. */
  readonly candidates: readonly string[];
}

/** Whether the key names an order, or is a wallet line's own number because the line names none. */
export function namesOrder(matchKey: string): boolean {
  return !matchKey.startsWith('?');
}
