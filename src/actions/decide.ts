import { now } from '../calendar/wall-time.ts';
import { DuideshangError } from '../errors.ts';
import type { ExceptionType } from '../model/result.ts';
import type { ExceptionRecord } from '../model/run.ts';
import type { Book } from '../store/book.ts';
import { listDecisions, recordDecision, undoDecision } from '../store/decisions.ts';
import { streamExceptions } from '../store/results.ts';

/** What a person can decide about an exception. */
export const DECISIONS = ['accept', 'write_off'] as const;
export type Decision = (typeof DECISIONS)[number];

/** Who decides, and why. */
export interface DecisionNote {
  readonly made_by: string;
  readonly note: string;
}

/**
 * Records a decision about the exceptions of an order (all of them, or those of one type). It stands over every re-run
 * as long as the money is the same.
 * @returns the number of exceptions decided about. @throws nothing_to_decide when the order has none.
 */
export async function decide(
  book: Book,
  orderNo: string,
  decision: Decision,
  note: DecisionNote,
  type?: ExceptionType,
): Promise<number> {
  const found: ExceptionRecord[] = [];
  const filter = { match_key: orderNo, ...(type === undefined ? {} : { type }) };
  for await (const batch of streamExceptions(book.store, book.book_id, filter)) found.push(...batch);
  if (found.length === 0) throw new DuideshangError('nothing_to_decide', { order_no: orderNo });
  await book.store.transaction(async (tx) => {
    for (const exception of found) {
      await recordDecision(tx, book.book_id, {
        decision,
        match_key: exception.match_key,
        subject: exception.type,
        payload: JSON.stringify({ discrepancy_minor: String(exception.discrepancy_minor), note: note.note }),
        made_by: note.made_by,
        made_at: now(),
      });
    }
  });
  return found.length;
}

/** Records that money named by `matchKey` belongs to an order; the next run ties it. */
export async function decideMatch(
  book: Book,
  matchKey: string,
  orderNo: string,
  note: DecisionNote,
): Promise<bigint> {
  return book.store.transaction((tx) =>
    recordDecision(tx, book.book_id, {
      decision: 'match',
      match_key: matchKey,
      subject: orderNo,
      payload: JSON.stringify({ note: note.note }),
      made_by: note.made_by,
      made_at: now(),
    }),
  );
}

/**
 * Takes back every decision that stands about an order, money tied to it by hand included. The records stay, with the
 * moment. Returns how many there were.
 */
export async function takeBack(book: Book, orderNo: string): Promise<number> {
  const standing = (await listDecisions(book.store, book.book_id)).filter(
    (each) => each.match_key === orderNo || (each.decision === 'match' && each.subject === orderNo),
  );
  await book.store.transaction(async (tx) => {
    for (const { decision_id } of standing) await undoDecision(tx, book.book_id, decision_id, now());
  });
  return standing.length;
}
