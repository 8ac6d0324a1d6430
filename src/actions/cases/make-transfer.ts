import { now } from '../../calendar/wall-time.ts';
import { CATALOGUE, DuideshangError, type ErrorCode } from '../../errors.ts';
import { type CaseState, isBeyond, type MoneyLimits } from '../../model/case.ts';
import { inEveryLanguage, say, type Text, type Value } from '../../model/language.ts';
import type { ShopsSeen } from '../../model/list.ts';
import { type Actor, isAtLeast, ROLE_NAMES } from '../../model/role.ts';
import type { Counter } from '../../model/transfer.ts';
import { absolute, formatMinor, type Minor } from '../../money/money.ts';
import type { Book } from '../../store/book.ts';
import { recordAction } from '../../store/cases/case-moves.ts';
import { applySteps, markSteps, type StandingChange, writeSteps } from '../../store/cases/case-steps.ts';
import {
  insertTransfer,
  type LegRow,
  type OutstandingRow,
  outstandingOf,
} from '../../store/cases/transfers.ts';
import type { Executor } from '../../store/driver.ts';
import { join, type Sql, sql, trusted } from '../../store/sql.ts';
import { changeCases } from './case-queue.ts';
import { stepName } from './case-words.ts';
import { type ListedAction, readAction } from './list-actions.ts';
import { moneyLimitsOf } from './write-off-limits.ts';

/** Money to (positive) or from a key, or where a rest goes: then there is no key. */
export interface TransferLeg {
  readonly match_key: string | null;
  readonly counter?: Counter;
  readonly amount_minor: Minor;
  /** What the key lacked when its maker looked at it. */
  readonly seen_minor?: Minor;
}

/** A match by hand or an adjustment, as it is asked for. */
export interface TransferRequest {
  readonly kind: 'match' | 'adjustment';
  readonly legs: readonly TransferLeg[];
  readonly reason_code?: string;
  readonly note?: string;
}

/** What a transfer would do: the difference left, and what each key lacks before and after it. */
export interface TransferPreview {
  readonly difference_minor: Minor;
  readonly keys: readonly KeyChange[];
  /** Whether it is beyond the maker's limit and would wait for a review. */
  readonly to_review: boolean;
  /** Why it cannot be made yet; null where it can. */
  readonly problem: Text | null;
}

/** What a key lacks (positive) or has too much (negative), before and after. */
export interface KeyChange {
  readonly match_key: string;
  readonly before_minor: Minor;
  readonly after_minor: Minor;
  /** Whether nothing is left. */
  readonly settles: boolean;
}

interface Problem {
  readonly code: ErrorCode;
  readonly values: Readonly<Record<string, Value>>;
}

const LEGS_MAX = 200;

/** Says what a transfer would do. Nothing is changed. */
export async function previewTransfer(
  book: Book,
  who: Actor,
  request: TransferRequest,
): Promise<TransferPreview> {
  const { keys, to_review, problem } = await look(
    book.store,
    book.book_id,
    await makerOf(book, who),
    request,
  );
  return {
    difference_minor: differenceOf(request),
    keys,
    to_review,
    problem:
      problem === null
        ? null
        : inEveryLanguage((language) => say(CATALOGUE[problem.code].text, language, problem.values)),
  };
}

/**
 * Records a transfer as one action. Cases of the keys that it settles are resolved at once; the balances are another with
 * the next run. One beyond the maker's limit is proposed: the cases of its keys wait for a review, and it stands when that confirms
 * it. @throws case_in_review, adjustment_beyond_limit when no case would wait, transfer_incomplete, transfer_not_balanced,
 * transfer_key_unknown, transfer_key_changed when somebody moved money of a key meanwhile, role_too_low
 */
export async function makeTransfer(
  book: Book,
  who: Actor,
  request: TransferRequest,
): Promise<{ action: ListedAction }> {
  const move = request.kind === 'match' ? 'match' : 'adjust';
  if (!isAtLeast(who.role, 'clerk'))
    throw new DuideshangError('role_too_low', { move: stepName(move), least: ROLE_NAMES.clerk });
  const maker = await makerOf(book, who);
  const action_id = await changeCases(book, async (tx) => {
    const { keys, to_review, problem } = await look(tx, book.book_id, maker, request);
    if (problem !== null) throw new DuideshangError(problem.code, problem.values);
    return record(tx, book.book_id, who, request, keys, to_review);
  });
  return { action: await readAction(book, who, action_id) };
}

/** Who makes a transfer, and what it may take away at most. */
interface Maker extends Pick<MoneyLimits, 'adjustment_minor'> {
  readonly shops: ShopsSeen;
}

async function makerOf(book: Book, who: Actor): Promise<Maker> {
  const { adjustment_minor } = await moneyLimitsOf(book, who);
  return { shops: who.shops ?? null, adjustment_minor };
}

interface Look {
  readonly keys: KeyChange[];
  readonly to_review: boolean;
  readonly problem: Problem | null;
}

async function look(
  on: Executor,
  book_id: string,
  { shops, adjustment_minor }: Maker,
  request: TransferRequest,
): Promise<Look> {
  const named = request.legs.flatMap(({ match_key }) => (match_key === null ? [] : [match_key]));
  const rows = await outstandingOf(on, book_id, named);
  const found = new Map(seenRows(rows, shops).map((row) => [row.match_key, row.open_minor]));
  const keys = request.legs.flatMap(({ match_key, amount_minor }): KeyChange[] => {
    const before = match_key === null ? undefined : found.get(match_key);
    if (match_key === null || before === undefined) return [];
    const after = before - amount_minor;
    return [{ match_key, before_minor: before, after_minor: after, settles: after === 0n }];
  });
  const to_review = isBeyond(takenBy(request), adjustment_minor);
  const problem = problemOf(request, named, found) ?? (await problemOfReview(on, book_id, keys, to_review));
  return { keys, to_review, problem };
}

function problemOf(
  request: TransferRequest,
  named: readonly string[],
  found: ReadonlyMap<string, Minor>,
): Problem | null {
  if (isIncomplete(request, named)) return { code: 'transfer_incomplete', values: {} };
  const unknown = named.find((key) => !found.has(key));
  if (unknown !== undefined)
    return { code: 'transfer_key_unknown', values: { key: unknown.replace(/^\?/, '') } };
  const moved = movedMeanwhile(request, found);
  if (moved !== null) return moved;
  const difference = differenceOf(request);
  if (difference !== 0n)
    return { code: 'transfer_not_balanced', values: { difference: formatMinor(difference) } };
  return null;
}

/** The first key that does not lack what the maker saw. */
function movedMeanwhile({ legs }: TransferRequest, found: ReadonlyMap<string, Minor>): Problem | null {
  for (const { match_key, seen_minor } of legs) {
    const now = found.get(match_key ?? '');
    if (match_key === null || seen_minor === undefined || now === undefined || now === seen_minor) continue;
    const values = { key: match_key.replace(/^\?/, ''), was: formatMinor(seen_minor), now: formatMinor(now) };
    return { code: 'transfer_key_changed', values };
  }
  return null;
}

/** A case in review is answered before its money moves, and what touches no case cannot wait for a review. */
async function problemOfReview(
  on: Executor,
  book_id: string,
  keys: readonly KeyChange[],
  to_review: boolean,
): Promise<Problem | null> {
  const cases = await on.query<{ match_key: string; state: CaseState }>(
    sql`select c.match_key, c.state from ${casesOn(book_id, keys)} order by c.case_id`,
  );
  const waiting = cases.find(({ state }) => state === 'in_review');
  if (waiting !== undefined)
    return { code: 'case_in_review', values: { key: waiting.match_key.replace(/^\?/, '') } };
  return to_review && cases.length === 0 ? { code: 'adjustment_beyond_limit', values: {} } : null;
}

/** The money of the counters together, without sign. */
function takenBy({ legs }: TransferRequest): Minor {
  return legs.reduce((sum, leg) => (leg.counter === undefined ? sum : sum + absolute(leg.amount_minor)), 0n);
}

/** The keys of the shops that a user may see, and beside one of these those of no shop. */
function seenRows(rows: readonly OutstandingRow[], shops: ShopsSeen): readonly OutstandingRow[] {
  if (shops === null) return rows;
  const isOwn = ({ shop }: OutstandingRow): boolean => shop !== null && shops.includes(shop);
  return rows.some(isOwn) ? rows.filter((row) => row.shop === null || isOwn(row)) : [];
}

function differenceOf({ legs }: TransferRequest): Minor {
  return legs.reduce((sum, leg) => sum + leg.amount_minor, 0n);
}

function isIncomplete({ kind, legs }: TransferRequest, named: readonly string[]): boolean {
  const countersNamed = legs.filter(
    ({ match_key, counter }) => (match_key === null) === (counter !== undefined),
  );
  if (countersNamed.length !== legs.length || legs.length > LEGS_MAX) return true;
  if (new Set(named).size !== named.length || legs.some(({ amount_minor }) => amount_minor === 0n))
    return true;
  return kind === 'match' ? named.length < 2 : named.length < 1 || named.length === legs.length;
}

async function record(
  tx: Executor,
  book_id: string,
  who: Actor,
  request: TransferRequest,
  keys: readonly KeyChange[],
  is_proposed: boolean,
): Promise<bigint> {
  const made = { made_by: who.user_id, made_at: now(), note: request.note ?? null };
  const [move, reason] =
    request.kind === 'match' ? (['match', 'matched_by_hand'] as const) : (['adjust', 'adjusted'] as const);
  const reason_code = request.reason_code ?? reason;
  const isMoved = (key: KeyChange): boolean => is_proposed || key.settles;
  const moved = casesOn(book_id, keys.filter(isMoved));
  const { count, minor } = await sumOf(tx, moved);
  const action_id = await recordAction(tx, {
    ...{ ...made, book_id, move, rule_id: null, reason_code },
    case_count: count,
    discrepancy_minor: minor,
  });
  const legs = borneLegs(request.legs);
  await insertTransfer(tx, book_id, {
    ...made,
    action_id,
    kind: request.kind,
    reason_code,
    legs,
    is_proposed,
  });
  const mark = await markSteps(tx);
  const step = { ...made, book_id, what: sql`${move}`, action_id };
  const change = is_proposed ? waitingFor(who) : resolvedAt(made.made_at);
  const said = { reason_code: sql`${reason_code}`, last_move: sql`${move}`, waiting_for: trusted('null') };
  await writeSteps(tx, { ...step, cases: moved, change: { ...said, ...change } });
  const left = casesOn(
    book_id,
    keys.filter((key) => !isMoved(key)),
  );
  await writeSteps(tx, { ...step, cases: left, change: {} });
  await applySteps(tx, book_id, mark);
  return action_id;
}

async function sumOf(on: Executor, cases: Sql): Promise<{ count: number; minor: Minor }> {
  const [sum] = await on.query<{ count: bigint; minor: Minor }>(
    sql`select count(*) as count, coalesce(sum(c.discrepancy_minor), 0)::bigint as minor from ${cases}`,
  );
  return { count: Number(sum?.count ?? 0n), minor: sum?.minor ?? 0n };
}

function waitingFor({ user_id }: Actor): StandingChange {
  return { state: trusted(`'in_review'`), proposed_by: sql`${user_id}` };
}

/** Closed on no difference at all: should a run find one, the case is opened again. */
function resolvedAt(at: string): StandingChange {
  return {
    state: trusted(`'resolved'`),
    proposed_by: trusted('null'),
    decided_minor: trusted('0'),
    closed_at: sql`${at}`,
  };
}

/** The cases about the money of some keys that are still worked on. */
function casesOn(book_id: string, keys: readonly KeyChange[]): Sql {
  const among = keys.length === 0 ? sql`''` : join(keys.map(({ match_key }) => sql`${match_key}`));
  return sql`app.cases c where c.book_id = ${book_id} and c.match_key in (${among}) and not c.is_gone
    and c.exception_type <> 'fee_variance' and c.state not in ('resolved', 'written_off')`;
}

/**
 * The legs as they are kept: what a counter takes is put under keys that it is taken of, those of the largest amount
 * first, so that every key knows what it bears.
 */
export function borneLegs(legs: readonly TransferLeg[]): LegRow[] {
  const keyed = legs.flatMap(({ match_key, amount_minor }): LegRow[] =>
    match_key === null ? [] : [{ match_key, counter: null, amount_minor }],
  );
  const room = keyed
    .map(({ match_key, amount_minor }) => ({ match_key, left: amount_minor }))
    .sort((a, b) => compare(absolute(b.left), absolute(a.left)) || (a.match_key < b.match_key ? -1 : 1));
  const borne = legs.flatMap(({ counter, amount_minor }) =>
    counter === undefined ? [] : borneBy(room, counter, amount_minor),
  );
  return [...keyed, ...borne];
}

/** What no key has room for goes to the first. */
function borneBy(room: { match_key: string; left: Minor }[], counter: Counter, amount: Minor): LegRow[] {
  let rest = amount;
  const borne = room.flatMap((key): LegRow[] => {
    if (rest === 0n || key.left === 0n || rest > 0n === key.left > 0n) return [];
    const taken = absolute(rest) < absolute(key.left) ? rest : -key.left;
    rest -= taken;
    key.left += taken;
    return [{ match_key: key.match_key, counter, amount_minor: taken }];
  });
  const [first] = room;
  if (rest === 0n || first === undefined) return borne;
  return [...borne, { match_key: first.match_key, counter, amount_minor: rest }];
}

function compare(a: Minor, b: Minor): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
