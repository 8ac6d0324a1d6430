/** State of a match key after a run. */
export const STATES = [
  'matched',
  'in_transit',
  'outside_coverage',
  'not_due',
  'exception',
  'ambiguous',
] as const;
export type State = (typeof STATES)[number];

/** What is seen. */
export const EXCEPTION_TYPES = [
  'missing_receipt',
  'missing_order',
  'amount_short',
  'amount_over',
  'duplicate_receipt',
  'missing_refund',
  'unexpected_refund',
  'status_mismatch',
  'fee_variance',
] as const;
export type ExceptionType = (typeof EXCEPTION_TYPES)[number];

/** Why it is so. `platform_subsidy`, `presale_deposit`, `sub_order`, `settlement_delay` and `rounding` explain; they raise no exception. */
export const CAUSES = [
  'partial_refund',
  'closed_but_paid',
  'platform_subsidy',
  'presale_deposit',
  'sub_order',
  'commission_rate',
  'settlement_delay',
  'damaged_id',
  'order_outside_export',
  'rounding',
  'unexplained',
] as const;
export type Cause = (typeof CAUSES)[number];

/** A row of a file that shows something. `sheet` is null for text files. `row` counts from 1, as a spreadsheet shows it. */
export interface Evidence {
  file: string;
  sheet: string | null;
  row: number;
}
