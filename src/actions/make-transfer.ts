import { now } from '../calendar/wall-time.ts';
import { CATALOGUE, DuideshangError, type ErrorCode } from '../errors.ts';
import { isBeyond, type MoneyLimits } from '../model/case.ts';
import { inEveryLanguage, say, type Text, type Value } from '../model/language.ts';
import type { ShopsSeen } from '../model/list.ts';
import { type Actor, isAtLeast, ROLE_NAMES } from '../model/role.ts';
import type { Counter } from '../model/transfer.ts';
import { absolute, formatMinor, type Minor } from '../money/money.ts';
import type { Book } from '../store/book.ts';
import { recordAction } from '../store/case-moves.ts';
import { applySteps, markSteps, type StandingChange, writeSteps } from '../store/case-steps.ts';
import type { Executor } from '../store/driver.ts';
import { join, type Sql, sql, trusted } from '../store/sql.ts';
import { insertTransfer, type LegRow, type OutstandingRow, outstandingOf } from '../store/transfers.ts';
import { changeCases } from './case-queue.ts';
import { stepName } from './case-words.ts';
import { type ListedAction, readAction } from './list-actions.ts';
import { moneyLimitsOf } from './write-off-limits.ts';

/** Money to (positive) or from a key, or where a rest goes: then there is no key. */
export interface TransferLeg {
  readonly match_key: string | null;
  readonly counter?: Counter;
  readonly amount_minor: Minor;
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
  const { keys, problem } = await look(book.store, book.book_id, await makerOf(book, who), request);
  return {
    difference_minor: differenceOf(request),
    keys,
    problem:
      problem === null
        ? null
        : inEveryLanguage((language) => say(CATALOGUE[problem.code].text, language, problem.values)),
  };
}

/**
 * Records a transfer as one action. Cases of the keys that it settles are resolved at once; the balances are another with
 * the next run. @throws adjustment_beyond_limit, transfer_incomplete, transfer_not_balanced, transfer_key_unknown, role_too_low
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
    const { keys, problem } = await look(tx, book.book_id, maker, request);
    if (problem !== null) throw new DuideshangError(problem.code, problem.values);
    return record(tx, book.book_id, who, request, keys);
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

async function look(
  on: Executor,
  book_id: string,
  { shops, adjustment_minor }: Maker,
  request: TransferRequest,
): Promise<{ keys: KeyChange[]; problem: Problem | null }> {
  const named = request.legs.flatMap(({ match_key }) => (match_key === null ? [] : [match_key]));
  const rows = await outstandingOf(on, book_id, named);
  const found = new Map(seenRows(rows, shops).map((row) => [row.match_key, row.open_minor]));
  const keys = request.legs.flatMap(({ match_key, amount_minor }): KeyChange[] => {
    const before = match_key === null ? undefined : found.get(match_key);
    if (match_key === null || before === undefined) return [];
    const after = before - amount_minor;
    return [{ match_key, before_minor: before, after_minor: after, settles: after === 0n }];
  });
  const unknown = named.find((key) => !found.has(key));
  const difference = differenceOf(request);
  if (isIncomplete(request, named)) return { keys, problem: { code: 'transfer_incomplete', values: {} } };
  if (unknown !== undefined)
    return { keys, problem: { code: 'transfer_key_unknown', values: { key: unknown.replace(/^\?/, '') } } };
  if (difference !== 0n)
    return {
      keys,
      problem: { code: 'transfer_not_balanced', values: { difference: formatMinor(difference) } },
    };
  const taken = takenBy(request);
  if (isBeyond(taken, adjustment_minor))
    return { keys, problem: { code: 'adjustment_beyond_limit', values: { amount: formatMinor(taken) } } };
  return { keys, problem: null };
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
): Promise<bigint> {
  const made = { made_by: who.user_id, made_at: now(), note: request.note ?? null };
  const [move, reason] =
    request.kind === 'match' ? (['match', 'matched_by_hand'] as const) : (['adjust', 'adjusted'] as const);
  const reason_code = request.reason_code ?? reason;
  const settled = casesOn(
    book_id,
    keys.filter(({ settles }) => settles),
  );
  const [sum] = await tx.query<{ count: bigint; minor: Minor }>(
    sql`select count(*) as count, coalesce(sum(c.discrepancy_minor), 0)::bigint as minor from ${settled}`,
  );
  const action_id = await recordAction(tx, {
    ...{ ...made, book_id, move, rule_id: null, reason_code },
    case_count: Number(sum?.count ?? 0n),
    discrepancy_minor: sum?.minor ?? 0n,
  });
  const legs = borneLegs(request.legs);
  await insertTransfer(tx, book_id, { ...made, action_id, kind: request.kind, reason_code, legs });
  const mark = await markSteps(tx);
  const step = { ...made, book_id, what: sql`${move}`, action_id };
  await writeSteps(tx, { ...step, cases: settled, change: resolvedBy(move, reason_code, made.made_at) });
  await writeSteps(tx, {
    ...step,
    cases: casesOn(
      book_id,
      keys.filter(({ settles }) => !settles),
    ),
    change: {},
  });
  await applySteps(tx, book_id, mark);
  return action_id;
}

/** Closed on no difference at all: should a run find one, the case is opened again. */
function resolvedBy(move: string, reason_code: string, at: string): StandingChange {
  return {
    state: trusted(`'resolved'`),
    waiting_for: trusted('null'),
    reason_code: sql`${reason_code}`,
    last_move: sql`${move}`,
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
