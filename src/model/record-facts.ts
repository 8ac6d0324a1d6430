import type { WallTime } from '../calendar/wall-time.ts';
import type { Minor } from '../money/money.ts';

/** A quantity or weight in thousandths: of a piece, of a kilogram. */
export type Milli = bigint;

/**
 * What a list of the platform says that it charges or credits, per order and item: bills of fees and commissions, premiums,
 * advertising costs. It is not the wallet: the wallet tells what moved, this tells what for.
 */
export interface ChargeFact {
  /** The list's own number of the row; null where it has none. */
  charge_no: string | null;
  /** Order or sub-order; null for a charge of the shop as a whole. */
  order_no: string | null;
  order_line_no: string | null;
  /** The wallet line or payment that it names. */
  transaction_no: string | null;
  shop: string | null;
  charged_at: WallTime | null;
  /** 账期, as written. */
  period: string | null;
  /** What it is for: the platform's larger and smaller heading, as written. */
  entry_type: string | null;
  description: string | null;
  memo: string | null;
  /** Credit to the seller positive, cost negative. */
  amount_minor: Minor;
}

/** Goods that left a warehouse (出库明细, 发货报表): a row per parcel or per article in it. */
export interface ShipmentFact {
  shipment_no: string | null;
  /** The order; null where the row names none or several, which `order_nos` then lists as the file has them. */
  order_no: string | null;
  order_nos: string | null;
  order_line_no: string | null;
  shop: string | null;
  tracking_no: string | null;
  carrier: string | null;
  warehouse: string | null;
  status_text: string | null;
  shipped_at: WallTime | null;
  sku: string | null;
  title: string | null;
  quantity_milli: Milli | null;
  weight_milli: Milli | null;
}

/** What a carrier charges for a parcel; a parcel may have several (运费, 保价, 退回). */
export interface CarrierChargeFact {
  tracking_no: string;
  order_no: string | null;
  /** 月结账号: the account that the carrier charges. */
  account_no: string | null;
  carrier: string | null;
  shop: string | null;
  charged_at: WallTime | null;
  /** 费用类型, 产品类型, 付款方式: as written. */
  kind_text: string | null;
  product_text: string | null;
  payment_text: string | null;
  from_area: string | null;
  to_area: string | null;
  /** The weight that is charged, in thousandths of a kilogram. */
  weight_milli: Milli | null;
  /** Cost negative, whatever sign the carrier writes; a credit positive. */
  amount_minor: Minor;
}

/** Goods that came back, as the warehouse or the ERP booked them. */
export interface ReturnFact {
  return_no: string | null;
  /** The order; null where the row names none or several, which `order_nos` then lists as the file has them. */
  order_no: string | null;
  order_nos: string | null;
  order_line_no: string | null;
  refund_no: string | null;
  shop: string | null;
  tracking_no: string | null;
  carrier: string | null;
  warehouse: string | null;
  kind_text: string | null;
  status_text: string | null;
  requested_at: WallTime | null;
  received_at: WallTime | null;
  sku: string | null;
  title: string | null;
  quantity_milli: Milli | null;
  /** What is refunded for it; null where not said. */
  refund_minor: Minor | null;
}

/** Goods that moved into or out of a stock. */
export interface StockMovementFact {
  movement_no: string | null;
  order_no: string | null;
  kind_text: string | null;
  warehouse: string | null;
  moved_at: WallTime | null;
  sku: string;
  title: string | null;
  /** Into the stock positive. */
  quantity_milli: Milli;
  /** What is left after it; null where not said. */
  left_milli: Milli | null;
  cost_minor: Minor | null;
  memo: string | null;
}

/** How much of an article a stock holds, as counted or as the ERP has it. */
export interface StockCountFact {
  count_no: string | null;
  warehouse: string | null;
  counted_at: WallTime | null;
  sku: string;
  title: string | null;
  /** Counted, where the file tells both; else what the file tells. */
  quantity_milli: Milli;
  /** What the books say (账面数量); null where not said. */
  booked_milli: Milli | null;
  cost_minor: Minor | null;
}

/** A sale as the ERP or the accounting system recorded it: a row per article. */
export interface SalesRecordFact {
  record_no: string | null;
  /** The order; null where the row names none or several, which `order_nos` then lists as the file has them. */
  order_no: string | null;
  order_nos: string | null;
  order_line_no: string | null;
  shop: string | null;
  kind_text: string | null;
  status_text: string | null;
  sold_at: WallTime | null;
  shipped_at: WallTime | null;
  tracking_no: string | null;
  carrier: string | null;
  warehouse: string | null;
  sku: string | null;
  title: string | null;
  quantity_milli: Milli | null;
  /** What the buyer owes or paid for the article, as the system has it. */
  amount_minor: Minor | null;
  cost_minor: Minor | null;
}

/**
 * What a platform settles in another currency than the yuan (Tmall Global, Pinduoduo abroad). Its `foreign_` amounts are hundredths of
 * `currency`: no sum adds two currencies, and none is a term of the equation.
 */
export interface ForeignSettlementFact {
  settlement_no: string | null;
  order_no: string | null;
  paid_at: WallTime | null;
  /** ISO code. */
  currency: string;
  /** What the buyer paid, positive; a row that is a refund, negative. Of a line of an account what moved, inflow positive. */
  foreign_minor: Minor;
  /** What of it was taken and what went back, negative; null where not said. */
  foreign_fee_minor: Minor | null;
  foreign_refund_minor: Minor | null;
  /** What is paid out; null where not said. */
  foreign_settled_minor: Minor | null;
  /** Yuan for one of the currency, as written. */
  rate_text: string | null;
  /** What the buyer paid, in fen, signed like `foreign_minor`; null where not said. */
  yuan_minor: Minor | null;
  settled_at: WallTime | null;
  kind_text: string | null;
  status_text: string | null;
  shop: string | null;
  memo: string | null;
}

/** The facts that are kept as they stand, by kind. */
export interface RecordFacts {
  charges: ChargeFact;
  shipments: ShipmentFact;
  carrier_charges: CarrierChargeFact;
  returns: ReturnFact;
  stock_movements: StockMovementFact;
  stock_counts: StockCountFact;
  sales_records: SalesRecordFact;
  foreign_settlements: ForeignSettlementFact;
}
