import type { Cause, ExceptionType, State } from '../src/model/result.ts';

/**
 * What is true of a simulated month. All amounts are whole minor units as JSON numbers (exact below 2^53). The signs
 * and the closing equation are those of the program's own JSON:
 * expected + discrepancy = received + fees + refunded + in transit + outside coverage.
 */
export interface Truth {
  readonly version: 1;
  readonly seed: number;
  readonly mode: SimulationMode;
  readonly orders_count: number;
  /** First and last day of the statements, `YYYY-MM-DD`. */
  readonly period: { readonly from: string; readonly to: string };
  readonly shops: readonly TruthShop[];
  readonly files: readonly TruthFile[];
  readonly equation: TruthEquation;
  /** One per key: every order that an export proves, every order that only a wallet names, and money that names none. */
  readonly states: Readonly<Record<State, number>>;
  readonly exceptions: readonly TruthException[];
  /** Keys in transit although the buyer confirmed: the money came after the month (cause `settlement_delay`). */
  readonly settlement_delays: readonly string[];
}

/** `usual`: the layouts of today with all exceptions; `hard`: every quirk; `plain`: clean files for measuring. */
export type SimulationMode = 'usual' | 'hard' | 'plain';

/** What was decided about one shop, and its equation. */
export interface TruthShop {
  readonly name: string;
  /** Order layout of formats.md §1.1. */
  readonly layout: 'a' | 'b' | 'c' | 'd' | 'e';
  /** Whether 打款商家金额 leaves out refunds after the sale (`net`) or not (`gross`); null if the layout lacks it. */
  readonly payout: 'net' | 'gross' | null;
  readonly commission_basis_points: number;
  readonly orders_count: number;
  readonly equation: TruthEquation;
}

/** One table of a generated file. */
export interface TruthFile {
  /** Path below the folder of files, with `/`. */
  readonly file: string;
  /** Member of a zip. */
  readonly member: string | null;
  readonly what:
    | 'orders'
    | 'order_lines'
    | 'refunds'
    | 'alipay_statement'
    | 'alipay_summary'
    | 'alipay_combined'
    | 'pooled_statement'
    | 'wechat_trades'
    | 'wechat_fund_flow';
  /** Rows that state facts, good and damaged. */
  readonly rows: number;
  readonly rows_damaged_repairable: number;
  readonly rows_damaged_lost: number;
  /** Statements only. */
  readonly money: TruthStatement | null;
}

/** The money of a statement file. Balances are null where the layout has none. */
export interface TruthStatement {
  readonly account_no: string | null;
  readonly from: string;
  readonly to: string;
  readonly opening_minor: number | null;
  readonly inflow_count: number;
  readonly inflow_minor: number;
  readonly outflow_count: number;
  /** Negative or zero. */
  readonly outflow_minor: number;
  readonly closing_minor: number | null;
}

/** The terms of the equation, summed. */
export interface TruthEquation {
  readonly expected_minor: number;
  readonly received_minor: number;
  readonly fees_minor: number;
  readonly refunded_minor: number;
  readonly in_transit_minor: number;
  readonly outside_coverage_minor: number;
  readonly discrepancy_minor: number;
  readonly closes: boolean;
}

/** A planted exception. `fee_variance` is inside the fees and not part of the equation's discrepancy. */
export interface TruthException {
  /** Null for money that names no order. */
  readonly order_no: string | null;
  readonly type: ExceptionType;
  readonly cause: Cause;
  readonly expected_minor: number;
  readonly actual_minor: number;
  readonly discrepancy_minor: number;
}

/** A line of `truth-orders.tsv`, in this order of columns. */
export const TRUTH_ORDER_COLUMNS = [
  'order_no',
  'state',
  'cause',
  'expected_minor',
  'received_minor',
  'fees_minor',
  'refunded_minor',
  'in_transit_minor',
  'outside_coverage_minor',
  'discrepancy_minor',
] as const;

/** What `simulate` made. Paths are absolute or relative as `out` was. */
export interface SimulationReport {
  readonly files_dir: string;
  readonly files: readonly string[];
  readonly truth_file: string;
  /** Truth per order; null beyond the size at which only counts and exceptions are kept. */
  readonly truth_orders_file: string | null;
  readonly orders_count: number;
  readonly wallet_lines_count: number;
}
