import type { FactKind } from '../../model/facts.ts';
import { BETWEEN_PARCELS } from '../../model/parcel.ts';
import {
  BETWEEN_ORDERS,
  ofEachRecord,
  RECORD_COLUMNS,
  RECORD_NAMES,
  type RecordKind,
} from '../../model/records.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';

/** A kind of fact that is looked for by number. */
export type NumberedKind = 'orders' | 'order_lines' | 'refunds' | 'statement_lines' | RecordKind;

/** Columns of which a cell may hold several numbers, with what may stand between them. */
const BETWEEN: Readonly<Record<string, string>> = {
  tracking_no: BETWEEN_PARCELS,
  return_tracking_no: BETWEEN_PARCELS,
  order_nos: BETWEEN_ORDERS,
  sub_order_nos: BETWEEN_ORDERS,
};

/** Columns whose numbers are looked for. Another column is asked of the index only when all batches were indexed with it. */
export const NUMBER_COLUMNS: Readonly<Record<NumberedKind, readonly string[]>> = {
  orders: ['match_key', 'sub_order_nos', 'payment_no', 'tracking_no'],
  order_lines: ['match_key', 'order_line_no', 'payment_no', 'tracking_no'],
  refunds: ['match_key', 'refund_no', 'return_tracking_no'],
  statement_lines: ['match_key', 'line_no', 'transaction_no'],
  ...ofEachRecord((kind) => {
    const listed = Object.keys(BETWEEN).filter((column) => column in RECORD_COLUMNS[kind]);
    return [...new Set(['match_key', RECORD_NAMES[kind].own_no, ...listed])];
  }),
} satisfies Partial<Record<FactKind, readonly string[]>>;

/** Columns whose numbers are looked for by their beginning. */
export const BEGUN_COLUMNS: Readonly<Record<NumberedKind, readonly string[]>> = {
  orders: ['match_key', 'payment_no', 'tracking_no'],
  order_lines: ['order_line_no', 'tracking_no'],
  refunds: ['refund_no', 'return_tracking_no'],
  statement_lines: ['line_no', 'transaction_no'],
  ...ofEachRecord((kind) => {
    const parcel = 'tracking_no' in RECORD_COLUMNS[kind] ? ['tracking_no'] : [];
    return [...new Set([RECORD_NAMES[kind].own_no, ...parcel])];
  }),
};

/** All kinds of fact that are looked for by number. */
export const NUMBERED_KINDS = Object.keys(NUMBER_COLUMNS) as readonly NumberedKind[];

/** The numbers in a cell of a column, a row each; nothing for a cell without any. */
export function eachNumber(column: string): Sql {
  const between = BETWEEN[column];
  if (between === undefined) return trusted(column);
  return sql`unnest(${numbersIn(trusted(column), between)})`;
}

/**
 * Whether a cell of several numbers, which stand apart as `between` says, holds one of these. Taking a cell apart is dear: that
 * the number occurs at all is asked with `like`, which engines ask first.
 */
export function listsNumber(cell: Sql, between: string, numbers: readonly string[]): Sql {
  const isList = sql`translate(${cell}, ${trusted(`'${between}'`)}, '') <> ${cell}`;
  const listed = numbers.map(
    (number) =>
      sql`(${cell} like ${`%${number}%`}::text and ${isList} and ${numbersIn(cell, between)} @> array[${number}::text])`,
  );
  return sql`(${join(listed, ' or ')})`;
}

function numbersIn(cell: Sql, between: string): Sql {
  const commas = trusted(`'${','.repeat(between.length)}'`);
  return sql`string_to_array(translate(${cell}, ${trusted(`'${between}'`)}, ${commas}), ',')`;
}
