import type { Cause, ExceptionType, State } from '../src/model/result.ts';
import type { PlantedKind } from './planting.ts';
import type { WallSeconds } from './wall-clock.ts';

/** What a wallet line of an order is. The numbers are stored with the line while it waits to be sorted. */
export const LINE = {
  receipt: 0,
  deposit: 1,
  depositElsewhere: 2,
  subsidy: 3,
  refund: 4,
  refundFromDeposit: 5,
  commission: 6,
  commissionOfLine: 7,
  commissionBack: 8,
  baseFee: 9,
  points: 10,
  pointsBack: 11,
  affiliate: 12,
  affiliateBack: 13,
  instalment: 14,
  freightInsurance: 15,
  experience: 16,
  donation: 17,
  withdrawal: 18,
  fundIn: 19,
  fundOut: 20,
  securityDeposit: 21,
  advertisingTopUp: 22,
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
