import type { WallTime } from '../../model/facts.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor, Store } from '../driver.ts';
import { withFiles } from '../facts/with-files.ts';
import { inOrder } from '../in-order.ts';
import type { RowsOfKind } from '../indexes/number-index.ts';
import { isOfBook } from '../of-book.ts';
import { sql } from '../sql.ts';

/** An order as a row tells it, with where the row stands. */
export interface OrderRow {
  match_key: string;
  live: boolean;
  shop: string | null;
  payment_no: string | null;
  status: string;
  status_text: string;
  created_at: WallTime | null;
  paid_at: WallTime | null;
  delivered_at: WallTime | null;
  paid_minor: Minor;
  shipping_minor: Minor | null;
  refund_minor: Minor | null;
  payout_minor: Minor | null;
  batch_id: bigint;
  file: string;
  sheet: string | null;
  row_no: number;
  tracking_no: string | null;
  carrier: string | null;
  shipped_at: WallTime | null;
  sub_order_nos: string | null;
}

/** The rows of an order, of those that bear its number, later imports last; none for money that names no known order. */
export async function orderRows(
  on: Store,
  bookId: string,
  orderNo: string,
  rowsOf: RowsOfKind,
): Promise<OrderRow[]> {
  const rows = await on.query<
    BareRow<OrderRow>
  >(sql`select o.match_key, o.live, o.shop, o.payment_no, o.status, o.status_text,
      o.created_at, o.paid_at, o.delivered_at, o.paid_minor, o.shipping_minor, o.refund_minor, o.payout_minor,
      o.batch_id, o.row_no, o.tracking_no, o.carrier, o.shipped_at,
      o.sub_order_nos
    from ${rowsOf('orders')} o
    where ${isOfBook(sql`o.book_id`, bookId)} and o.match_key = ${orderNo}`);
  return withFiles(
    on,
    bookId,
    inOrder(rows, ({ batch_id, row_no }) => [batch_id, row_no]),
  );
}

/** As the table holds it: the batch stands for the file. */
type BareRow<T> = Omit<T, 'file' | 'sheet'>;

/** What a row tells of the parcel with its goods, and where the row stands. */
export interface ParcelTelling {
  tracking_no: string | null;
  carrier: string | null;
  shipped_at: WallTime | null;
  batch_id: bigint;
  file: string;
  sheet: string | null;
  row_no: number;
}

/** A line of an order. */
export interface OrderLine {
  order_line_no: string | null;
  title: string | null;
  sku: string | null;
  quantity: string | null;
  paid_minor: Minor | null;
  refund_minor: Minor | null;
  status: string;
}

/** A line of an order as its live row tells it. */
export interface OrderLineRow extends OrderLine, ParcelTelling {}

/** The lines of an order, of the rows that bear its number. */
export async function orderLineRows(
  on: Store,
  bookId: string,
  orderNo: string,
  rowsOf: RowsOfKind,
): Promise<OrderLineRow[]> {
  if (!rowsOf.mayHold('order_lines')) return [];
  const rows = await on.query<
    BareRow<OrderLineRow>
  >(sql`select l.order_line_no, l.title, l.sku, l.quantity, l.paid_minor,
      l.refund_minor, l.status_text as status, l.tracking_no, l.carrier, l.shipped_at, l.batch_id, l.row_no
    from ${rowsOf('order_lines')} l
    where ${isOfBook(sql`l.book_id`, bookId)} and l.match_key = ${orderNo} and l.live`);
  const placesOf = ({ order_line_no, batch_id, row_no }: (typeof rows)[number]) =>
    [order_line_no, batch_id, row_no] as const;
  return withFiles(on, bookId, inOrder(rows, placesOf));
}

/** An open case whose money or number may belong to a key. */
export interface NearCaseRow {
  match_key: string;
  order_no: string | null;
  case_id: bigint;
  shop: string | null;
  account_id: string | null;
  happened_at: WallTime | null;
  discrepancy_minor: Minor;
  exception_type: string;
  explanation: string;
  evidence: string;
}

/** Candidates looked at, at most. */
const NEAR_MAX = 400;

/**
 * Open cases of other keys that a key could belong to: their money is what the key has too little or too much of, their key
 * is its payment number, or half of their number is half of its number. What one has too little the other has too much.
 */
export function nearCases(
  on: Executor,
  bookId: string,
  key: {
    readonly match_key: string;
    /** Actual − expected of the key. */
    readonly discrepancy_minor: Minor;
    readonly payment_no: string | null;
  },
): Promise<NearCaseRow[]> {
  const number = key.match_key.replace(/^\?/, '');
  const half = Math.floor(number.length / 2);
  const opposite = key.discrepancy_minor < 0n ? sql`discrepancy_minor > 0` : sql`discrepancy_minor < 0`;
  return on.query<NearCaseRow>(sql`select match_key, order_no, case_id, shop, account_id, happened_at, discrepancy_minor,
      exception_type, explanation, evidence
    from app.cases
    where book_id = ${bookId} and not is_gone and match_key <> ${key.match_key} and ${opposite}
      and exception_type <> 'fee_variance' and state in ('open', 'investigating', 'waiting')
      and ((discrepancy_minor = ${-key.discrepancy_minor}::bigint and discrepancy_minor <> 0)
        or match_key = ${`?${key.payment_no ?? ''}`}
        or (length(match_key) = ${number.length}::integer and ${half}::integer >= 4
          and (left(match_key, ${half}::integer) = ${number.slice(0, half)}
            or right(match_key, ${half}::integer) = ${number.slice(number.length - half)})))
    order by case when discrepancy_minor = ${-key.discrepancy_minor}::bigint then 0 else 1 end, case_id
    limit ${NEAR_MAX}`);
}
