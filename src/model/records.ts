import type { Milli, RecordFacts } from './record-facts.ts';

/** Writes thousandths as a plain decimal, without zeros at its end: `-2`, `0.35`. */
export function quantityText(milli: Milli): string {
  const digits = String(milli < 0n ? -milli : milli).padStart(4, '0');
  const decimals = digits.slice(-3).replace(/0+$/, '');
  return `${milli < 0n ? '-' : ''}${digits.slice(0, -3)}${decimals === '' ? '' : `.${decimals}`}`;
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

/** What a record is where an order is told: of its kind, or no more than the order's place in a list of what is to be sent. */
export type RecordEvent = RecordKind | 'listed_shipments';

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

/** The columns of a kind of record that are moments: that at which it came to be, and the others that a file may tell instead. */
export function momentsOf(kind: RecordKind): readonly string[] {
  const { origin } = RECORD_NAMES[kind];
  const columns = Object.entries<RecordCell>(RECORD_COLUMNS[kind]);
  const moments = columns.filter(([, cell]) => cell === 'timestamp').map(([name]) => name);
  return [origin, ...moments.filter((name) => name !== origin)];
}
