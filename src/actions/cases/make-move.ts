import { now } from '../../calendar/wall-time.ts';
import { CATALOGUE, DuideshangError } from '../../errors.ts';
import {
  type CaseState,
  isLegal,
  MOVE_NAMES,
  type Move,
  type MoveName,
  type MoveNeed,
  moveRule,
} from '../../model/case.ts';
import { CASE_STATE_NAMES, MOVE_NAMES_SAID } from '../../model/case-names.ts';
import { inEveryLanguage, listed, say, type Text } from '../../model/language.ts';
import { type Actor, isAtLeast, ROLE_NAMES } from '../../model/role.ts';
import type { Minor } from '../../money/money.ts';
import type { Book } from '../../store/book.ts';
import {
  type CaseSelection,
  judgeCases,
  type MoveContext,
  movingNumbers,
  type RefusedCase,
  refusedCases,
  selectCases,
  selectedStates,
  stampOf,
  sumJudged,
  writeMove,
} from '../../store/cases/case-moves.ts';
import { readReasons } from '../../store/cases/reasons.ts';
import type { Executor } from '../../store/driver.ts';
import { changeCases } from './case-queue.ts';
import { asWritten, type NameOfUser, THE_PROGRAM } from './case-words.ts';
import { type ListedAction, readAction } from './list-actions.ts';
import { moneyLimitsOf } from './write-off-limits.ts';

/** A case that a move does not touch, and why. */
export interface LeftOut {
  readonly case_id: string;
  readonly match_key: string;
  /** Code of the catalogue of errors. */
  readonly code: string;
  readonly says: Text;
}

/** A move as it is offered: what it leads to and what has to be said with it. */
export interface LegalMove {
  readonly move: MoveName;
  readonly name: Text;
  /** Null where the state stays, or where the proposal in review decides. */
  readonly to: CaseState | null;
  readonly needs: readonly MoveNeed[];
}

/** What a move would do to a selection. */
export interface MovePreview {
  readonly count: number;
  /** Numbers of the first of these, the largest difference first. */
  readonly first_numbers: readonly string[];
  readonly discrepancy_minor: Minor;
  /** Of these, write-offs beyond the limit, alone or together, which go to review. */
  readonly to_review: number;
  readonly from_states: readonly { readonly state: CaseState; readonly count: number }[];
  readonly left_out: readonly LeftOut[];
  readonly left_out_count: number;
  /** Moves that are legal for all cases of the selection. */
  readonly legal: readonly LegalMove[];
  /** Tells this selection from the same one after anybody changed it. */
  readonly stamp: string;
}

const LEFT_OUT_MAX = 50;
const FIRST_NUMBERS_MAX = 3;

/** What a move would do, and which moves are legal for the whole selection. Nothing is changed. */
export async function previewMove(
  book: Book,
  who: Actor,
  selection: CaseSelection,
  move?: MoveName,
  nameOfUser: NameOfUser = asWritten,
): Promise<MovePreview> {
  const context = await contextOf(book, who);
  return changeCases(book, async (tx) => {
    await selectCases(tx, book.book_id, selection);
    const legal = await legalForAll(tx, context);
    await judgeCases(tx, context, move ?? 'comment');
    const judged = await sumJudged(tx);
    const refused = await refusedCases(tx, book.book_id, LEFT_OUT_MAX);
    return {
      ...judged,
      first_numbers: await movingNumbers(tx, FIRST_NUMBERS_MAX),
      left_out: refused.map((each) => leftOut(each, move ?? 'comment', nameOfUser)),
      legal,
      stamp: await stampOf(tx, book.book_id),
    };
  });
}

/**
 * Makes a move on every case of the selection that may make it, as one action. Cases that may not are left as they are and
 * told. `action` is null when there was none that may.
 * @throws move_lacks, reason_unknown, role_too_low, selection_changed when the selection is not what its stamp is of
 */
export async function makeMove(
  book: Book,
  who: Actor,
  selection: CaseSelection,
  move: Move,
  nameOfUser: NameOfUser = asWritten,
): Promise<{ action: ListedAction | null; left_out: LeftOut[] }> {
  refuseIncomplete(who, move);
  const context = await contextOf(book, who);
  const reasons = await readReasons(book.store, book.book_id);
  if (move.reason_code !== undefined && !reasons.some(({ reason_code }) => reason_code === move.reason_code))
    throw new DuideshangError('reason_unknown', { reason_code: move.reason_code });
  const { action_id, refused } = await changeCases(book, async (tx) => {
    await selectCases(tx, book.book_id, selection);
    await refuseChanged(tx, book.book_id, selection);
    await judgeCases(tx, context, move.move);
    const judged = await sumJudged(tx);
    const refused = await refusedCases(tx, book.book_id, LEFT_OUT_MAX);
    const action_id = judged.count === 0 ? null : await writeMove(tx, context, move, now(), judged);
    return { action_id, refused };
  });
  return {
    action: action_id === null ? null : await readAction(book, who, action_id),
    left_out: refused.map((each) => leftOut(each, move.move, nameOfUser)),
  };
}

/** Cases that are named have a version each; those of a filter are changed together or not at all. */
async function refuseChanged(tx: Executor, book_id: string, selection: CaseSelection): Promise<void> {
  if (!('where' in selection) || selection.stamp === undefined) return;
  if (selection.stamp !== (await stampOf(tx, book_id))) throw new DuideshangError('selection_changed');
}

async function contextOf(book: Book, who: Actor): Promise<MoveContext> {
  return { book_id: book.book_id, who, limits: await moneyLimitsOf(book, who) };
}

function refuseIncomplete({ role }: Actor, move: Move): void {
  const { least, needs } = moveRule(move.move);
  const name = MOVE_NAMES_SAID[move.move];
  if (!isAtLeast(role, least))
    throw new DuideshangError('role_too_low', { move: name, least: ROLE_NAMES[least] });
  const missing = needs.filter((need) => move[need] === undefined || move[need] === '');
  if (missing.length > 0)
    throw new DuideshangError('move_lacks', {
      move: name,
      needs: listed(missing.map((need) => NEED_NAMES[need])),
    });
}

const NEED_NAMES = {
  reason_code: { 'zh-CN': '原因', 'zh-TW': '原因', en: 'a reason' },
  note: { 'zh-CN': '备注', 'zh-TW': '備註', en: 'a note' },
  assignee: { 'zh-CN': '负责人', 'zh-TW': '負責人', en: 'an assignee' },
  due_on: { 'zh-CN': '到期日', 'zh-TW': '到期日', en: 'a due day' },
} as const satisfies Record<MoveNeed, Text>;

async function legalForAll(tx: Executor, context: MoveContext): Promise<LegalMove[]> {
  const states = await selectedStates(tx, context);
  if (states.length === 0) return [];
  return MOVE_NAMES.filter(
    (move) =>
      isAtLeast(context.who.role, moveRule(move).least) &&
      states.every(({ state, is_gone }) => isLegal(move, state, is_gone)),
  ).map(toLegalMove);
}

/** A move with its name and needs. */
export function toLegalMove(move: MoveName): LegalMove {
  const { to, needs } = moveRule(move);
  return { move, name: MOVE_NAMES_SAID[move], to: to === 'proposed' ? null : to, needs };
}

/** Says why a move leaves a case as it is. */
export function leftOut(refused: RefusedCase, move: MoveName, nameOfUser: NameOfUser): LeftOut {
  const { case_id, match_key, state, refusal, changed_by, changed_at } = refused;
  const values = {
    case_id: String(case_id),
    key: match_key?.replace(/^\?/, '') ?? '',
    state: state === null ? '' : CASE_STATE_NAMES[state],
    move: MOVE_NAMES_SAID[move],
    who: changed_by === null ? THE_PROGRAM : nameOfUser(changed_by),
    at: changed_at ?? '',
  };
  return {
    case_id: String(case_id),
    match_key: match_key ?? '',
    code: refusal,
    says: inEveryLanguage((language) => say(CATALOGUE[refusal].text, language, values)),
  };
}
