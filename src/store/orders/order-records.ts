import type { WallTime } from '../../model/facts.ts';
import type { ShopsSeen } from '../../model/list.ts';
import { BETWEEN_PARCELS, parcelNumbers } from '../../model/parcel.ts';
import type { Milli } from '../../model/record-facts.ts';
import {
  BETWEEN_ORDERS,
  RECORD_COLUMNS,
  RECORD_KINDS,
  RECORD_NAMES,
  type RecordKind,
} from '../../model/records.ts';
import type { Minor } from '../../money/money.ts';
import type { Store } from '../driver.ts';
import { momentOf } from '../facts/record-moment.ts';
import { withFiles } from '../facts/with-files.ts';
import { listsNumber } from '../indexes/number-columns.ts';
import { batchesOf, type RowsOfKind, rowsBearing } from '../indexes/number-index.ts';
import { isOfBook } from '../of-book.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';

/** A record of an order, with where it stands. */
export interface OrderRecordRow {
  kind: RecordKind;
  at_time: WallTime | null;
  batch_id: bigint;
  file: string;
  sheet: string | null;
  row_no: number;
  live: boolean;
  /** The number by which its file names it. */
  number: string | null;
  /** What it is, as the file words it. */
  words: string;
  amount_minor: Minor | null;
  quantity_milli: Milli | null;
  weight_milli: Milli | null;
  tracking_no: string | null;
  status_text: string | null;
  /** The orders that it joins, as its file lists them; null where it names one or none. */
  order_nos: string | null;
}

/** The numbers by which records are known to be an order's. */
export interface NumbersOfOrder {
  /** Of the order, of its lines, and those tied to it. */
  readonly keys: readonly string[];
  readonly parcels: readonly string[];
}

/**
 * The records that name an order, and of those that name none the ones of its parcels, earlier versions too, in order of time. The
 * parcels are those given and those that its records tell. Of a parcel nothing is told that names a shop which is not seen.
 * `rowsOfOrder`: rows that bear numbers of the order which were looked up before.
 */
export async function recordsOfOrder(
  on: Store,
  bookId: string,
  { keys, parcels }: NumbersOfOrder,
  rowsOfOrder: RowsOfKind,
  shops: ShopsSeen,
): Promise<OrderRecordRow[]> {
  if (!(await holdsRecords(on, bookId))) return [];
  const known = [...new Set(parcels)];
  const numbers = [...keys, ...known];
  const rowsOf = rowsOfOrder.covers(numbers) ? rowsOfOrder : await rowsBearing(on, bookId, numbers);
  const isMeant = sql`(${namesOrder(keys)} or ${isOfParcel(known, shops)})`;
  const rows = await recordRows(on, bookId, rowsOf, isMeant);
  const told = new Set(rows.flatMap(({ tracking_no }) => parcelNumbers(tracking_no ?? '')));
  const others = [...told].filter((number) => !known.includes(number));
  if (others.length === 0) return rows;
  const rowsOfOthers = await rowsBearing(on, bookId, others);
  const more = await recordRows(on, bookId, rowsOfOthers, isOfParcel(others, shops));
  const seen = new Set(rows.map(placeOf));
  return [...rows, ...more.filter((row) => !seen.has(placeOf(row)))].toSorted(compareTimes);
}

/** A book whose files are of orders and money alone has nothing to look numbers up for. */
async function holdsRecords(on: Store, bookId: string): Promise<boolean> {
  const kinds: readonly string[] = RECORD_KINDS;
  const batches = await batchesOf(on, bookId);
  return batches.values().some(({ kind }) => kinds.includes(kind));
}

function placeOf({ batch_id, row_no }: OrderRecordRow): string {
  return `${batch_id} ${row_no}`;
}

function compareTimes({ at_time: a }: OrderRecordRow, { at_time: b }: OrderRecordRow): number {
  const [one, other] = [a ?? '', b ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
}

async function recordRows(
  on: Store,
  bookId: string,
  rowsOf: RowsOfKind,
  isMeant: Sql,
): Promise<OrderRecordRow[]> {
  const told = RECORD_KINDS.filter((kind) => rowsOf.mayHold(kind)).map(
    (kind) => sql`select ${toldOf(kind)} from ${rowsOf(kind)} r where ${isOfBook(sql`r.book_id`, bookId)}`,
  );
  if (told.length === 0) return [];
  const rows = await on.query<
    Omit<OrderRecordRow, 'file' | 'sheet'>
  >(sql`select t.kind, t.at_time, t.batch_id, t.row_no,
      t.live, t.number, t.words, t.amount_minor, t.quantity_milli, t.weight_milli, t.tracking_no, t.status_text, t.order_nos
    from (${join(told, ' union all ')}) t
    where ${isMeant}
    order by t.at_time nulls first, t.kind, t.batch_id, t.row_no`);
  return withFiles(on, bookId, rows);
}

function toldOf(kind: RecordKind): Sql {
  const { own_no, money, says } = RECORD_NAMES[kind];
  const cell = (column: string, type: string): Sql =>
    column in RECORD_COLUMNS[kind] ? trusted(`r.${column}`) : trusted(`null::${type}`);
  return sql`${trusted(`'${kind}'`)} as kind, r.match_key, ${momentOf(kind)} as at_time, r.batch_id, r.row_no, r.live,
    r.${trusted(own_no)} as number, concat_ws(' ', ${join(says.map((column) => trusted(`r.${column}`)))}) as words,
    ${money === null ? sql`null::bigint` : trusted(`r.${money}`)} as amount_minor,
    ${cell('quantity_milli', 'bigint')} as quantity_milli, ${cell('weight_milli', 'bigint')} as weight_milli,
    ${cell('tracking_no', 'text')} as tracking_no, ${cell('status_text', 'text')} as status_text,
    ${cell('order_nos', 'text')} as order_nos, ${cell('shop', 'text')} as shop`;
}

function namesOrder(keys: readonly string[]): Sql {
  return sql`(t.match_key in (${textsOf(keys)}) or ${listsNumber(sql`t.order_nos`, BETWEEN_ORDERS, keys)})`;
}

/** Whether a record that names no order is of one of these parcels. */
function isOfParcel(parcels: readonly string[], shops: ShopsSeen): Sql {
  if (parcels.length === 0) return sql`false`;
  const isSeen = shops === null ? sql`true` : sql`(t.shop is null or t.shop in (${textsOf(shops)}))`;
  return sql`(t.match_key like '?%' and t.order_nos is null and ${isSeen}
    and (t.tracking_no collate "C" in (${textsOf(parcels)}) or ${listsNumber(sql`t.tracking_no`, BETWEEN_PARCELS, parcels)}))`;
}

function textsOf(texts: readonly string[]): Sql {
  return texts.length === 0 ? sql`null::text` : join(texts.map((text) => sql`${text}::text`));
}
