import { DuideshangError } from '../../errors.ts';
import type { CaseState } from '../../model/case.ts';
import { CASE_STATE_NAMES } from '../../model/case-names.ts';
import type { Component } from '../../model/component.ts';
import { evidenceAt, type RowEvidence } from '../../model/evidence.ts';
import type { OrderStatus } from '../../model/facts.ts';
import type { Text } from '../../model/language.ts';
import type { ShopsSeen } from '../../model/list.ts';
import { CAUSE_NAMES, STATE_NAMES, STATUS_NAMES, TYPE_NAMES } from '../../model/names.ts';
import type { Cause, State } from '../../model/result.ts';
import type { Equation } from '../../model/run.ts';
import type { Minor } from '../../money/money.ts';
import { toEquation } from '../../reconciliations/orders-money/summary.ts';
import type { Book } from '../../store/book.ts';
import { type CaseRow, casesOfKey, stepsOf } from '../../store/cases/cases.ts';
import { legsAround, type TransferLegRow } from '../../store/cases/transfers.ts';
import type { Store } from '../../store/driver.ts';
import { type RowsOfKind, rowsBearing } from '../../store/indexes/number-index.ts';
import { isOfShops, ordersOfKeys } from '../../store/orders/numbers.ts';
import {
  type OrderLine,
  type OrderLineRow,
  type OrderRow,
  orderLineRows,
  orderRows,
} from '../../store/orders/order-page.ts';
import { recordsOfOrder } from '../../store/orders/order-records.ts';
import {
  isTied,
  type KeyLink,
  keysAmong,
  linksOf,
  moneyOfOrder,
  ordersOfNumber,
  type StoryRow,
} from '../../store/orders/stories.ts';
import { type BalanceRow, balanceOfOrder } from '../../store/runs/results.ts';
import { lastRunKept } from '../../store/runs/runs.ts';
import { asWritten, type NameOfUser } from '../cases/case-words.ts';
import { type NearMiss, nearMisses } from '../cases/near-misses.ts';
import {
  factEvents,
  legEvents,
  orderEvents,
  type RateTold,
  stepEvents,
  toldBesides,
} from './order-events.ts';
import { whyOf } from './order-why.ts';
import { parcelEvents } from './parcel-events.ts';
import { numbersOfOrder, recordEvents } from './record-events.ts';

/** Something that is known of an order, with where it stands. */
export interface PageEvent {
  readonly at: string | null;
  readonly what: string;
  readonly name: Text;
  readonly number: string | null;
  readonly says: Text;
  readonly amount_minor: Minor | null;
  readonly component: Component | null;
  readonly component_name: Text | null;
  readonly rate: RateTold | null;
  readonly evidence: RowEvidence | null;
  readonly live: boolean;
}

/** A line of an order on its page, with where it stands. */
export interface PageLine extends OrderLine {
  readonly evidence: RowEvidence;
}

/** One order on one page. */
export interface OrderPage {
  readonly order_no: string;
  readonly shop: string | null;
  readonly status: string | null;
  readonly status_name: Text | null;
  readonly state: State | null;
  readonly state_name: Text | null;
  readonly cause: Cause | null;
  readonly cause_name: Text | null;
  readonly equation: Equation | null;
  readonly why: Text;
  readonly events: readonly PageEvent[];
  readonly lines: readonly PageLine[];
  readonly cases: readonly {
    readonly case_id: string;
    readonly type_name: Text;
    readonly cause_name: Text;
    readonly discrepancy_minor: Minor;
    readonly state: CaseState;
    readonly state_name: Text;
  }[];
  readonly near_misses: readonly NearMiss[];
}

/** Who looks at the page. */
interface Viewer {
  readonly shops: ShopsSeen;
  readonly nameOfUser: NameOfUser;
}

/**
 * Everything known about one order in order of time, why it is or is not matched, and what its money could belong to. Any
 * of its numbers may be given.
 * @throws order_unknown when no file names it or it is of a shop that the user may not see, order_not_unique
 */
export async function orderStory(
  book: Book,
  number: string,
  { shops = null, nameOfUser = asWritten }: Partial<Viewer> = {},
): Promise<OrderPage> {
  const found = await orderOf(book, number, shops);
  const { orderNo, lines, cases, balance } = found;
  const order = liveOf(found.rows);
  if (!isOfShops(order?.shop ?? null, shops)) throw new DuideshangError('order_unknown', { number });
  const standing = cases.filter(({ is_gone }) => !is_gone);
  const [events, near_misses] = await Promise.all([
    eventsOf(book, found, { shops, nameOfUser }),
    nearMissesOf(book, orderNo, order, standing),
  ]);
  return {
    order_no: orderNo.replace(/^\?/, ''),
    shop: order?.shop ?? null,
    status: order?.status ?? null,
    status_name: order === null ? null : STATUS_NAMES[order.status as OrderStatus],
    state: balance?.state ?? null,
    state_name: balance === null ? null : STATE_NAMES[balance.state],
    cause: balance?.cause ?? null,
    cause_name: balance === null || balance.cause === null ? null : CAUSE_NAMES[balance.cause],
    equation: balance === null ? null : toEquation(balance),
    why: whyOf(balance, order, standing),
    events,
    lines: lines.map(lineCard),
    cases: cases.map(caseCard),
    near_misses,
  };
}

function lineCard(row: OrderLineRow): PageLine {
  const { order_line_no, title, sku, quantity, paid_minor, refund_minor, status } = row;
  return { order_line_no, title, sku, quantity, paid_minor, refund_minor, status, evidence: evidenceAt(row) };
}

/** What bears the number of an order, and what people did about it. */
interface FoundOrder {
  readonly orderNo: string;
  readonly links: readonly KeyLink[];
  /** The keys whose money is the order's. */
  readonly keys: readonly string[];
  /** Rows of any kind that bear the order's number. */
  readonly rowsOf: RowsOfKind;
  readonly rows: readonly OrderRow[];
  readonly balance: BalanceRow | null;
  readonly lines: readonly OrderLineRow[];
  readonly facts: readonly StoryRow[];
  readonly cases: readonly CaseRow[];
  readonly legs: readonly TransferLegRow[];
}

/** The order that a number leads to among the shops that are seen, with its rows. */
async function orderOf({ store, book_id }: Book, number: string, shops: ShopsSeen): Promise<FoundOrder> {
  const own = await underNumber(store, book_id, number);
  if (liveOf(own.rows) !== null && !isTied(own.links, number)) return own;
  const found = await ordersOfNumber(store, book_id, number);
  const [orderNo, ...others] = shops === null ? found : await seenOf(store, book_id, found, shops);
  if (orderNo === undefined) throw new DuideshangError('order_unknown', { number });
  if (others.length > 0)
    throw new DuideshangError('order_not_unique', { number, orders: [orderNo, ...others].join(', ') });
  return orderNo === number ? own : underNumber(store, book_id, orderNo);
}

/** What bears a number that is taken for an order's: whatever waits for nothing else is asked at once. */
async function underNumber(store: Store, book_id: string, orderNo: string): Promise<FoundOrder> {
  const [links, rowsOf, cases, legs] = await Promise.all([
    linksOf(store, book_id, orderNo),
    rowsBearing(store, book_id, [orderNo]),
    casesOfKey(store, book_id, orderNo),
    legsAround(store, book_id, [orderNo]),
  ]);
  const keys = keysAmong(links, orderNo);
  const asked = orderRows(store, book_id, orderNo, rowsOf);
  const [rows, balance, lines, facts] = await Promise.all([
    asked,
    asked.then((rows) => balanceOfOrder(store, book_id, orderNo, liveOf(rows)?.paid_at ?? null)),
    orderLineRows(store, book_id, orderNo, rowsOf),
    moneyOfOrder(store, book_id, keys, rowsOf),
  ]);
  return { orderNo, links, keys, rowsOf, rows, balance, lines, facts, cases, legs };
}

async function seenOf(
  store: Store,
  book_id: string,
  orders: readonly string[],
  shops: ShopsSeen,
): Promise<string[]> {
  const known = await ordersOfKeys(store, book_id, orders);
  return orders.filter((order) => isOfShops(known.get(order)?.shop ?? null, shops));
}

function liveOf(rows: readonly OrderRow[]): OrderRow | null {
  return rows.findLast(({ live }) => live) ?? null;
}

function caseCard(row: CaseRow): OrderPage['cases'][number] {
  return {
    case_id: String(row.case_id),
    type_name: TYPE_NAMES[row.exception_type],
    cause_name: CAUSE_NAMES[row.cause],
    discrepancy_minor: row.discrepancy_minor,
    state: row.state,
    state_name: CASE_STATE_NAMES[row.state],
  };
}

async function eventsOf(
  { store, book_id }: Book,
  { orderNo, keys, rows, rowsOf, lines, facts, cases, legs }: FoundOrder,
  { shops, nameOfUser }: Viewer,
): Promise<PageEvent[]> {
  const order = liveOf(rows);
  const lineNumbers = lines.map(({ order_line_no }) => order_line_no);
  const numbers = numbersOfOrder(keys, lineNumbers, [order, ...lines, ...facts]);
  const [run, records, steps] = await Promise.all([
    lastRunKept(store, book_id),
    recordsOfOrder(store, book_id, numbers, rowsOf, shops),
    cases.length === 0 ? [] : stepsOf(store, book_id, { match_key: orderNo }),
  ]);
  const rates = (run?.fee_rates ?? []).filter((rate) => rate.shop === (order?.shop ?? null));
  return inOrderOfTime([
    ...toldBesides(rows),
    ...orderEvents(order),
    ...factEvents(facts, order, rates),
    ...parcelEvents(order, lines),
    ...recordEvents(records),
    ...stepEvents(steps, nameOfUser),
    ...legEvents(legs, orderNo, nameOfUser),
  ]);
}

function inOrderOfTime(events: readonly PageEvent[]): PageEvent[] {
  return events.toSorted((a, b) => compareTimes(a.at, b.at));
}

/** What has no time comes first. */
function compareTimes(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

/** Looked for where money is missing or too much; a fee that differs is nobody else's. */
async function nearMissesOf(
  book: Book,
  match_key: string,
  order: OrderRow | null,
  cases: readonly CaseRow[],
): Promise<NearMiss[]> {
  const open = cases.find((each) => each.exception_type !== 'fee_variance');
  if (open === undefined) return [];
  return nearMisses(book, {
    match_key,
    discrepancy_minor: open.discrepancy_minor,
    at: open.happened_at ?? order?.delivered_at ?? order?.paid_at ?? null,
    account_id: open.account_id,
    payment_no: order?.payment_no ?? null,
  });
}
