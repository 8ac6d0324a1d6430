import { BETWEEN_PARCELS } from '../../model/parcel.ts';
import type { Executor } from '../driver.ts';
import { listsNumber } from '../indexes/number-columns.ts';
import type { RowsOfKind } from '../indexes/number-index.ts';
import { isOfBook } from '../of-book.ts';
import { join, sql, trusted } from '../sql.ts';
import { recordsByNumber } from './record-numbers.ts';

const BOOK = sql`book_id`;

/** The orders that sent a parcel, or got it back, in order of their numbers. `rowsOf`: rows that bear the parcel's number. */
export async function ordersOfParcel(
  on: Executor,
  bookId: string,
  number: string,
  rowsOf: RowsOfKind,
): Promise<string[]> {
  const columns = [
    ['orders', 'tracking_no'],
    ['order_lines', 'tracking_no'],
    ['refunds', 'return_tracking_no'],
  ] as const;
  const records = recordsByNumber('parcel', rowsOf);
  const tellings = [
    ...columns
      .filter(([kind]) => rowsOf.mayHold(kind))
      .map(([kind, column]) => ({ rows: rowsOf(kind), column: trusted(column) })),
    ...(records === null ? [] : [{ rows: records, column: sql`number` }]),
  ];
  if (tellings.length === 0) return [];
  const named = tellings.flatMap(({ rows, column }) =>
    [sql`${column} collate "C" = ${number}::text`, listsNumber(column, BETWEEN_PARCELS, [number])].map(
      (condition) =>
        sql`select match_key from ${rows} t where ${isOfBook(BOOK, bookId)} and live and match_key not like '?%' and ${condition}`,
    ),
  );
  const rows = await on.query<{ match_key: string }>(sql`${join(named, ' union ')} order by 1`);
  return rows.map((row) => row.match_key);
}
