import { now } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import type { Move } from '../../model/case.ts';
import type { ExceptionType } from '../../model/result.ts';
import type { Actor } from '../../model/role.ts';
import type { Book } from '../../store/book.ts';
import { recordAction } from '../../store/cases/case-moves.ts';
import { type CaseRow, casesOfKey } from '../../store/cases/cases.ts';
import { insertTransfer, legsAround } from '../../store/cases/transfers.ts';
import { changeCases } from './case-queue.ts';
import { undoAction } from './list-actions.ts';
import { makeMove } from './make-move.ts';

/** What a person can decide about an exception. */
export const DECISIONS = ['accept', 'write_off'] as const;
export type Decision = (typeof DECISIONS)[number];

/** Who decides, and why. */
export interface DecisionNote {
  readonly made_by: string;
  readonly note: string;
}

const REASON_OF: Readonly<Record<Decision, string>> = { accept: 'verified', write_off: 'not_worth_it' };
const TAKEN_BACK = 'undo';

/**
 * Decides about the exceptions of an order (all of them, or those of one type): the cases are closed, over every re-run, as
 * long as the money is the same. Who has the book in hand at the command line has no limit for write-offs.
 * @returns the number of exceptions decided about. @throws nothing_to_decide when the order has none.
 */
export async function decide(
  book: Book,
  orderNo: string,
  decision: Decision,
  note: DecisionNote,
  type?: ExceptionType,
): Promise<number> {
  const found = (await casesOfKey(book.store, book.book_id, orderNo)).filter(
    (each) => !each.is_gone && (type === undefined || each.exception_type === type),
  );
  if (found.length === 0) throw new DuideshangError('nothing_to_decide', { order_no: orderNo });
  const who = actorOf(note);
  await reopen(book, who, found.filter(isClosed), note.note);
  const move: Move = { move: decision, reason_code: REASON_OF[decision] };
  const { action } = await makeMove(book, who, meaning(found), withNote(move, note.note));
  return action?.count ?? 0;
}

function actorOf({ made_by }: DecisionNote): Actor {
  return { user_id: made_by, role: 'administrator' };
}

function withNote(move: Move, note: string): Move {
  return note === '' ? move : { ...move, note };
}

function meaning(cases: readonly CaseRow[]): { cases: { case_id: string }[] } {
  return { cases: cases.map(({ case_id }) => ({ case_id: String(case_id) })) };
}

function isClosed({ state }: CaseRow): boolean {
  return state === 'resolved' || state === 'written_off';
}

async function reopen(book: Book, who: Actor, cases: readonly CaseRow[], note: string): Promise<void> {
  if (cases.length === 0) return;
  await makeMove(book, who, meaning(cases), { move: 'reopen', note: note === '' ? TAKEN_BACK : note });
}

/** Records that all money named by `matchKey` belongs to an order; the next run ties it. */
export async function decideMatch(
  book: Book,
  matchKey: string,
  orderNo: string,
  { made_by, note }: DecisionNote,
): Promise<bigint> {
  const made = { made_by, made_at: now(), reason_code: null, note: note === '' ? null : note };
  return changeCases(book, async (tx) => {
    const action_id = await recordAction(tx, {
      ...{ ...made, book_id: book.book_id, move: 'match', rule_id: null, case_count: 0 },
      discrepancy_minor: 0n,
    });
    const legs = [matchKey, orderNo].map((match_key) => ({ match_key, counter: null, amount_minor: 0n }));
    return insertTransfer(tx, book.book_id, { ...made, action_id, kind: 'link', legs });
  });
}

/**
 * Takes back every decision that stands about an order: closed cases are opened again, money tied to it or moved by hand is
 * as the files say. The steps stay. Returns how many there were.
 */
export async function takeBack(book: Book, orderNo: string, made_by: string): Promise<number> {
  const { store, book_id } = book;
  const who = actorOf({ made_by, note: '' });
  const legs = await legsAround(store, book_id, [orderNo]);
  const standing = legs.filter((leg) => leg.undone_at === null);
  const actions = new Set(standing.flatMap(({ action_id, stands_by }) => [action_id, stands_by]));
  for (const action_id of [...actions].sort((a, b) => (a > b ? -1 : 1)))
    await undoAction(book, who, action_id);
  const closed = (await casesOfKey(store, book_id, orderNo)).filter(
    (each) => !each.is_gone && isClosed(each),
  );
  await reopen(book, who, closed, TAKEN_BACK);
  return actions.size + closed.length;
}
