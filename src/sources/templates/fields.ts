import type { Text } from '../../model/language.ts';
import { RECORD_COLUMNS, RECORD_KINDS, type RecordCell, type RecordKind } from '../../model/records.ts';
import { FIELD_HEADERS, FIELD_NEVER } from './field-headers.ts';
import { FIELD_LABELS } from './field-labels.ts';

/** The kinds of fact that a template can read. */
export const TEACHABLE_KINDS = ['statement_lines', 'orders', ...RECORD_KINDS] as const;
export type TeachableKind = 'statement_lines' | 'orders' | RecordKind;

/** What the cells of a field are. */
export type FieldCell = 'text' | 'id' | 'money' | 'quantity' | 'time' | 'clock';

/** A field of a kind, to which a template gives a column. */
export interface Field {
  readonly cell: FieldCell;
  /** Whether a file cannot be read without it. */
  readonly required: boolean;
  readonly label: Text;
  /** Headers that usually stand over it, as `normalizeHeader` leaves them, the surest first. */
  readonly headers: readonly string[];
  /** Words that a header over it never holds: they make it another's. */
  readonly never: readonly string[];
}

/** The fields of a kind, in the order in which they are offered. */
export type Fields = Readonly<Record<string, Field>>;

const STATEMENT_CELLS: Readonly<Record<string, FieldCell>> = {
  happened_at: 'time',
  at_time: 'clock',
  inflow: 'money',
  outflow: 'money',
  amount: 'money',
  direction: 'text',
  fee: 'money',
  balance: 'money',
  account_no: 'id',
  line_no: 'id',
  transaction_no: 'id',
  order_no: 'id',
  entry_type: 'text',
  description: 'text',
  memo: 'text',
  counterparty: 'text',
};

const ORDER_CELLS: Readonly<Record<string, FieldCell>> = {
  order_no: 'id',
  shop: 'text',
  payment_no: 'id',
  status_text: 'text',
  created_at: 'time',
  paid_at: 'time',
  delivered_at: 'time',
  paid_minor: 'money',
  shipping_minor: 'money',
  refund_minor: 'money',
  payout_minor: 'money',
  tracking_no: 'id',
  carrier: 'text',
  shipped_at: 'time',
};

const REQUIRED: Readonly<Record<TeachableKind, readonly string[]>> = {
  statement_lines: ['happened_at'],
  orders: ['order_no', 'status_text', 'paid_minor'],
  charges: ['amount_minor'],
  shipments: ['tracking_no'],
  carrier_charges: ['tracking_no', 'amount_minor'],
  returns: ['sku', 'quantity_milli'],
  stock_movements: ['sku', 'quantity_milli'],
  stock_counts: ['sku', 'quantity_milli'],
  sales_records: ['amount_minor'],
  foreign_settlements: ['currency', 'foreign_minor'],
};

/** The fields of a kind, in the order in which they are offered. */
export function teachableFields(kind: TeachableKind): Fields {
  return FIELDS[kind];
}

function cellsOf(kind: TeachableKind): Readonly<Record<string, FieldCell>> {
  if (kind === 'statement_lines') return STATEMENT_CELLS;
  if (kind === 'orders') return ORDER_CELLS;
  const columns = Object.entries<RecordCell>(RECORD_COLUMNS[kind]).map(
    ([name, cell]) => [name, cellOf(name, cell)] as const,
  );
  const order: (readonly [string, FieldCell])[] = kind === 'stock_counts' ? [] : [['order_no', 'id']];
  return Object.fromEntries([...order, ...columns]);
}

function cellOf(name: string, cell: RecordCell): FieldCell {
  if (cell === 'timestamp') return 'time';
  if (cell === 'bigint') return name.endsWith('_milli') ? 'quantity' : 'money';
  return name.endsWith('_no') || name === 'sku' ? 'id' : 'text';
}

function fieldsOf(kind: TeachableKind): Fields {
  const required = REQUIRED[kind];
  return Object.fromEntries(
    Object.entries(cellsOf(kind)).map(([name, cell]) => [
      name,
      {
        cell,
        required: required.includes(name),
        label: FIELD_LABELS[name] ?? { 'zh-CN': name, 'zh-TW': name, en: name },
        headers: FIELD_HEADERS[name] ?? [],
        never: FIELD_NEVER[name] ?? [],
      },
    ]),
  );
}

const FIELDS = Object.fromEntries(TEACHABLE_KINDS.map((kind) => [kind, fieldsOf(kind)])) as Readonly<
  Record<TeachableKind, Fields>
>;
