import type { Minor } from '../money/money.ts';
import type { Component } from './component.ts';
import type { WallTime } from './facts.ts';
import type { RecordEvent } from './records.ts';
import type { Cause, Evidence, ExceptionType, State } from './result.ts';

/** `expected + discrepancy = received + fees + refunded + in_transit + outside_coverage`, for a set of keys. */
export interface Equation {
  expected_minor: Minor;
  /** Net cash that order lines brought to the wallets: receipts − refunds − fees. */
  received_minor: Minor;
  /** Positive = cost. */
  fees_minor: Minor;
  /** Refunds in escrow and refunds from the wallet. */
  refunded_minor: Minor;
  in_transit_minor: Minor;
  outside_coverage_minor: Minor;
  /** Sum of the named exceptions, fee variances left out: they lie inside the fees. */
  discrepancy_minor: Minor;
  /** Computed from the terms, never assumed. */
  closes: boolean;
}

/** Money of one wallet or bank account over the run, each line counted once. */
export interface WalletSummary {
  account_id: string;
  from_at: WallTime | null;
  to_at: WallTime | null;
  opening_minor: Minor | null;
  closing_minor: Minor | null;
  inflow_minor: Minor;
  outflow_minor: Minor;
  /** Net of the lines that name an order. */
  order_net_minor: Minor;
  /** Net of moves between the seller's own accounts (提现, 余利宝, 保证金, ad top-ups). */
  own_account_minor: Minor;
  /** Net of fees that name no order. */
  other_fees_minor: Minor;
  /** Net of lines that nothing explains. */
  unidentified_minor: Minor;
}

/** What a fee rate of the shop was found or given to be. */
export interface FeeRate {
  shop: string | null;
  component: Component;
  /** Hundredths of a percent. */
  basis_points: number;
  given: boolean;
  orders_differing: number;
}

/** The result of a run, without the rows. */
export interface RunSummary {
  book: string;
  run_id: bigint;
  period: { from: string | null; to: string | null };
  ran_at: WallTime;
  equation: Equation;
  by_shop: readonly { shop: string | null; equation: Equation }[];
  wallets: readonly WalletSummary[];
  fee_rates: readonly FeeRate[];
  /** Fees by component, positive = cost. */
  fees: readonly { component: Component; minor: Minor; lines: number }[];
  states: Readonly<Record<State, number>>;
  exceptions: readonly { type: ExceptionType; cause: Cause; count: number; discrepancy_minor: Minor }[];
  /** Subjects that no fee rule knows. */
  unknown_subjects: readonly { subject: string; lines: number; minor: Minor }[];
}

/** One exception with its evidence and the parts of its sentence. */
export interface ExceptionRecord {
  match_key: string;
  order_no: string | null;
  type: ExceptionType;
  cause: Cause;
  /** The fee's component for a fee variance, else `sale` or `refund`. */
  component: Component;
  shop: string | null;
  account_id: string | null;
  happened_at: WallTime | null;
  expected_minor: Minor;
  actual_minor: Minor;
  discrepancy_minor: Minor;
  evidence: readonly Evidence[];
  /** Code and values of the sentence; `exceptionSays` renders it. */
  explanation: { code: string; values: Readonly<Record<string, string>> };
}

/** A key that is due later. */
export interface InTransitRecord {
  order_no: string;
  shop: string | null;
  status: string;
  paid_at: WallTime | null;
  expected_on: string | null;
  in_transit_minor: Minor;
  cause: Cause | null;
}

/** A wallet line that names no known order. */
export interface UnmatchedLineRecord {
  evidence: Evidence;
  account_id: string;
  line_no: string | null;
  happened_at: WallTime;
  amount_minor: Minor;
  component: Component;
  entry_type: string;
  description: string;
  memo: string;
}

/** One thing that is known about an order, with where it stands. */
export interface StoryEvent {
  at: WallTime | null;
  what: 'order' | 'order_line' | 'refund' | 'statement_line' | 'decision' | 'transfer' | RecordEvent;
  evidence: Evidence | null;
  /** False for an earlier version of a fact that a later export updated. */
  live: boolean;
  component: Component | null;
  amount_minor: Minor | null;
  /** Named values of the fact, for display. */
  details: Readonly<Record<string, string>>;
  /** The row's cells by header as in the file, when asked for; what tells who the buyer is, is masked. */
  cells?: Readonly<Record<string, string>>;
}

/** Everything known about one order, in order of time, and the result of the last run. */
export interface OrderStory {
  order_no: string;
  state: State | null;
  cause: Cause | null;
  equation: Equation | null;
  events: readonly StoryEvent[];
  exceptions: readonly ExceptionRecord[];
}
