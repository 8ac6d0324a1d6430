import type { FactKind } from '../../model/facts.ts';
import { ofEachRecord, RECORD_COLUMNS, RECORD_NAMES, type RecordKind } from '../../model/records.ts';
import type { ColumnType } from '../driver.ts';
import type { SqlValue } from '../sql.ts';

/** A column of a staging file. */
export interface StagingColumn {
  readonly name: string;
  readonly type: ColumnType;
}

const PROVENANCE = [
  { name: 'match_key', type: 'text' },
  { name: 'row_no', type: 'integer' },
  { name: 'identity', type: 'text' },
] as const satisfies readonly StagingColumn[];

/**
 * The columns of a staging file per kind, in order. As lines a staging file is UTF-8 text, one fact a line, cells
 * separated by a tab, no quoting, no backslash escapes, `\N` for null; as columns it is a Parquet file. Either way tabs,
 * line breaks and NULs inside values are written as a space.
 * The names are those of the table, but for `identity`, which the table keeps as `identity_hash`; null is {@link OWN_NUMBER}.
 */
export const STAGING_COLUMNS = {
  orders: [
    ...PROVENANCE,
    { name: 'shop', type: 'text' },
    { name: 'payment_no', type: 'text' },
    { name: 'status', type: 'text' },
    { name: 'status_text', type: 'text' },
    { name: 'created_at', type: 'timestamp' },
    { name: 'paid_at', type: 'timestamp' },
    { name: 'delivered_at', type: 'timestamp' },
    { name: 'paid_minor', type: 'bigint' },
    { name: 'shipping_minor', type: 'bigint' },
    { name: 'refund_minor', type: 'bigint' },
    { name: 'payout_minor', type: 'bigint' },
    { name: 'subsidy_minor', type: 'bigint' },
    { name: 'deposit_order_no', type: 'text' },
    { name: 'stages', type: 'text' },
    { name: 'close_reason', type: 'text' },
    { name: 'sub_order_nos', type: 'text' },
    { name: 'tracking_no', type: 'text' },
    { name: 'carrier', type: 'text' },
    { name: 'shipped_at', type: 'timestamp' },
  ],
  order_lines: [
    ...PROVENANCE,
    { name: 'order_line_no', type: 'text' },
    { name: 'payment_no', type: 'text' },
    { name: 'status_text', type: 'text' },
    { name: 'title', type: 'text' },
    { name: 'sku', type: 'text' },
    { name: 'quantity', type: 'text' },
    { name: 'paid_minor', type: 'bigint' },
    { name: 'refund_minor', type: 'bigint' },
    { name: 'tracking_no', type: 'text' },
    { name: 'carrier', type: 'text' },
    { name: 'shipped_at', type: 'timestamp' },
  ],
  refunds: [
    ...PROVENANCE,
    { name: 'refund_no', type: 'text' },
    { name: 'payment_no', type: 'text' },
    { name: 'status', type: 'text' },
    { name: 'status_text', type: 'text' },
    { name: 'kind_text', type: 'text' },
    { name: 'refund_minor', type: 'bigint' },
    { name: 'stage', type: 'text' },
    { name: 'requested_at', type: 'timestamp' },
    { name: 'completed_at', type: 'timestamp' },
    { name: 'return_tracking_no', type: 'text' },
    { name: 'return_carrier', type: 'text' },
  ],
  statement_lines: [
    ...PROVENANCE,
    { name: 'account_id', type: 'text' },
    { name: 'line_no', type: 'text' },
    { name: 'transaction_no', type: 'text' },
    { name: 'key_rule', type: 'text' },
    { name: 'happened_at', type: 'timestamp' },
    { name: 'amount_minor', type: 'bigint' },
    { name: 'fee_minor', type: 'bigint' },
    { name: 'balance_minor', type: 'bigint' },
    { name: 'subject_id', type: 'bigint' },
  ],
  control_totals: [
    ...PROVENANCE,
    { name: 'account_id', type: 'text' },
    { name: 'from_at', type: 'timestamp' },
    { name: 'to_at', type: 'timestamp' },
    { name: 'entry_type', type: 'text' },
    { name: 'inflow_count', type: 'integer' },
    { name: 'inflow_minor', type: 'bigint' },
    { name: 'outflow_count', type: 'integer' },
    { name: 'outflow_minor', type: 'bigint' },
    { name: 'net_minor', type: 'bigint' },
    { name: 'part', type: 'text' },
    { name: 'closing_minor', type: 'bigint' },
    { name: 'of_source', type: 'text' },
  ],
  ...ofEachRecord(recordColumns),
} as const satisfies Record<FactKind, readonly StagingColumn[]>;

function recordColumns(kind: RecordKind): readonly StagingColumn[] {
  const columns = Object.entries<StagingColumn['type']>(RECORD_COLUMNS[kind]);
  return [...PROVENANCE, ...columns.map(([name, type]) => ({ name, type }))];
}

/** The column that identifies a fact where its staging line leaves `identity` null: nearly always its own number. */
export const OWN_NUMBER = {
  orders: 'match_key',
  order_lines: 'order_line_no',
  refunds: 'refund_no',
  statement_lines: 'line_no',
  control_totals: 'match_key',
  ...ofEachRecord((kind): string => RECORD_NAMES[kind].own_no),
} as const satisfies Record<FactKind, string>;

/** The columns of a kind that say what a fact is, beside its row and identity. */
export const CONTENT = Object.fromEntries(
  Object.entries(STAGING_COLUMNS).map(([kind, columns]) => [kind, contentOf(columns)]),
) as Readonly<Record<FactKind, readonly string[]>>;

function contentOf(columns: readonly StagingColumn[]): readonly string[] {
  return columns.map(({ name }) => name).filter((name) => name !== 'row_no' && name !== 'identity');
}

/** A line of a staging file from values in the order of its columns. */
export function stagingLine(values: readonly SqlValue[]): string {
  return `${values.map(stagingCell).join('\t')}\n`;
}

function stagingCell(value: SqlValue): string {
  if (value === null) return '\\N';
  return typeof value === 'string' ? value.replace(/[\t\n\r\0]/g, ' ') : String(value);
}
