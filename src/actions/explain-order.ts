import { DuideshangError } from '../errors.ts';
import type { ExceptionRecord, OrderStory, StoryEvent } from '../model/run.ts';
import { formatMinor } from '../money/money.ts';
import { toEquation } from '../reconciliations/orders-money/summary.ts';
import type { Book } from '../store/book.ts';
import { listDecisions } from '../store/decisions.ts';
import { balanceOf, streamExceptions } from '../store/results.ts';
import { factsOfOrder, milestonesOf, ordersOfNumber, type StoryRow } from '../store/stories.ts';
import { rawCells } from './raw-cells.ts';

/** What `explainOrder` may be asked besides. */
export interface ExplainOptions {
  /** Whether the raw cells of every row are read from the originals. */
  readonly cells?: boolean;
  /** For encrypted zips. */
  readonly password?: string;
}

/**
 * Everything known about one order in order of time, and the last run's result. `number` may be the order's number or
 * any number that leads to it: sub-order, payment, refund, wallet line.
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
  const facts = await factsOfOrder(store, book_id, orderNo);
  const cellsOf = options.cells === true ? await rawCells(book, facts, options) : () => undefined;
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
  milestones: Awaited<ReturnType<typeof milestonesOf>>,
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

function milestoneDetails(milestones: Awaited<ReturnType<typeof milestonesOf>>): Record<string, string> {
  if (milestones === null) return {};
  const { paid_at, delivered_at, payout_minor } = milestones;
  return {
    ...(paid_at === null ? {} : { paid_at }),
    ...(delivered_at === null ? {} : { delivered_at }),
    ...(payout_minor === null ? {} : { payout: formatMinor(payout_minor) }),
  };
}

async function decisionEvents(book: Book, orderNo: string): Promise<StoryEvent[]> {
  const decisions = await listDecisions(book.store, book.book_id, { match_key: orderNo, undone: true });
  return decisions.map((decision) => ({
    at: decision.made_at,
    what: 'decision',
    evidence: null,
    live: decision.undone_at === null,
    component: null,
    amount_minor: null,
    details: { decision: decision.decision, subject: decision.subject, made_by: decision.made_by },
  }));
}
