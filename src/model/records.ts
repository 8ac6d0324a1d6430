import type { WallTime } from '../calendar/wall-time.ts';
import type { Minor } from '../money/money.ts';

/** A quantity or weight in thousandths: of a piece, of a kilogram. */
export type Milli = bigint;

/** Writes thousandths as a plain decimal, without zeros at its end: `-2`, `0.35`. */
export function quantityText(milli: Milli): string {
  const digits = String(milli < 0n ? -milli : milli).padStart(4, '0');
  const decimals = digits.slice(-3).replace(/0+$/, '');
  return `${milli < 0n ? '-' : ''}${digits.slice(0, -3)}${decimals === '' ? '' : `.${decimals}`}`;
}

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
 * What a platform settles in another currency than the yuan (Tmall Global). Its `foreign_` amounts are hundredths of
 * `currency`: no sum adds two currencies, and none is a term of the equation.
 */
export interface ForeignSettlementFact {
  settlement_no: string | null;
  order_no: string | null;
  paid_at: WallTime | null;
  /** ISO code. */
  currency: string;
  /** What the buyer paid, positive; a row that is a refund, negative. */
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

/** Whether a column of a record holds an amount in the record's own `currency`. */
export function isForeign(column: string): boolean {
  return column.startsWith('foreign_');
}

/** What may stand between the numbers of several orders in one cell. */
export const BETWEEN_ORDERS = ' ,，;；、|';

const BETWEEN = new RegExp(`[${BETWEEN_ORDERS}]+`);

/** The numbers of the orders that a cell names, each once, in its order. */
export function joinedOrders(cell: string): string[] {
  return [...new Set(cell.split(BETWEEN).filter((number) => number !== ''))];
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

/** A kind of record, each a table. */
export type RecordKind = keyof RecordFacts;

/** What a column of a record holds. */
export type RecordCell = 'text' | 'timestamp' | 'bigint';

/** The columns of each kind of record in order, without the order number, which is the match key. */
export const RECORD_COLUMNS = {
  charges: {
    charge_no: 'text',
    order_line_no: 'text',
    transaction_no: 'text',
    shop: 'text',
    charged_at: 'timestamp',
    period: 'text',
    entry_type: 'text',
    description: 'text',
    memo: 'text',
    amount_minor: 'bigint',
  },
  shipments: {
    shipment_no: 'text',
    order_nos: 'text',
    order_line_no: 'text',
    shop: 'text',
    tracking_no: 'text',
    carrier: 'text',
    warehouse: 'text',
    status_text: 'text',
    shipped_at: 'timestamp',
    sku: 'text',
    title: 'text',
    quantity_milli: 'bigint',
    weight_milli: 'bigint',
  },
  carrier_charges: {
    tracking_no: 'text',
    account_no: 'text',
    carrier: 'text',
    shop: 'text',
    charged_at: 'timestamp',
    kind_text: 'text',
    product_text: 'text',
    payment_text: 'text',
    from_area: 'text',
    to_area: 'text',
    weight_milli: 'bigint',
    amount_minor: 'bigint',
  },
  returns: {
    return_no: 'text',
    order_nos: 'text',
    order_line_no: 'text',
    refund_no: 'text',
    shop: 'text',
    tracking_no: 'text',
    carrier: 'text',
    warehouse: 'text',
    kind_text: 'text',
    status_text: 'text',
    requested_at: 'timestamp',
    received_at: 'timestamp',
    sku: 'text',
    title: 'text',
    quantity_milli: 'bigint',
    refund_minor: 'bigint',
  },
  stock_movements: {
    movement_no: 'text',
    kind_text: 'text',
    warehouse: 'text',
    moved_at: 'timestamp',
    sku: 'text',
    title: 'text',
    quantity_milli: 'bigint',
    left_milli: 'bigint',
    cost_minor: 'bigint',
    memo: 'text',
  },
  stock_counts: {
    count_no: 'text',
    warehouse: 'text',
    counted_at: 'timestamp',
    sku: 'text',
    title: 'text',
    quantity_milli: 'bigint',
    booked_milli: 'bigint',
    cost_minor: 'bigint',
  },
  sales_records: {
    record_no: 'text',
    order_nos: 'text',
    order_line_no: 'text',
    shop: 'text',
    kind_text: 'text',
    status_text: 'text',
    sold_at: 'timestamp',
    shipped_at: 'timestamp',
    tracking_no: 'text',
    carrier: 'text',
    warehouse: 'text',
    sku: 'text',
    title: 'text',
    quantity_milli: 'bigint',
    amount_minor: 'bigint',
    cost_minor: 'bigint',
  },
  foreign_settlements: {
    settlement_no: 'text',
    paid_at: 'timestamp',
    currency: 'text',
    foreign_minor: 'bigint',
    foreign_fee_minor: 'bigint',
    foreign_refund_minor: 'bigint',
    foreign_settled_minor: 'bigint',
    rate_text: 'text',
    yuan_minor: 'bigint',
    settled_at: 'timestamp',
    kind_text: 'text',
    status_text: 'text',
    shop: 'text',
    memo: 'text',
  },
} as const satisfies {
  readonly [K in RecordKind]: Readonly<Record<Exclude<keyof RecordFacts[K], 'order_no'>, RecordCell>>;
};

/**
 * The number by which the file of a record names it, the moment at which it came to be, its money, null where it has none,
 * and the columns whose words say what it is, in their order.
 */
export const RECORD_NAMES = {
  charges: {
    own_no: 'charge_no',
    origin: 'charged_at',
    money: 'amount_minor',
    says: ['entry_type', 'description', 'period'],
  },
  shipments: {
    own_no: 'shipment_no',
    origin: 'shipped_at',
    money: null,
    says: ['warehouse', 'carrier', 'tracking_no', 'status_text', 'sku', 'title'],
  },
  carrier_charges: {
    own_no: 'tracking_no',
    origin: 'charged_at',
    money: 'amount_minor',
    says: ['carrier', 'kind_text', 'product_text', 'payment_text', 'to_area'],
  },
  returns: {
    own_no: 'return_no',
    origin: 'requested_at',
    money: 'refund_minor',
    says: ['warehouse', 'kind_text', 'status_text', 'carrier', 'tracking_no', 'sku', 'title'],
  },
  stock_movements: {
    own_no: 'movement_no',
    origin: 'moved_at',
    money: null,
    says: ['warehouse', 'kind_text', 'sku', 'title'],
  },
  stock_counts: {
    own_no: 'count_no',
    origin: 'counted_at',
    money: null,
    says: ['warehouse', 'sku', 'title'],
  },
  sales_records: {
    own_no: 'record_no',
    origin: 'sold_at',
    money: 'amount_minor',
    says: ['kind_text', 'status_text', 'carrier', 'tracking_no', 'sku', 'title'],
  },
  foreign_settlements: {
    own_no: 'settlement_no',
    origin: 'paid_at',
    money: null,
    says: ['kind_text', 'status_text', 'currency', 'rate_text'],
  },
} as const satisfies {
  readonly [K in RecordKind]: {
    readonly own_no: keyof RecordFacts[K];
    readonly origin: keyof RecordFacts[K];
    readonly money: keyof RecordFacts[K] | null;
    readonly says: readonly (keyof RecordFacts[K])[];
  };
};

/** All kinds of record. */
export const RECORD_KINDS = Object.keys(RECORD_COLUMNS) as readonly RecordKind[];

/** A value for each kind of record, by what is known of the kind. */
export function ofEachRecord<T>(make: (kind: RecordKind) => T): Readonly<Record<RecordKind, T>> {
  return Object.fromEntries(RECORD_KINDS.map((kind) => [kind, make(kind)])) as Record<RecordKind, T>;
}

const NOTHING_TOLD = ofEachRecord((kind) =>
  Object.fromEntries(['order_no', ...Object.keys(RECORD_COLUMNS[kind])].map((name) => [name, null])),
);

/** A record with the cells that a file tells; what it does not tell is null. */
export function newRecord<K extends RecordKind>(kind: K, told: ToldCells<K>): RecordFacts[K] {
  return { ...NOTHING_TOLD[kind], ...told } as unknown as RecordFacts[K];
}

/** Cells of a record: all that may not be null, and of the others those that a file tells. */
export type ToldCells<K extends RecordKind> = Partial<RecordFacts[K]> & Pick<RecordFacts[K], NeverNull<K>>;

type NeverNull<K extends RecordKind> = {
  [N in keyof RecordFacts[K]]-?: null extends RecordFacts[K][N] ? never : N;
}[keyof RecordFacts[K]];

/** The columns of a kind of record that are moments. */
export function momentsOf(kind: RecordKind): readonly string[] {
  const columns = Object.entries<RecordCell>(RECORD_COLUMNS[kind]);
  return columns.filter(([, cell]) => cell === 'timestamp').map(([name]) => name);
}
