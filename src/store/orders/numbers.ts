import type { ListName, ShopsSeen } from '../../model/list.ts';
import { BETWEEN_PARCELS } from '../../model/parcel.ts';
import { BETWEEN_ORDERS, RECORD_KINDS } from '../../model/records.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor, Store } from '../driver.ts';
import { listsNumber, type NumberedKind } from '../indexes/number-columns.ts';
import { type RowsOfKind, rowsBearing, WHOLE_TABLES } from '../indexes/number-index.ts';
import { type RowsBeginning, rowsBeginning } from '../indexes/number-order.ts';
import { untimedBalances } from '../indexes/untimed-balances.ts';
import { isOfBook } from '../of-book.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { type RecordNumber, recordsByNumber } from './record-numbers.ts';

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

/** Rows among which a number is looked for. */
interface RowsToSearch {
  readonly rowsOf: RowsOfKind;
  /** Balances without a moment of payment. */
  readonly untimed: Sql;
}

/** Where numbers stand: the rows and the column that are asked, and what is told of a row. */
interface Place {
  readonly kind: NumberKind;
  /** The list that shows the row. */
  readonly list: Sql;
  /** Null where no row can have the number. */
  readonly from: (rows: RowsToSearch) => Sql | null;
  /** The kinds of fact whose rows are asked. */
  readonly kinds: readonly NumberedKind[];
  readonly select: Sql;
  readonly column: Sql;
  readonly live: Sql;
  /** What stands before the number in the column. */
  readonly before?: string;
  /** Whether a row has the number, where that is not that the column is it. */
  readonly has?: (number: string) => Sql;
}

const LIVE = sql`live`;

/** A column of a kind; `list` shows its rows. */
function placeIn(
  table: 'orders' | 'order_lines' | 'refunds' | 'statement_lines',
  list: ListName,
  { kind, column, told }: { readonly kind: NumberKind; readonly column: string; readonly told: Sql },
): Place {
  return {
    kind,
    list: trusted(`'${list}'`),
    from: ({ rowsOf }) => (rowsOf.mayHold(table) ? rowsOf(table) : null),
    kinds: [table],
    select: sql`${trusted(column)} as number, match_key, ${told}`,
    column: trusted(column),
    live: LIVE,
  };
}

const OF_ORDER = sql`shop, coalesce(paid_at, created_at) as at_time, paid_minor as minor`;
const OF_REFUND = sql`null::text as shop, coalesce(completed_at, requested_at) as at_time, refund_minor as minor`;
const OF_LINE = sql`null::text as shop, happened_at as at_time, amount_minor as minor`;

const OF_ORDER_LINE = sql`null::text as shop, shipped_at as at_time, paid_minor as minor`;

const ORDERS = placeIn('orders', 'orders', { kind: 'order', column: 'match_key', told: OF_ORDER });
const PAYMENTS = placeIn('orders', 'orders', { kind: 'payment', column: 'payment_no', told: OF_ORDER });
const ORDER_LINES = placeIn('order_lines', 'orders', {
  kind: 'order_line',
  column: 'order_line_no',
  told: sql`null::text as shop, null::timestamp as at_time, paid_minor as minor`,
});
const REFUNDS = placeIn('refunds', 'refunds', { kind: 'refund', column: 'refund_no', told: OF_REFUND });
const LINES = placeIn('statement_lines', 'statement_lines', {
  kind: 'statement_line',
  column: 'line_no',
  told: OF_LINE,
});
const TRANSACTIONS = placeIn('statement_lines', 'statement_lines', {
  kind: 'payment',
  column: 'transaction_no',
  told: OF_LINE,
});
const WALLET_KEYS: Place = {
  kind: 'wallet_key',
  list: sql`'statement_lines'`,
  from: ({ untimed }) => untimed,
  kinds: [],
  column: sql`match_key`,
  select: sql`match_key as number, match_key, shop, due_at as at_time, received_minor as minor`,
  live: sql`has_order = false`,
};

/** Money that names no order stands under the number of its payment or line. */
const UNNAMED_KEYS: Place = { ...WALLET_KEYS, before: '?' };

const PARCELS: readonly Place[] = [
  placeIn('orders', 'orders', {
    kind: 'parcel',
    column: 'tracking_no',
    told: sql`shop, coalesce(shipped_at, paid_at) as at_time, paid_minor as minor`,
  }),
  placeIn('order_lines', 'orders', { kind: 'parcel', column: 'tracking_no', told: OF_ORDER_LINE }),
  placeIn('refunds', 'refunds', { kind: 'parcel', column: 'return_tracking_no', told: OF_REFUND }),
];

function recordsAt(kind: RecordNumber, live = LIVE): Place {
  return {
    kind,
    list: sql`list`,
    from: ({ rowsOf }) => recordsByNumber(kind, rowsOf),
    kinds: RECORD_KINDS,
    select: sql`number, match_key, shop, at_time, minor`,
    column: sql`number`,
    live,
  };
}

/** Parcels of records, those first that lead to an order. */
const PARCELS_OF_RECORDS: readonly Place[] = [
  recordsAt('parcel', sql`live and match_key not like '?%'`),
  recordsAt('parcel'),
];

/** Sub-orders that a row packs into their order. */
const PACKED: Place = {
  ...placeIn('orders', 'orders', {
    kind: 'order_line',
    column: 'sub_order_nos',
    told: sql`shop, coalesce(paid_at, created_at) as at_time, null::bigint as minor`,
  }),
  has: (number) => listsNumber(sql`sub_order_nos`, BETWEEN_ORDERS, [number]),
};

/** Numbers of records. They come last: what an order or a wallet tells of a number is nearer to the money. */
const RECORDS: readonly Place[] = [...PARCELS_OF_RECORDS, recordsAt('document')];

/** Parcels that stand with others in one cell. */
const LISTED_PARCELS: readonly Place[] = [...PARCELS, ...PARCELS_OF_RECORDS].map((place) => ({
  ...place,
  has: (number) => listsNumber(place.column, BETWEEN_PARCELS, [number]),
}));

/** Payment and line numbers of wallets are longer than this, numbers of orders are not. */
const ORDER_DIGITS_MAX = 22;

/** Places in the order in which a number of this length is likely to stand. */
function placesFor(number: string): readonly Place[] {
  return number.length > ORDER_DIGITS_MAX
    ? [PAYMENTS, LINES, TRANSACTIONS, REFUNDS, ORDERS, ORDER_LINES, WALLET_KEYS, UNNAMED_KEYS]
    : [ORDERS, ORDER_LINES, WALLET_KEYS, UNNAMED_KEYS, REFUNDS, PAYMENTS, LINES, TRANSACTIONS];
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
 * Rows that have the number, from the first place that has any, the likeliest first: a number belongs to one thing, and what else
 * bears it is told on that thing's page.
 */
export async function exactNumbers(
  on: Store,
  bookId: string,
  number: string,
  limit: number,
): Promise<FoundNumber[]> {
  const rowsOf = await rowsBearing(on, bookId, [number]);
  const rows = { rowsOf, untimed: await untimedBalances(on, bookId) };
  const conditionOf = (place: Place): Sql =>
    place.has?.(number) ?? sql`${place.column} collate "C" = ${writtenAt(place, number)}`;
  for (const places of [...likeliestApart(withParcels(number)), [...LISTED_PARCELS, PACKED]]) {
    const found = await foundInEach(on, bookId, { places, rows, conditionOf, limit });
    const first = found.find((here) => here.length > 0);
    if (first !== undefined) return first;
  }
  return [];
}

/** Most numbers stand in the likeliest place; the others are asked together. */
function likeliestApart(places: readonly Place[]): (readonly Place[])[] {
  return [places.slice(0, 1), places.slice(1)];
}

/** Of a column so many rows are looked at for each that is wanted: earlier versions of a row bear its number, too. */
const VERSIONS = 2;

/** Rows that have the number or, where none has, begin with it. Where they could stand is asked for both at once. */
export async function numbersFrom(
  on: Store,
  bookId: string,
  number: string,
  limit: number,
): Promise<FoundNumber[]> {
  const begun = someBeginning(on, bookId, number, limit);
  const [exact] = await Promise.all([exactNumbers(on, bookId, number, limit), begun]);
  return exact.length > 0 ? exact : numbersAmong(on, bookId, number, limit, await begun);
}

/** Rows whose number begins so, of every place until there are enough. */
export async function beginningNumbers(
  on: Store,
  bookId: string,
  beginning: string,
  limit: number,
): Promise<FoundNumber[]> {
  return numbersAmong(on, bookId, beginning, limit, await someBeginning(on, bookId, beginning, limit));
}

function someBeginning(on: Store, bookId: string, beginning: string, limit: number): Promise<RowsBeginning> {
  return rowsBeginning(on, bookId, beginning, VERSIONS * limit);
}

async function numbersAmong(
  on: Store,
  bookId: string,
  beginning: string,
  limit: number,
  some: RowsBeginning,
): Promise<FoundNumber[]> {
  const untimed = await untimedBalances(on, bookId);
  const conditionOf = (place: Place): Sql => beginsAt(place, beginning);
  const rowsIn = (places: readonly Place[], rowsOf: RowsOfKind, most: number): Promise<FoundNumber[][]> =>
    foundInEach(on, bookId, { places, rows: { rowsOf, untimed }, conditionOf, limit: most });
  const found: FoundNumber[] = [];
  for (const places of likeliestApart(withParcels(beginning))) {
    const among = await rowsIn(places, some, limit);
    for (const [at, place] of places.entries()) {
      const wanted = limit - found.length;
      const first = (among[at] ?? []).slice(0, wanted);
      const isEnough = first.length >= wanted || place.kinds.every(some.holdsAll);
      const rows = isEnough ? first : (await rowsIn([place], WHOLE_TABLES, wanted)).flat();
      const known = new Set(found.map((row) => row.match_key));
      found.push(...rows.filter((row) => !known.has(row.match_key)));
      if (found.length >= limit) return found;
    }
  }
  return found;
}

function beginsAt(place: Place, beginning: string): Sql {
  const written = writtenAt(place, beginning);
  return sql`${place.column} collate "C" >= ${written} and ${place.column} collate "C" < ${written + LAST_CHARACTER}`;
}

/** A number, or its beginning, as the column of a place has it. */
function writtenAt({ before = '' }: Place, number: string): string {
  return before + number;
}

/** What is looked for, and where. */
interface Wanted {
  readonly places: readonly Place[];
  readonly rows: RowsToSearch;
  readonly conditionOf: (place: Place) => Sql;
  /** At most so many rows of each place. */
  readonly limit: number;
}

/** The rows found in each place, by one statement: what a question waits for is its turns more than its work. */
async function foundInEach(
  on: Executor,
  bookId: string,
  { places, rows, conditionOf, limit }: Wanted,
): Promise<FoundNumber[][]> {
  const asked = places.flatMap((place, at) => {
    const from = place.from(rows);
    if (from === null) return [];
    return [
      sql`(select ${at}::integer as place, ${place.list} as list, ${place.select} from ${from} f
        where ${isOfBook(BOOK, bookId)} and ${place.live} and ${conditionOf(place)} limit ${limit})`,
    ];
  });
  if (asked.length === 0) return [];
  const found = await on.query<Omit<FoundNumber, 'kind'> & { place: number }>(join(asked, ' union all '));
  const in_place = Map.groupBy(found, ({ place }) => place);
  return places.map(({ kind }, at) =>
    (in_place.get(at) ?? []).map(({ place, ...row }) => ({ ...row, kind })),
  );
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
