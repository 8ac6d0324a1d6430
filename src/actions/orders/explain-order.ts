import { DuideshangError } from '../../errors.ts';
import { quantityText } from '../../model/records.ts';
import type { ExceptionRecord, OrderStory, StoryEvent } from '../../model/run.ts';
import { formatMinor } from '../../money/money.ts';
import { toEquation } from '../../reconciliations/orders-money/summary.ts';
import type { Book } from '../../store/book.ts';
import { type StepRow, stepsOf } from '../../store/cases/cases.ts';
import { legsAround, type TransferLegRow } from '../../store/cases/transfers.ts';
import { rowsBearing } from '../../store/indexes/number-index.ts';
import { type OrderRecordRow, recordsOfOrder } from '../../store/orders/order-records.ts';
import {
  factsOfOrder,
  keysOfOrder,
  type Milestones,
  milestonesOf,
  ordersOfNumber,
  type StoryRow,
} from '../../store/orders/stories.ts';
import { balanceOf, streamExceptions } from '../../store/runs/results.ts';
import { rawCells } from '../rows/raw-cells.ts';
import { eventOf, numbersOfOrder } from './record-events.ts';

/** What `explainOrder` may be asked besides. */
export interface ExplainOptions {
  /** Whether the raw cells of every row are read from the originals. */
  readonly cells?: boolean;
  /** For encrypted zips. */
  readonly password?: string;
}

/**
 * Everything known about one order in order of time, and the last run's result. `number` may be the order's number or
 * any number that leads to it: sub-order, payment, refund, wallet line, parcel.
 * @throws order_unknown when no file names it, order_not_unique when it leads to several orders.
 */
export async function explainOrder(
  book: Book,
  number: string,
  options: ExplainOptions = {},
): Promise<OrderStory> {
  const { store, book_id } = book;
  const orders = await ordersOfNumber(store, book_id, number);
  const [orderNo] = orders;
  if (orderNo === undefined) throw new DuideshangError('order_unknown', { number });
  if (orders.length > 1) throw new DuideshangError('order_not_unique', { number, orders: orders.join(', ') });
  const keys = await keysOfOrder(store, book_id, orderNo);
  const rowsOf = await rowsBearing(store, book_id, keys);
  const facts = await factsOfOrder(store, book_id, orderNo, keys, rowsOf);
  const lineNumbers = facts.map(({ what, number }) => (what === 'order_line' ? number : null));
  const records = await recordsOfOrder(
    store,
    book_id,
    numbersOfOrder(keys, lineNumbers, facts),
    rowsOf,
    null,
  );
  const cellsOf =
    options.cells === true ? await rawCells(book, [...facts, ...records], options) : () => undefined;
  const milestones = await milestonesOf(store, book_id, orderNo);
  const balance = await balanceOf(store, book_id, orderNo);
  const exceptions: ExceptionRecord[] = [];
  for await (const batch of streamExceptions(store, book_id, { match_key: orderNo }))
    exceptions.push(...batch);
  return {
    order_no: orderNo.replace(/^\?/, ''),
    state: balance?.state ?? null,
    cause: balance?.cause ?? null,
    equation: balance === null ? null : toEquation(balance),
    events: inOrderOfTime([
      ...facts.map((fact) => factEvent(fact, milestones, cellsOf(fact))),
      ...records.map((record) => recordEvent(record, cellsOf(record))),
      ...(await decisionEvents(book, orderNo)),
    ]),
    exceptions,
  };
}

/** What has no time of its own comes first; of one moment as given. */
function inOrderOfTime(events: readonly StoryEvent[]): StoryEvent[] {
  const momentOf = ({ at }: StoryEvent): string => at ?? '';
  return events.toSorted((a, b) => (momentOf(a) < momentOf(b) ? -1 : momentOf(a) > momentOf(b) ? 1 : 0));
}

function factEvent(
  fact: StoryRow,
  milestones: Milestones | null,
  cells: Readonly<Record<string, string>> | undefined,
): StoryEvent {
  return {
    at: fact.at_time,
    what: fact.what,
    evidence: { file: fact.file, sheet: fact.sheet, row: fact.row_no },
    live: fact.live,
    component: fact.component,
    amount_minor: fact.amount_minor,
    details: {
      ...(fact.number === null ? {} : { number: fact.number }),
      ...(fact.words === null ? {} : { words: fact.words }),
      ...(fact.note === null ? {} : { note: fact.note }),
      ...(fact.what === 'order' && fact.live ? milestoneDetails(milestones) : {}),
    },
    ...(cells === undefined ? {} : { cells }),
  };
}

function milestoneDetails(milestones: Milestones | null): Record<string, string> {
  if (milestones === null) return {};
  const { paid_at, shipped_at, carrier, tracking_no, delivered_at, payout_minor } = milestones;
  const parcel = [carrier, tracking_no].filter((word) => word !== null).join(' ');
  return {
    ...(paid_at === null ? {} : { paid_at }),
    ...(shipped_at === null ? {} : { shipped_at }),
    ...(parcel === '' ? {} : { parcel }),
    ...(delivered_at === null ? {} : { delivered_at }),
    ...(payout_minor === null ? {} : { payout: formatMinor(payout_minor) }),
  };
}

function recordEvent(
  record: OrderRecordRow,
  cells: Readonly<Record<string, string>> | undefined,
): StoryEvent {
  const { number, words, quantity_milli, weight_milli, order_nos } = record;
  return {
    at: record.at_time,
    what: eventOf(record),
    evidence: { file: record.file, sheet: record.sheet, row: record.row_no },
    live: record.live,
    component: null,
    amount_minor: record.amount_minor,
    details: {
      ...(number === null ? {} : { number }),
      ...(words === '' ? {} : { words }),
      ...(quantity_milli === null ? {} : { quantity: quantityText(quantity_milli) }),
      ...(weight_milli === null ? {} : { weight: quantityText(weight_milli) }),
      ...(order_nos === null ? {} : { joined: order_nos }),
    },
    ...(cells === undefined ? {} : { cells }),
  };
}

/** What people did: steps of the order's cases, and money they moved to or from it. */
async function decisionEvents({ store, book_id }: Book, orderNo: string): Promise<StoryEvent[]> {
  const steps = (await stepsOf(store, book_id, { match_key: orderNo })).filter(
    (step) => (step.made_by !== null || step.rule_id !== null) && !isToldByLegs(step),
  );
  const legs = await legsAround(store, book_id, [orderNo]);
  return [
    ...steps.map(stepEvent),
    ...legs.filter((leg) => leg.match_key === orderNo).map((leg) => legEvent(leg, legs)),
  ];
}

/** A step of moved money; one that was only proposed has no legs that stood. */
function isToldByLegs({ what, after_state }: StepRow): boolean {
  return (what === 'match' || what === 'adjust') && after_state !== 'in_review';
}

function stepEvent(step: StepRow): StoryEvent {
  return {
    at: step.made_at,
    what: 'decision',
    evidence: null,
    live: !step.undone,
    component: null,
    amount_minor: null,
    details: {
      decision: step.what,
      made_by: step.made_by ?? step.rule_id ?? '',
      ...(step.note === null ? {} : { note: step.note }),
    },
  };
}

/** Money moved by hand, with the keys at the other end. */
function legEvent(leg: TransferLegRow, all: readonly TransferLegRow[]): StoryEvent {
  const others = all.filter(
    (each) => each.transfer_id === leg.transfer_id && each.match_key !== leg.match_key,
  );
  return {
    at: leg.made_at,
    what: 'transfer',
    evidence: null,
    live: leg.undone_at === null,
    component: null,
    amount_minor: leg.kind === 'link' ? null : leg.amount_minor,
    details: {
      made_by: leg.made_by ?? '',
      ...(leg.counter === null ? {} : { counter: leg.counter }),
      ...(others.length === 0 ? {} : { keys: others.map((each) => each.match_key).join(', ') }),
      ...(leg.note === null ? {} : { note: leg.note }),
    },
  };
}
