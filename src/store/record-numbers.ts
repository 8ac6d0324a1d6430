import {
  BETWEEN_ORDERS,
  RECORD_COLUMNS,
  RECORD_KINDS,
  RECORD_NAMES,
  type RecordKind,
} from '../model/records.ts';
import { type Sql, sql, trusted } from './sql.ts';

/** A column of records that holds a number of the outside world: a parcel's, or the document's own. */
export interface RecordNumber {
  readonly kind: RecordKind;
  readonly names: 'parcel' | 'document';
  /** Rows of `book_id, live, number, match_key, shop, at_time, minor`; one that joins several orders is a row for each. */
  readonly rows: Sql;
}

const BETWEEN = trusted(`'${BETWEEN_ORDERS}'`);
const COMMAS = trusted(`'${','.repeat(BETWEEN_ORDERS.length)}'`);
const EACH_ORDER = sql`unnest(string_to_array(translate(order_nos, ${BETWEEN}, ${COMMAS}), ','))`;

/** All numbers by which records are found. */
export const RECORD_NUMBERS: readonly RecordNumber[] = RECORD_KINDS.flatMap((kind) => {
  const { own_no } = RECORD_NAMES[kind];
  const columns = new Set(['tracking_no' in RECORD_COLUMNS[kind] ? 'tracking_no' : own_no, own_no]);
  return [...columns].map((column) => ({
    kind,
    names: column === 'tracking_no' ? ('parcel' as const) : ('document' as const),
    rows: rowsOf(kind, column),
  }));
});

function rowsOf(kind: RecordKind, column: string): Sql {
  const columns: object = RECORD_COLUMNS[kind];
  const minor = ['amount_minor', 'refund_minor'].find((name) => name in columns);
  const told = sql`${trusted(column)} as number, ${'shop' in columns ? sql`shop` : sql`null::text as shop`},
    ${trusted(RECORD_NAMES[kind].origin)} as at_time, ${minor === undefined ? sql`null::bigint` : trusted(minor)} as minor`;
  const table = trusted(kind);
  if (!('order_nos' in columns)) return sql`(select book_id, live, match_key, ${told} from ${table})`;
  return sql`(select book_id, live, match_key, ${told} from ${table} where order_nos is null
    union all select book_id, live, ${EACH_ORDER} as match_key, ${told} from ${table} where order_nos is not null)`;
}
