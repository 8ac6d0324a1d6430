import { BETWEEN_PARCELS } from '../model/parcel.ts';
import type { Executor } from './driver.ts';
import { isOfBook } from './of-book.ts';
import { RECORD_NUMBERS } from './record-numbers.ts';
import { join, type Sql, sql, trusted } from './sql.ts';

const BOOK = sql`book_id`;
const BETWEEN = trusted(`'${BETWEEN_PARCELS}'`);
const COMMAS = trusted(`'${','.repeat(BETWEEN_PARCELS.length)}'`);

/** Rows that name parcels, each with its column of tracking numbers. */
const TELLINGS: readonly { readonly rows: Sql; readonly column: Sql }[] = [
  { rows: sql`orders`, column: sql`tracking_no` },
  { rows: sql`order_lines`, column: sql`tracking_no` },
  { rows: sql`refunds`, column: sql`return_tracking_no` },
  ...RECORD_NUMBERS.filter(({ names }) => names === 'parcel').map(({ rows }) => ({
    rows,
    column: sql`number`,
  })),
];

/**
 * Whether a column of tracking numbers names a parcel among several. Taking a cell apart is dear: that the number occurs at
 * all is asked with `like`, which engines ask first.
 */
export function listsParcel(column: Sql, number: string): Sql {
  const listed = sql`',' || translate(${column}, ${BETWEEN}, ${COMMAS}) || ','`;
  return sql`(${column} like ${`%${number}%`}::text and translate(${column}, ${BETWEEN}, '') <> ${column}
    and strpos(${listed}, ${`,${number},`}::text) > 0)`;
}

/** The orders that sent a parcel, or got it back, in order of their numbers. */
export async function ordersOfParcel(on: Executor, bookId: string, number: string): Promise<string[]> {
  const named = TELLINGS.flatMap(({ rows, column }) =>
    [sql`${column} collate "C" = ${number}::text`, listsParcel(column, number)].map(
      (condition) =>
        sql`select match_key from ${rows} t where ${isOfBook(BOOK, bookId)} and live and match_key not like '?%' and ${condition}`,
    ),
  );
  const rows = await on.query<{ match_key: string }>(sql`${join(named, ' union ')} order by 1`);
  return rows.map((row) => row.match_key);
}
