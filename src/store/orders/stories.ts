import type { Component } from '../../model/component.ts';
import type { WallTime } from '../../model/facts.ts';
import { BETWEEN_ORDERS } from '../../model/records.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor, Store } from '../driver.ts';
import { withFiles } from '../facts/with-files.ts';
import { inOrder } from '../in-order.ts';
import { listsNumber } from '../indexes/number-columns.ts';
import { type RowsOfKind, rowsBearing } from '../indexes/number-index.ts';
import { keptUntilChange } from '../kept.ts';
import { isOfBook } from '../of-book.ts';
import { join, type Sql, sql } from '../sql.ts';
import { ordersOfParcel } from './parcels.ts';

const BOOK = sql`book_id`;

/** A fact as a story tells it: where it stands, when it happened, what it says. */
export interface StoryRow {
  what: 'order' | 'order_line' | 'refund' | 'statement_line';
  at_time: WallTime | null;
  batch_id: bigint;
  file: string;
  sheet: string | null;
  row_no: number;
  live: boolean;
  component: Component | null;
  amount_minor: Minor | null;
  /** The fact's own number: payment, sub-order, refund or line number. */
  number: string | null;
  /** Status or subject, as the file words it. */
  words: string | null;
  /** What the fact says besides. */
  note: string | null;
  /** Of the parcels that it tells. */
  tracking_no: string | null;
}

/**
 * The order numbers that a number leads to: itself if it is an order, the order of a sub-order, payment, refund, wallet line
 * or parcel. More than one when the number is shared.
 */
export async function ordersOfNumber(on: Store, bookId: string, number: string): Promise<string[]> {
  const rowsOf = await rowsBearing(on, bookId, [number, `?${number}`]);
  const own = await on.query(
    sql`select 1 as one from ${rowsOf('orders')} o where ${isOfBook(BOOK, bookId)} and match_key = ${number} and live limit 1`,
  );
  if (own.length > 0 && !(await isLinked(on, bookId, number))) return [number];
  const rows = await on.query<{ match_key: string }>(sql`
    select match_key from ${rowsOf('orders')} o where ${isOfBook(BOOK, bookId)} and (match_key = ${number} or payment_no = ${number}
        or ${listsNumber(sql`sub_order_nos`, BETWEEN_ORDERS, [number])})
    union
    select match_key from ${rowsOf('order_lines')} l where ${isOfBook(BOOK, bookId)} and (order_line_no = ${number} or payment_no = ${number})
    union
    select match_key from ${rowsOf('refunds')} r where ${isOfBook(BOOK, bookId)} and refund_no = ${number}
    union
    select coalesce(n.order_no, l.match_key) from ${rowsOf('statement_lines')} l
    left join key_links n on n.book_id = l.book_id and n.match_key = l.match_key
    where ${isOfBook(sql`l.book_id`, bookId)}
      and (l.match_key = ${number} or l.match_key = ${`?${number}`} or l.transaction_no = ${number} or l.line_no = ${number})
    union
    select order_no from key_links where book_id = ${bookId} and match_key = ${number}
    order by 1`);
  const all = rows.map((row) => row.match_key);
  if (all.length === 0) return ordersOfParcel(on, bookId, number, rowsOf);
  return all.includes(number) && !(await isLinked(on, bookId, number))
    ? [number]
    : all.filter((key) => key !== number);
}

/** A number and the order that the money under it was tied to. */
export interface KeyLink {
  match_key: string;
  order_no: string;
}

/** What ties money under a number to an order, or money to the order of the number. */
export async function linksOf(on: Executor, bookId: string, number: string): Promise<KeyLink[]> {
  const links = await on.query<KeyLink>(sql`select distinct match_key, order_no from key_links
    where ${isOfBook(BOOK, bookId)} and (match_key = ${number} or order_no = ${number})`);
  return inOrder(links, ({ match_key, order_no }) => [match_key, order_no]);
}

/** The keys whose money is an order's, by the links of its number: the number and those tied to it. */
export function keysAmong(links: readonly KeyLink[], orderNo: string): string[] {
  const tied = links.filter(({ order_no }) => order_no === orderNo).map(({ match_key }) => match_key);
  return [...new Set([orderNo, ...tied])];
}

/** Whether money under a number was tied to an order, by the links of the number. */
export function isTied(links: readonly KeyLink[], number: string): boolean {
  return links.some(({ match_key }) => match_key === number);
}

/** The keys whose money is an order's: its own number and those tied to it. */
export async function keysOfOrder(on: Executor, bookId: string, orderNo: string): Promise<string[]> {
  return keysAmong(await linksOf(on, bookId, orderNo), orderNo);
}

async function isLinked(on: Executor, bookId: string, number: string): Promise<boolean> {
  return isTied(await linksOf(on, bookId, number), number);
}

/**
 * Orders and their lines, refunds and wallet lines of an order whose money stands under these keys, earlier versions too, in order
 * of time. `rowsOf`: rows that bear the keys.
 */
export async function factsOfOrder(
  on: Store,
  bookId: string,
  orderNo: string,
  keys: readonly string[],
  rowsOf: RowsOfKind,
): Promise<StoryRow[]> {
  const orders = sql`select 'order' as what, coalesce(o.created_at, o.paid_at) as at_time, o.batch_id, o.row_no, o.live,
      null::text as component, o.paid_minor as amount_minor, o.payment_no as number, o.status_text as words,
      o.stages as note, o.tracking_no, null::bigint as subject_id
    from ${rowsOf('orders')} o where ${isOfBook(sql`o.book_id`, bookId)} and o.match_key = ${orderNo}
    union all
    select 'order_line', null::timestamp, l.batch_id, l.row_no, l.live, null::text, l.paid_minor, l.order_line_no,
      l.status_text, l.title, l.tracking_no, null::bigint
    from ${rowsOf('order_lines')} l where ${isOfBook(sql`l.book_id`, bookId)} and l.match_key = ${orderNo}`;
  return told(on, bookId, [orders, ...moneyTold(bookId, keys, rowsOf)]);
}

/**
 * Refunds and wallet lines under the keys of an order, earlier versions too, in order of time. `rowsOfOrder`: rows that bear the
 * order's own number; those of keys tied to it are looked up.
 */
export async function moneyOfOrder(
  on: Store,
  bookId: string,
  keys: readonly string[],
  rowsOfOrder: RowsOfKind,
): Promise<StoryRow[]> {
  const rowsOf = rowsOfOrder.covers(keys) ? rowsOfOrder : await rowsBearing(on, bookId, keys);
  return told(on, bookId, moneyTold(bookId, keys, rowsOf));
}

function moneyTold(bookId: string, keysOfOrder: readonly string[], rowsOf: RowsOfKind): Sql[] {
  // Keys as values, not as a table: their zones and indexes are then used.
  const keys = join(keysOfOrder.map((key) => sql`${key}::text`));
  const refunds = sql`select 'refund' as what, coalesce(r.completed_at, r.requested_at) as at_time, r.batch_id, r.row_no, r.live,
      'refund' as component, r.refund_minor as amount_minor, r.refund_no as number, r.status_text as words,
      nullif(concat_ws(' ', r.kind_text, r.return_carrier, r.return_tracking_no), '') as note,
      r.return_tracking_no as tracking_no, null::bigint as subject_id
    from ${rowsOf('refunds')} r where ${isOfBook(sql`r.book_id`, bookId)} and r.match_key in (${keys})`;
  const lines = sql`select 'statement_line' as what, s.happened_at as at_time, s.batch_id, s.row_no, s.live,
      null::text as component, s.amount_minor, s.line_no as number, null::text as words, null::text as note,
      null::text as tracking_no, s.subject_id
    from ${rowsOf('statement_lines')} s
    where ${isOfBook(sql`s.book_id`, bookId)} and s.match_key in (${keys})`;
  return [
    ...(rowsOf.mayHold('refunds') ? [refunds] : []),
    ...(rowsOf.mayHold('statement_lines') ? [lines] : []),
  ];
}

/** A fact as its own row tells it. */
type BareRow = Omit<StoryRow, 'file' | 'sheet'> & { subject_id: bigint | null };

/** Facts with their files and subjects, which are few and asked for by themselves: cheaper than to join them. */
async function told(on: Store, bookId: string, facts: readonly Sql[]): Promise<StoryRow[]> {
  if (facts.length === 0) return [];
  const rows = await on.query<BareRow>(join(facts, ' union all '));
  const subjects = await subjectsOf(
    on,
    bookId,
    rows.flatMap(({ subject_id }) => subject_id ?? []),
  );
  const worded = rows.map(({ subject_id, ...row }) => ({
    ...row,
    ...(subject_id === null ? {} : subjects.get(subject_id)),
  }));
  const placesOf = ({ at_time, what, batch_id, row_no }: (typeof worded)[number]) =>
    [at_time ?? '', what, batch_id, row_no] as const;
  return withFiles(on, bookId, inOrder(worded, placesOf));
}

/** What lines of these subjects say. */
type SubjectWords = Pick<StoryRow, 'component' | 'words' | 'note'>;

/** A book has few subjects, but may have as many as lines. */
const SUBJECTS_KEPT_MAX = 2000;

async function subjectsOf(
  on: Store,
  bookId: string,
  subject_ids: readonly bigint[],
): Promise<ReadonlyMap<bigint, SubjectWords>> {
  if (subject_ids.length === 0) return new Map();
  if (on.changes() !== null) {
    const kept = await keptUntilChange(on, `subjects ${bookId}`, () => subjectsAmong(on, bookId, sql`true`));
    if (kept.size <= SUBJECTS_KEPT_MAX) return kept;
  }
  const ids = join([...new Set(subject_ids)].map((subject_id) => sql`${subject_id}::bigint`));
  return subjectsAmong(on, bookId, sql`j.subject_id in (${ids})`);
}

async function subjectsAmong(
  on: Executor,
  bookId: string,
  isMeant: Sql,
): Promise<ReadonlyMap<bigint, SubjectWords>> {
  const subjects = await on.query<{ subject_id: bigint } & SubjectWords>(sql`select j.subject_id, c.component,
      trim(j.entry_type || ' ' || j.description) as words, c.rule_id as note
    from subjects j
    left join subject_components c on c.book_id = j.book_id and c.subject_id = j.subject_id
    where j.book_id = ${bookId} and ${isMeant} limit ${SUBJECTS_KEPT_MAX + 1}`);
  return new Map(subjects.map(({ subject_id, ...says }) => [subject_id, says]));
}

/** What an order went through. */
export interface Milestones {
  paid_at: WallTime | null;
  shipped_at: WallTime | null;
  carrier: string | null;
  tracking_no: string | null;
  delivered_at: WallTime | null;
  payout_minor: Minor | null;
}

/** Payment, parcels, confirmation and payout of the order as the live export tells them. */
export async function milestonesOf(on: Store, bookId: string, orderNo: string): Promise<Milestones | null> {
  const rowsOf = await rowsBearing(on, bookId, [orderNo]);
  const [row] = await on.query<Milestones>(
    sql`select paid_at, shipped_at, carrier, tracking_no, delivered_at, payout_minor from ${rowsOf('orders')} o
      where ${isOfBook(BOOK, bookId)} and match_key = ${orderNo} and live`,
  );
  return row ?? null;
}
