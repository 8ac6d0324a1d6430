import type { WallTime } from '../calendar/wall-time.ts';
import type { Minor } from '../money/money.ts';
import type { RecordFacts } from './record-facts.ts';
import type { RecordKind } from './records.ts';

export type { WallTime };

/** The kinds of fact that a row of a file can become. One table each. */
export type FactKind =
  | 'orders'
  | 'order_lines'
  | 'refunds'
  | 'statement_lines'
  | 'control_totals'
  | RecordKind;

/** Where the money of an order is, as the platform tells it. */
export type OrderStatus = 'unpaid' | 'paid' | 'shipped' | 'completed' | 'cancelled';

/**
 * An order as one export saw it. Buyers' names, addresses and telephones are not taken: no result needs them.
 */
export interface OrderFact {
  order_no: string;
  shop: string | null;
  payment_no: string | null;
  status: OrderStatus;
  status_text: string;
  created_at: WallTime | null;
  paid_at: WallTime | null;
  delivered_at: WallTime | null;
  /** What the buyer paid (买家实际支付金额), shipping included, before any refund. */
  paid_minor: Minor;
  /** Shipping charge within `paid_minor`, null where the layout has no such column. */
  shipping_minor: Minor | null;
  /** Refunds that the export knows of; null where the layout has no such column. */
  refund_minor: Minor | null;
  /** 打款商家金额 / 确认收货打款金额; null before confirmation or where the layout has no such column. */
  payout_minor: Minor | null;
  /** Discounts that the export says the platform bears (天猫卡券, 集分宝, 红包), as a hint; null where unknown. */
  subsidy_minor: Minor | null;
  /** 特权订金订单id: the order that took the deposit. */
  deposit_order_no: string | null;
  /** The sub-orders that one row packs into this order, `;` between them; null where a row tells one order alone. */
  sub_order_nos: string | null;
  /** 分阶段订单信息, as written. */
  stages: string | null;
  close_reason: string | null;
  /** 物流单号 without `No:`; several stay apart as the file has them ({@link parcelNumbers}). */
  tracking_no: string | null;
  /** 物流公司, as written. */
  carrier: string | null;
  shipped_at: WallTime | null;
}

/** A line of an order (子订单). `order_line_no` is null in the old ten-column layout. */
export interface OrderLineFact {
  order_no: string;
  order_line_no: string | null;
  payment_no: string | null;
  status_text: string;
  title: string | null;
  sku: string | null;
  quantity: string | null;
  paid_minor: Minor | null;
  refund_minor: Minor | null;
  tracking_no: string | null;
  carrier: string | null;
  shipped_at: WallTime | null;
}

/** How a refund case ended, as far as the file knows. */
export type RefundStatus = 'succeeded' | 'closed' | 'pending';

/** A refund case. Only a succeeded one moves money. `order_no` may be a sub-order number in the platform's file. */
export interface RefundFact {
  refund_no: string;
  order_no: string;
  payment_no: string | null;
  status: RefundStatus;
  status_text: string;
  /** 仅退款, 退货退款 … as written. */
  kind_text: string | null;
  refund_minor: Minor;
  /** `escrow` (售中: before confirmation, never reaches the wallet), `after_sale` (售后), null where not said. */
  stage: 'escrow' | 'after_sale' | null;
  requested_at: WallTime | null;
  completed_at: WallTime | null;
  /** 退货物流单号 and 退货物流公司: the parcel by which the goods come back. */
  return_tracking_no: string | null;
  return_carrier: string | null;
}

/** A line of a wallet or bank statement. Money is signed: inflow positive. */
export interface StatementLineFact {
  /** Wallet or bank account as its file names it; null if the file does not. */
  account_no: string | null;
  /** The statement's own line number (账务流水号); null where the file has none. */
  line_no: string | null;
  /** The payment that the line belongs to (业务流水号, 支付宝交易号, 微信订单号). */
  transaction_no: string | null;
  /** Order or sub-order number that the line names, normalised: the match key; null if none. */
  order_no: string | null;
  /** Id of the key rule that found `order_no`. */
  key_rule: string | null;
  happened_at: WallTime;
  /** Before the fee taken within the line: the cash that the line moves is `amount_minor - fee_minor`. */
  amount_minor: Minor;
  /** Processing fee taken within the same line (WeChat 手续费, 组合查询 服务费), positive = cost; 0 if none. */
  fee_minor: Minor;
  /** Balance after the line; null where the file has none. */
  balance_minor: Minor | null;
  /** What fee rules look at; digits of the memo are replaced by `#` so that equal kinds of line share one subject. */
  subject: Subject;
}

/** The words by which a money line says what it is for. Few distinct values per seller; fee rules classify these. */
export interface Subject {
  /** 业务类型, 账务类型, 入账类型 */
  entry_type: string;
  /** 业务描述, e.g. `0030003|软件服务费-类目软件服务费` */
  description: string;
  /** 备注 (and 商品名称 where a rule needs it) with every run of digits written as `#` */
  memo: string;
}

/**
 * What a summary file (账务汇总, 月度汇总) says of the lines of one account and span. It is no money of its own: it proves
 * the statement of that account and span, once that is there. What it does not state is null.
 */
export interface ControlTotalFact {
  account_no: string | null;
  /** The span that the file says it covers: [from, to). */
  from_at: WallTime | null;
  to_at: WallTime | null;
  /** Of the lines of this type only; null for all (合计). */
  entry_type: string | null;
  inflow_count: number | null;
  inflow_minor: Minor | null;
  outflow_count: number | null;
  /** Without sign. */
  outflow_minor: Minor | null;
  /** Inflow less outflow, where only that is told; fees taken within lines are left in. */
  net_minor: Minor | null;
  /** Of the lines of this store only; null for all. */
  part: string | null;
  /** The balance at the end of the span. */
  closing_minor: Minor | null;
  /** The source whose lines it sums up, whatever statement counts on its days; null: the lines that count. */
  of_source: string | null;
}

/** A total that says nothing yet, for a summary to fill in what it states. */
export const NO_TOTALS: Omit<ControlTotalFact, 'account_no' | 'from_at' | 'to_at'> = {
  entry_type: null,
  inflow_count: null,
  inflow_minor: null,
  outflow_count: null,
  outflow_minor: null,
  net_minor: null,
  part: null,
  closing_minor: null,
  of_source: null,
};

/** The fact type of each kind. */
export interface FactTypes extends RecordFacts {
  orders: OrderFact;
  order_lines: OrderLineFact;
  refunds: RefundFact;
  statement_lines: StatementLineFact;
  control_totals: ControlTotalFact;
}
