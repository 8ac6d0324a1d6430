import { now } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import type { Text } from '../../model/language.ts';
import { type Actor, isAtLeast, ROLE_NAMES } from '../../model/role.ts';
import type { Minor } from '../../money/money.ts';
import type { Book } from '../../store/book.ts';
import { type ActionRow, listActionRows, markUndone, stepAfter } from '../../store/cases/actions.ts';
import { takeBackSteps } from '../../store/cases/case-steps.ts';
import { undoTransfers } from '../../store/cases/transfers.ts';
import type { Executor } from '../../store/driver.ts';
import { changeCases } from './case-queue.ts';
import { asWritten, type NameOfUser, stepName, THE_PROGRAM } from './case-words.ts';

/** A bulk action that was made. */
export interface ListedAction {
  readonly action_id: string;
  readonly move: string;
  readonly name: Text;
  /** The user's id; null when a rule of the book did it. */
  readonly made_by: string | null;
  readonly made_at: string;
  readonly count: number;
  readonly discrepancy_minor: Minor;
  readonly undone_at: string | null;
  /** Whether it can still be undone by the one who asks. */
  readonly can_undo: boolean;
  /** Whether it moved money, so that the balances are another with the next run. */
  readonly moves_money: boolean;
}

const ACTIONS_SHOWN = 50;

/** The latest actions that the user may see, newest first; `mine` leaves those of others out. */
export async function listActions(book: Book, who: Actor, mine = false): Promise<ListedAction[]> {
  const { store, book_id } = book;
  const rows = await listActionRows(store, book_id, who, mine ? { made_by: who.user_id } : {}, ACTIONS_SHOWN);
  return Promise.all(rows.map((row) => toListed(book, who, row)));
}

/** One action. @throws action_unknown, also where it touches a shop that the user may not see */
export async function readAction(book: Book, who: Actor, action_id: bigint): Promise<ListedAction> {
  return toListed(book, who, await rowOf(book.store, book.book_id, who, action_id));
}

async function rowOf(on: Executor, book_id: string, who: Actor, action_id: bigint): Promise<ActionRow> {
  const [row] = await listActionRows(on, book_id, who, { action_id }, 1);
  if (row === undefined) throw new DuideshangError('action_unknown', { action_id: String(action_id) });
  return row;
}

async function toListed({ store, book_id }: Book, who: Actor, row: ActionRow): Promise<ListedAction> {
  const later = row.undone_at === null ? await stepAfter(store, book_id, row.action_id) : null;
  return {
    action_id: String(row.action_id),
    move: row.move,
    name: stepName(row.move),
    made_by: row.made_by,
    made_at: row.made_at,
    count: row.case_count,
    discrepancy_minor: row.discrepancy_minor,
    undone_at: row.undone_at,
    can_undo: row.undone_at === null && later === null && mayUndo(who, row),
    moves_money: row.moves_money,
  };
}

/** One's own actions, and from reviewer up everybody's. */
function mayUndo({ user_id, role }: Actor, { made_by }: ActionRow): boolean {
  return made_by === user_id ? isAtLeast(role, 'clerk') : isAtLeast(role, 'reviewer');
}

/**
 * Undoes an action as a whole: its cases are where they were before, its transfers no longer hold.
 * @throws action_unknown, action_undone, action_stood_on when a later step stands on it, role_too_low
 */
export async function undoAction(
  book: Book,
  who: Actor,
  action_id: bigint,
  nameOfUser: NameOfUser = asWritten,
): Promise<ListedAction> {
  await changeCases(book, async (tx) => {
    const row = await rowOf(tx, book.book_id, who, action_id);
    if (row.undone_at !== null)
      throw new DuideshangError('action_undone', { at: row.undone_at, who: nameOfUser(row.undone_by ?? '') });
    if (!mayUndo(who, row)) throw notYours(row);
    const later = await stepAfter(tx, book.book_id, action_id);
    if (later !== null)
      throw new DuideshangError('action_stood_on', {
        key: later.match_key.replace(/^\?/, ''),
        step: stepName(later.what),
        who: later.made_by === null ? THE_PROGRAM : nameOfUser(later.made_by),
        at: later.made_at,
      });
    const at = now();
    await takeBackSteps(tx, book.book_id, action_id, at);
    await undoTransfers(tx, book.book_id, action_id, at);
    await markUndone(tx, book.book_id, action_id, who.user_id, at);
  });
  return readAction(book, who, action_id);
}

function notYours({ move }: ActionRow): DuideshangError {
  return new DuideshangError('role_too_low', {
    move: stepName(move),
    least: ROLE_NAMES.reviewer,
  });
}
