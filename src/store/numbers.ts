import type { FactKind } from '../model/facts.ts';
import type { ListName, ShopsSeen } from '../model/list.ts';
import type { Minor } from '../money/money.ts';
import type { Executor, Store } from './driver.ts';
import { kindsHeld } from './imports.ts';
import { keptUntilChange } from './kept.ts';
import { type NumberedKind, type RowsOfKind, rowsBearing, WHOLE_TABLES } from './number-index.ts';
import { isOfBook } from './of-book.ts';
import { listsParcel } from './parcels.ts';
import { RECORD_NUMBERS } from './record-numbers.ts';
import { join, type Sql, sql } from './sql.ts';

/** What a number is the number of. */
export type NumberKind =
  | 'order'
  | 'order_line'
  | 'payment'
  | 'refund'
  | 'statement_line'
  | 'wallet_key'
  | 'parcel'
  | 'document';

/** A number that was found. */
export interface FoundNumber {
  number: string;
  kind: NumberKind;
  /** The list that shows the row. */
  list: ListName;
  /** The key of the order or money that it leads to. */
  match_key: string;
  shop: string | null;
  at_time: string | null;
  minor: Minor | null;
}

/** Where numbers stand: the table and column that are asked, and what is told of its row. */
interface Place {
  readonly kind: NumberKind;
  /** What bears the numbers: a book that holds no such fact is not asked. */
  readonly fact: FactKind;
  readonly list: ListName;
  /** A table that the index of numbers knows, or rows that are read whole. */
  readonly table: NumberedKind | Sql;
  readonly select: Sql;
  readonly column: Sql;
  readonly live: Sql;
  /** Whether the index of numbers does not have the column. */
  readonly is_read_whole?: boolean;
}

const ORDERS: Place = {
  kind: 'order',
  list: 'orders',
  table: 'orders',
  fact: 'orders',
  column: sql`match_key`,
  select: sql`match_key as number, match_key, shop, coalesce(paid_at, created_at) as at_time, paid_minor as minor`,
  live: sql`live`,
};
const PAYMENTS: Place = {
  kind: 'payment',
  list: 'orders',
  table: 'orders',
  fact: 'orders',
  column: sql`payment_no`,
  select: sql`payment_no as number, match_key, shop, coalesce(paid_at, created_at) as at_time, paid_minor as minor`,
  live: sql`live`,
};
const ORDER_LINES: Place = {
  kind: 'order_line',
  list: 'orders',
  table: 'order_lines',
  fact: 'order_lines',
  column: sql`order_line_no`,
  select: sql`order_line_no as number, match_key, null::text as shop, null::timestamp as at_time, paid_minor as minor`,
  live: sql`live`,
};
const REFUNDS: Place = {
  kind: 'refund',
  list: 'refunds',
  table: 'refunds',
  fact: 'refunds',
  column: sql`refund_no`,
  select: sql`refund_no as number, match_key, null::text as shop, coalesce(completed_at, requested_at) as at_time, refund_minor as minor`,
  live: sql`live`,
};
const LINES: Place = {
  kind: 'statement_line',
  list: 'statement_lines',
  table: 'statement_lines',
  fact: 'statement_lines',
  column: sql`line_no`,
  select: sql`line_no as number, match_key, null::text as shop, happened_at as at_time, amount_minor as minor`,
  live: sql`live`,
};
const TRANSACTIONS: Place = {
  kind: 'payment',
  list: 'statement_lines',
  table: 'statement_lines',
  fact: 'statement_lines',
  column: sql`transaction_no`,
  select: sql`transaction_no as number, match_key, null::text as shop, happened_at as at_time, amount_minor as minor`,
  live: sql`live`,
};
const WALLET_KEYS: Place = {
  kind: 'wallet_key',
  list: 'statement_lines',
  table: sql`balances`,
  fact: 'statement_lines',
  column: sql`match_key`,
  select: sql`match_key as number, match_key, shop, due_at as at_time, received_minor as minor`,
  live: sql`not has_order`,
};

const PARCELS: readonly Place[] = [
  {
    kind: 'parcel',
    list: 'orders',
    table: 'orders',
    fact: 'orders',
    column: sql`tracking_no`,
    select: sql`tracking_no as number, match_key, shop, coalesce(shipped_at, paid_at) as at_time, paid_minor as minor`,
    live: sql`live`,
    is_read_whole: true,
  },
  {
    kind: 'parcel',
    list: 'orders',
    table: 'order_lines',
    fact: 'order_lines',
    column: sql`tracking_no`,
    select: sql`tracking_no as number, match_key, null::text as shop, shipped_at as at_time, paid_minor as minor`,
    live: sql`live`,
    is_read_whole: true,
  },
  {
    kind: 'parcel',
    list: 'refunds',
    table: 'refunds',
    fact: 'refunds',
    column: sql`return_tracking_no`,
    select: sql`return_tracking_no as number, match_key, null::text as shop, coalesce(completed_at, requested_at) as at_time, refund_minor as minor`,
    live: sql`live`,
    is_read_whole: true,
  },
];

/** Numbers of records. They come last: what an order or a wallet tells of a number is nearer to the money. */
const RECORDS: readonly Place[] = RECORD_NUMBERS.map(({ kind, names, rows }) => ({
  kind: names,
  list: kind,
  table: rows,
  fact: kind,
  column: sql`number`,
  select: sql`number, match_key, shop, at_time, minor`,
  live: sql`live`,
}));

const ALL_PARCELS = [...PARCELS, ...RECORDS.filter(({ kind }) => kind === 'parcel')];

/** Payment and line numbers of wallets are longer than this, numbers of orders are not. */
const ORDER_DIGITS_MAX = 22;

/** Places in the order in which a number of this length is likely to stand. */
function placesFor(number: string): readonly Place[] {
  return number.length > ORDER_DIGITS_MAX
    ? [PAYMENTS, LINES, TRANSACTIONS, REFUNDS, ORDERS, ORDER_LINES, WALLET_KEYS]
    : [ORDERS, ORDER_LINES, WALLET_KEYS, REFUNDS, PAYMENTS, LINES, TRANSACTIONS];
}

const BOOK = sql`book_id`;

/** Numbers of parcels are hardly longer, numbers of orders hardly as short. */
const PARCEL_LENGTH_MAX = 15;

/** As {@link placesFor}, with parcels: early where the number is as short as theirs. */
function withParcels(number: string): readonly Place[] {
  const places = placesFor(number);
  const early = number.length > PARCEL_LENGTH_MAX ? places.length : 1;
  return [...places.slice(0, early), ...PARCELS, ...places.slice(early), ...RECORDS];
}

const LAST_CHARACTER = '\u{10FFFF}';

/**
 * Rows that have the number, from the first place that has any. Places are asked one after the other, the likeliest first:
 * a number belongs to one thing, and what else bears it is told on that thing's page.
 */
export async function exactNumbers(
  on: Store,
  bookId: string,
  number: string,
  limit: number,
): Promise<FoundNumber[]> {
  const rowsOf = await rowsBearing(on, bookId, [number]);
  return firstFound(on, bookId, withParcels(number), (place) => {
    const texts = place === WALLET_KEYS ? [number, `?${number}`] : [number];
    return foundIn(
      on,
      bookId,
      { place, rowsOf: place.is_read_whole ? WHOLE_TABLES : rowsOf },
      sql`${place.column} collate "C" in (${join(texts.map((text) => sql`${text}::text`))})`,
      limit,
    );
  });
}

/** Rows that have the number of a parcel beside others in one cell, from the first place that has any. */
export function listedParcels(
  on: Store,
  bookId: string,
  number: string,
  limit: number,
): Promise<FoundNumber[]> {
  return firstFound(on, bookId, ALL_PARCELS, (place) =>
    foundIn(on, bookId, { place, rowsOf: WHOLE_TABLES }, listsParcel(place.column, number), limit),
  );
}

async function firstFound(
  on: Store,
  bookId: string,
  places: readonly Place[],
  find: (place: Place) => Promise<FoundNumber[]>,
): Promise<FoundNumber[]> {
  for (const place of await placesHeld(on, bookId, places)) {
    const found = await find(place);
    if (found.length > 0) return found;
  }
  return [];
}

/** Those of places that the book can have numbers in. */
async function placesHeld(on: Store, bookId: string, places: readonly Place[]): Promise<Place[]> {
  const held = await keptUntilChange(on, `kinds held ${bookId}`, () => kindsHeld(on, bookId));
  return places.filter(({ fact }) => held.has(fact));
}

/** Rows whose number begins so, of every place until there are enough. */
export async function beginningNumbers(
  on: Store,
  bookId: string,
  beginning: string,
  limit: number,
): Promise<FoundNumber[]> {
  const found: FoundNumber[] = [];
  for (const place of await placesHeld(on, bookId, withParcels(beginning))) {
    const begins = (text: string): Sql =>
      sql`(${place.column} collate "C" >= ${text}::text and ${place.column} collate "C" < ${text + LAST_CHARACTER}::text)`;
    const condition =
      place === WALLET_KEYS ? sql`(${begins(beginning)} or ${begins(`?${beginning}`)})` : begins(beginning);
    const rows = await foundIn(on, bookId, { place, rowsOf: WHOLE_TABLES }, condition, limit - found.length);
    const known = new Set(found.map((row) => row.match_key));
    found.push(...rows.filter((row) => !known.has(row.match_key)));
    if (found.length >= limit) return found;
  }
  return found;
}

async function foundIn(
  on: Executor,
  bookId: string,
  { place, rowsOf }: { readonly place: Place; readonly rowsOf: RowsOfKind },
  condition: Sql,
  limit: number,
): Promise<FoundNumber[]> {
  const from = typeof place.table === 'string' ? rowsOf(place.table) : place.table;
  const rows = await on.query<Omit<FoundNumber, 'kind' | 'list'>>(sql`select ${place.select} from ${from} f
    where ${isOfBook(BOOK, bookId)} and ${place.live} and ${condition} limit ${limit}`);
  return rows.map((row) => ({ ...row, kind: place.kind, list: place.list }));
}

/** The orders that keys lead to, by link or by their own number, with their shops. Keys of no order are left out. */
export async function ordersOfKeys(
  on: Store,
  bookId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, { readonly order_no: string; readonly shop: string | null }>> {
  if (keys.length === 0) return new Map();
  const texts = (all: readonly string[]): Sql => join(all.map((each) => sql`${each}::text`));
  const links = await on.query<{ match_key: string; order_no: string }>(
    sql`select match_key, order_no from key_links where book_id = ${bookId} and match_key in (${texts(keys)})`,
  );
  const linked = new Map(links.map((link) => [link.match_key, link.order_no]));
  const wanted = [...new Set(keys.map((key) => linked.get(key) ?? key))];
  const rowsOf = await rowsBearing(on, bookId, wanted);
  const orders = await on.query<{ match_key: string; shop: string | null }>(
    sql`select match_key, shop from ${rowsOf('orders')} o
      where ${isOfBook(BOOK, bookId)} and live and match_key in (${texts(wanted)})`,
  );
  const shops = new Map(orders.map((order) => [order.match_key, order.shop]));
  return new Map(
    keys.flatMap((key) => {
      const order_no = linked.get(key) ?? key;
      const shop = shops.get(order_no);
      return shop === undefined ? [] : [[key, { order_no, shop }] as const];
    }),
  );
}

/** Whether a user of these shops may see something of a shop. */
export function isOfShops(shop: string | null, shops: ShopsSeen): boolean {
  return shops === null || (shop !== null && shops.includes(shop));
}
