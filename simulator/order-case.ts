import type { Cause, ExceptionType, State } from '../src/model/result.ts';
import type { PlantedKind } from './planting.ts';
import type { WallSeconds } from './wall-clock.ts';

/** What a wallet line of an order is. The numbers are stored with the line while it waits to be sorted. */
export const LINE = {
  receipt: 0,
  deposit: 1,
  depositElsewhere: 2,
  subsidy: 3,
  receiptByPayment: 4,
  refund: 5,
  refundFromDeposit: 6,
  commission: 7,
  commissionOfLine: 8,
  commissionBack: 9,
  baseFee: 10,
  baseFeeByPayment: 11,
  points: 12,
  pointsBack: 13,
  affiliate: 14,
  affiliateBack: 15,
  instalment: 16,
  freightInsurance: 17,
  experience: 18,
  donation: 19,
  merchantFee: 20,
  withdrawal: 21,
  fundIn: 22,
  fundOut: 23,
  securityDeposit: 24,
  advertisingTopUp: 25,
  loan: 26,
  loanRepaid: 27,
  stranger: 28,
} as const;
export type LineKind = (typeof LINE)[keyof typeof LINE];

/** Lines from here on are fees of an order, up to {@link LINE.withdrawal}. */
export const FIRST_FEE: number = LINE.commission;
export const FIRST_OWN: number = LINE.withdrawal;

/** A line of a wallet before it is written. */
export interface WalletLine {
  at: WallSeconds;
  /** Signed, inflow positive. */
  amount: number;
  kind: LineKind;
}

/** A refund case of the platform. */
export interface RefundCase {
  amount: number;
  stage: 'escrow' | 'after_sale';
  outcome: 'succeeded' | 'closed' | 'pending';
  requestedAt: WallSeconds;
  /** Null while pending. */
  completedAt: WallSeconds | null;
  /** Known to the refund export only: the order export was made before. */
  hiddenFromOrder: boolean;
  /** The export names the sub-order. */
  namesLine: boolean;
  full: boolean;
}

/** One item of an order. */
export interface OrderItem {
  title: string;
  price: number;
  quantity: number;
  /** What the buyer paid for the item, shipping of the order within the first. */
  paid: number;
}

/** The whole life of one order, as nobody in the trade ever sees it. One object is reused for all orders. */
export interface OrderCase {
  index: number;
  orderNo: string;
  planted: PlantedKind | null;
  createdAt: WallSeconds;
  paidAt: WallSeconds | null;
  shippedAt: WallSeconds | null;
  confirmedAt: WallSeconds | null;
  closedAt: WallSeconds | null;
  wallet: 'alipay' | 'pooled';
  goods: number;
  shipping: number;
  subsidy: number;
  /** By the buyer, before refunds. */
  paid: number;
  items: OrderItem[];
  itemCount: number;
  refunds: RefundCase[];
  deposit: number;
  /** The balance was never paid: the order was closed, the seller keeps the deposit. */
  depositKept: boolean;
  /** The receipt and the base fee name the payment only. */
  byPayment: boolean;
  /** The deposit's receipt names an order of its own. */
  depositOrderNo: string | null;
  inExport: boolean;
  damage: 'none' | 'scientific' | 'rounded';
  paymentNoDamaged: boolean;
  lines: WalletLine[];
  /** Discrepancy that was planted, and how it is to be named. */
  discrepancy: number;
  exception: { type: ExceptionType; cause: Cause; expected: number; actual: number } | null;
  /** Deviation of the commission in the wallet from the rate; an overcharge is negative. */
  feeVariance: number;
  feeExpected: number;
}

/** The truth about one order, in the terms of the equation. */
export interface OrderVerdict {
  state: State;
  cause: Cause | null;
  expected: number;
  received: number;
  fees: number;
  refunded: number;
  inTransit: number;
  outside: number;
  discrepancy: number;
}
