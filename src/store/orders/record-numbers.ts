import { RECORD_COLUMNS, RECORD_KINDS, RECORD_NAMES, type RecordKind } from '../../model/records.ts';
import { momentOf } from '../facts/record-moment.ts';
import { eachNumber } from '../indexes/number-columns.ts';
import type { RowsOfKind } from '../indexes/number-index.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';

/** A number of the outside world by which a record is found: a parcel's, or the document's own. */
export type RecordNumber = 'parcel' | 'document';

/**
 * Records of all kinds that have such a number, as rows of `list, book_id, live, number, match_key, shop, at_time, minor`; one that
 * joins several orders is a row for each. Null where there are none.
 */
export function recordsByNumber(names: RecordNumber, rowsOf: RowsOfKind): Sql | null {
  const parts = RECORD_KINDS.flatMap((kind) => {
    const column = COLUMN_OF[names](kind);
    return column === null || !rowsOf.mayHold(kind) ? [] : [rowsByColumn(kind, column, rowsOf(kind))];
  });
  return parts.length === 0 ? null : sql`(${join(parts, ' union all ')})`;
}

const COLUMN_OF: Readonly<Record<RecordNumber, (kind: RecordKind) => string | null>> = {
  parcel: (kind) => ('tracking_no' in RECORD_COLUMNS[kind] ? 'tracking_no' : null),
  document: (kind) => (RECORD_NAMES[kind].own_no === 'tracking_no' ? null : RECORD_NAMES[kind].own_no),
};

function rowsByColumn(kind: RecordKind, column: string, rows: Sql): Sql {
  const columns = RECORD_COLUMNS[kind];
  const { money } = RECORD_NAMES[kind];
  const told = sql`${trusted(column)} as number, ${'shop' in columns ? sql`shop` : sql`null::text as shop`},
    ${momentOf(kind)} as at_time, ${money === null ? sql`null::bigint` : trusted(money)} as minor`;
  const list = trusted(`'${kind}'`);
  if (!('order_nos' in columns))
    return sql`select ${list} as list, book_id, live, match_key, ${told} from ${rows} r`;
  return sql`select ${list} as list, book_id, live, match_key, ${told} from ${rows} r where order_nos is null
    union all
    select ${list} as list, book_id, live, ${eachNumber('order_nos')} as match_key, ${told}
    from ${rows} r where order_nos is not null`;
}
