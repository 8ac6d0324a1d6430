import path from 'node:path';
import { now } from '../../calendar/wall-time.ts';
import { CATALOGUE, DuideshangError, type ErrorCode } from '../../errors.ts';
import { type CaseState, isLegal, type MoveName, moveRule } from '../../model/case.ts';
import { CASE_STATE_NAMES, MOVE_NAMES_SAID } from '../../model/case-names.ts';
import { inEveryLanguage, type Language, say, type Text, type Value } from '../../model/language.ts';
import type { Reason } from '../../model/reason.ts';
import type { Actor } from '../../model/role.ts';
import type { Minor } from '../../money/money.ts';
import { type FilledRow, readRoundTrip } from '../../reports/round-trip/read.ts';
import {
  HEADERS,
  moveSaid,
  REASON_GIVEN,
  type RoundTripColumn,
  reasonSaid,
} from '../../reports/round-trip/texts.ts';
import { type WrittenCase, writeRoundTrip } from '../../reports/round-trip/write.ts';
import type { Book } from '../../store/book.ts';
import { idOf } from '../../store/cases/case-moves.ts';
import { type ChangedCase, casesNumbered, streamActiveCases } from '../../store/cases/cases.ts';
import { readReasons } from '../../store/cases/reasons.ts';
import { insertRoundTrip, markApplied, roundTripOf } from '../../store/cases/round-trips.ts';
import type { Sql } from '../../store/sql.ts';
import { saysOf } from './case-detail.ts';
import { changeCases } from './case-queue.ts';
import { asWritten, type NameOfUser, THE_PROGRAM } from './case-words.ts';
import type { ListedAction } from './list-actions.ts';
import { type LeftOut, makeMove, toLegalMove } from './make-move.ts';

/** A change that a file brought back would make. */
export interface RoundTripChange {
  readonly row: number;
  readonly case_id: string;
  readonly match_key: string;
  readonly move: MoveName;
  readonly move_name: Text;
  readonly note: string | null;
  readonly discrepancy_minor: Minor;
  readonly from_state: CaseState;
  /** Null where the state stays. */
  readonly to_state: CaseState | null;
}

/** A case that others changed since the file was written: by whom, when, to what. */
export interface RoundTripConflict extends RoundTripChange {
  readonly changed_by: string | null;
  readonly changed_at: string;
  readonly now: Text;
}

/** What a file brought back would do. */
export interface RoundTripPreview {
  readonly round_trip_id: string;
  readonly file: string;
  readonly rows: number;
  readonly unchanged: number;
  readonly changes: readonly RoundTripChange[];
  readonly conflicts: readonly RoundTripConflict[];
  readonly refused: readonly {
    readonly row: number;
    readonly column: string;
    readonly value: string;
    readonly says: Text;
  }[];
}

/** Writes the cases of a condition over `app.cases c` that are still worked on to a workbook to be filled in. */
export async function exportRoundTrip(
  { store, book_id }: Book,
  who: Actor,
  where: Sql,
  file: string,
  language: Language,
): Promise<void> {
  async function* written(): AsyncGenerator<WrittenCase[]> {
    for await (const rows of streamActiveCases(store, book_id, where, who))
      yield rows.map((row) => ({ ...row, says: saysOf(row) }));
  }
  await writeRoundTrip(file, written(), await readReasons(store, book_id), language);
}

/** What a row asks for, as it is kept until it is applied. */
interface Asked {
  readonly case_id: string;
  /** The version that the user saw: in the file, or for a conflict on the page. */
  readonly version: number;
  readonly move: MoveName;
  readonly reason_code: string | null;
  readonly note: string | null;
  readonly is_conflict: boolean;
}

/**
 * Reads a filled workbook and says what it would change: nothing is changed yet. Rows that were sorted, deleted or added
 * are no trouble; rows left empty change nothing. @throws round_trip_not_ours, and what reading a file may
 */
export async function readRoundTripFile(
  book: Book,
  who: Actor,
  source: { readonly path: string; readonly name?: string },
  nameOfUser: NameOfUser = asWritten,
): Promise<RoundTripPreview> {
  const { store, book_id } = book;
  const file = path.basename(source.name ?? source.path);
  const workbook = await readRoundTrip(source.path);
  if (workbook === null) throw new DuideshangError('round_trip_not_ours', { file });
  const filled = workbook.rows.filter(({ cells }) => cells.result !== '' || cells.note !== '');
  const reasons = await readReasons(store, book_id);
  const ids = filled.map(({ cells }) => idOf(cells.case_id));
  const cases = await casesNumbered(store, book_id, [...new Set(ids)], who);
  const judged = judgeRows(filled, cases, reasons);
  const asked = judged.flatMap((each) => ('asked' in each ? [each.asked] : []));
  const id = await changeCases(book, (tx) =>
    insertRoundTrip(tx, book_id, { file, made_by: who.user_id, made_at: now(), rows: JSON.stringify(asked) }),
  );
  return {
    round_trip_id: String(id),
    file,
    rows: workbook.rows.length,
    unchanged: workbook.rows.length - filled.length,
    changes: judged.flatMap((each) => ('asked' in each && !each.asked.is_conflict ? [changeOf(each)] : [])),
    conflicts: judged.flatMap((each) =>
      'asked' in each && each.asked.is_conflict ? [conflictOf(each, nameOfUser)] : [],
    ),
    refused: judged.flatMap((each) => ('refusal' in each ? [refusedCell(each, workbook.headers)] : [])),
  };
}

interface Clean {
  readonly filled: FilledRow;
  readonly found: ChangedCase;
  readonly asked: Asked;
}

interface Refused {
  readonly filled: FilledRow;
  readonly column: RoundTripColumn;
  readonly refusal: ErrorCode;
  readonly values: Readonly<Record<string, Value>>;
}

function judgeRows(
  rows: readonly FilledRow[],
  cases: ReadonlyMap<bigint, ChangedCase>,
  reasons: readonly Reason[],
): (Clean | Refused)[] {
  const rowOf = new Map<bigint, number>();
  return rows.map((filled) => {
    const { cells, row } = filled;
    const id = idOf(cells.case_id);
    const found = cases.get(id);
    const refuse = (
      column: RoundTripColumn,
      refusal: ErrorCode,
      values: Refused['values'] = {},
    ): Refused => ({
      ...{ filled, column, refusal, values },
    });
    if (cells.case_id === '') return refuse('case_id', 'round_trip_row_added');
    if (found === undefined || bare(found.match_key) !== bare(cells.match_key))
      return refuse('case_id', 'case_unknown', { case_id: cells.case_id });
    const before = rowOf.get(id);
    if (before !== undefined) return refuse('case_id', 'round_trip_row_twice', { row: before });
    rowOf.set(id, row);
    const move = cells.result === '' ? 'comment' : moveSaid(cells.result);
    if (move === null) return refuse('result', 'round_trip_word', { value: cells.result });
    const reason_code = reasonOf(move, cells.reason, reasons);
    if (reason_code === undefined) return refuse('reason', 'round_trip_word', { value: cells.reason });
    if (!isLegal(move, found.state, found.is_gone)) {
      const values = {
        key: bare(found.match_key),
        state: CASE_STATE_NAMES[found.state],
        move: MOVE_NAMES_SAID[move],
      };
      return refuse('result', 'move_not_legal', values);
    }
    const is_conflict = cells.version !== String(found.version);
    const note = cells.note === '' ? null : cells.note;
    return {
      filled,
      found,
      asked: { case_id: String(id), version: found.version, move, reason_code, note, is_conflict },
    };
  });
}

function bare(match_key: string): string {
  return match_key.replace(/^\?/, '');
}

/** The reason that goes with a move, null where it takes none; undefined for a word that is no reason. */
function reasonOf(move: MoveName, cell: string, reasons: readonly Reason[]): string | null | undefined {
  if (!moveRule(move).needs.includes('reason_code')) return null;
  if (cell !== '') return reasonSaid(reasons, cell) ?? undefined;
  const given = REASON_GIVEN[move];
  const own = reasons.some(({ reason_code }) => reason_code === given);
  return own ? given : reasons.find(({ retired }) => !retired)?.reason_code;
}

function changeOf({ filled, found, asked }: Clean): RoundTripChange {
  return {
    row: filled.row,
    case_id: asked.case_id,
    match_key: found.match_key,
    move: asked.move,
    move_name: MOVE_NAMES_SAID[asked.move],
    note: asked.note,
    discrepancy_minor: found.discrepancy_minor,
    from_state: found.state,
    to_state: toLegalMove(asked.move).to,
  };
}

function conflictOf(each: Clean, nameOfUser: NameOfUser): RoundTripConflict {
  const { changed_by, changed_at, state } = each.found;
  return {
    ...changeOf(each),
    changed_by: changed_by === null ? null : nameOfUser(changed_by),
    changed_at,
    now: CASE_STATE_NAMES[state],
  };
}

function refusedCell(
  { filled, column, refusal, values }: Refused,
  headers: Readonly<Partial<Record<RoundTripColumn, string>>>,
): RoundTripPreview['refused'][number] {
  return {
    row: filled.row,
    column: headers[column] ?? HEADERS[column]['zh-CN'],
    value: filled.cells[column],
    says: inEveryLanguage((language) =>
      say(CATALOGUE[refusal].text, language, { who: THE_PROGRAM, ...values }),
    ),
  };
}

/**
 * Makes the changes of a workbook that was read: the clean ones, and of the conflicts those chosen by their case. Rows that ask
 * for the same are one action. What was changed since the preview is left out and told.
 * @throws round_trip_unknown, round_trip_applied
 */
export async function applyRoundTrip(
  book: Book,
  who: Actor,
  round_trip_id: string,
  overwrite: readonly string[],
  nameOfUser: NameOfUser = asWritten,
): Promise<{ actions: ListedAction[]; left_out: LeftOut[] }> {
  const { store, book_id } = book;
  const trip = await roundTripOf(store, book_id, idOf(round_trip_id));
  if (trip === null || trip.made_by !== who.user_id)
    throw new DuideshangError('round_trip_unknown', { round_trip_id });
  if (trip.applied_at !== null)
    throw new DuideshangError('round_trip_applied', { file: trip.file, at: trip.applied_at });
  const chosen = new Set(overwrite);
  const rows = (JSON.parse(trip.rows) as Asked[]).filter(
    ({ is_conflict, case_id }) => !is_conflict || chosen.has(case_id),
  );
  const actions: ListedAction[] = [];
  const left_out: LeftOut[] = [];
  for (const group of Map.groupBy(rows, ({ move, reason_code }) => `${move}/${reason_code}`).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const cases = group.map(({ case_id, version, note }) => ({
      case_id,
      version,
      ...(note === null ? {} : { note }),
    }));
    const given = first.reason_code === null ? {} : { reason_code: first.reason_code };
    const note = first.move === 'comment' ? { note: trip.file } : {};
    const made = await makeMove(book, who, { cases }, { move: first.move, ...given, ...note }, nameOfUser);
    if (made.action !== null) actions.push(made.action);
    left_out.push(...made.left_out);
  }
  await changeCases(book, (tx) => markApplied(tx, book_id, trip.round_trip_id, now()));
  return { actions, left_out };
}
