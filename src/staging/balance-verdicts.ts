import type { Minor } from '../money/money.ts';
import type { BalanceProof } from '../sources/parts/balance.ts';
import type { BalancedLines } from './balanced-lines.ts';
import { CountedNumbers } from './counted-numbers.ts';

/** What its balance says of a line. `REVERSED`: its money went the other way. `CONTRADICTED`: it follows from no other. */
export const AS_STATED = 0;
export const REVERSED = 1;
export const CONTRADICTED = 2;

/** What the balances of a table say. */
export interface BalanceJudgement {
  /** Of each line, in the order given. */
  readonly verdicts: Uint8Array;
  /** Of the whole. */
  readonly proof: BalanceProof;
}

/** One of the two ways in which the amounts of a file may be meant: as they stand, or all turned. */
type Way = 1n | -1n;

/**
 * Judges lines by their balances, each account by itself. A line begins with its balance less what it moved, and that is the
 * balance of another line; only one of an account's first day may begin with one that no line has. No order of lines is
 * asked: files have the newest or the oldest first, or one day downwards and its lines upwards. Of an account with a line
 * that states no balance nothing is judged. The balances at both ends are told where the table is of one account.
 */
export function judgeBalances(lines: BalancedLines): BalanceJudgement {
  const verdicts = new Uint8Array(lines.count);
  const accounts = lines.byAccount();
  const judged = accounts.filter(({ states_all }) => states_all);
  const ends = judged.map(({ own }) => judgeAccount(lines, own, verdicts));
  const broken = verdicts.indexOf(CONTRADICTED);
  const whole = accounts.length === 1 && broken < 0 ? ends[0] : undefined;
  const proof: BalanceProof = {
    running_balance: broken >= 0 ? 'broken' : judged.length > 0 ? 'ok' : 'none',
    broken_at_row: broken < 0 ? null : (lines.row[broken] ?? null),
    opening_minor: whole?.opening ?? null,
    closing_minor: whole?.closing ?? null,
  };
  return { verdicts, proof };
}

interface Ends {
  readonly opening: Minor | null;
  readonly closing: Minor | null;
}

/** Writes the verdicts of the lines of one account, which are told by their index. */
function judgeAccount(lines: BalancedLines, own: Uint32Array, verdicts: Uint8Array): Ends {
  const balances = balancesOf(lines, own);
  const stated = follow(lines, own, 1n, balances);
  balances.restore();
  const reversed = follow(lines, own, -1n, balances);
  // The way that explains more lines is the way of the file, also of its first line, which follows from none.
  const way = reversed.length < stated.length ? -1n : 1n;
  balances.restore();
  const odd = follow(lines, own, way, balances);
  const first = firstOf(lines, own, odd);
  const others = odd.filter((line) => line !== first);
  for (const line of own) verdicts[line] = way === 1n ? AS_STATED : REVERSED;
  for (const line of others) verdicts[line] = way === 1n ? REVERSED : AS_STATED;
  for (const line of follow(lines, others, way === 1n ? -1n : 1n, balances)) verdicts[line] = CONTRADICTED;
  return endsOf(lines, own, first, way, balances);
}

/** Takes from the balances the one that each line begins with; returns the lines that begin with none of them. */
function follow(
  lines: BalancedLines,
  own: Uint32Array,
  way: Way,
  balances: CountedNumbers,
): Uint32Array<ArrayBuffer> {
  const left = new Uint32Array(own.length);
  let count = 0;
  for (const line of own) if (!balances.take(beginOf(lines, line, way))) left[count++] = line;
  return left.slice(0, count);
}

function beginOf({ balance, moved }: BalancedLines, line: number, way: Way): Minor {
  return (balance[line] ?? 0n) - way * (moved[line] ?? 0n);
}

function balancesOf({ balance }: BalancedLines, own: Uint32Array): CountedNumbers {
  const balances = new CountedNumbers(own.length);
  for (const line of own) balances.add(balance[line] ?? 0n);
  return balances;
}

/** The line that the account begins with: of those that follow from none the earliest, if it is of the first day. */
function firstOf({ happened }: BalancedLines, own: Uint32Array, left: Uint32Array): number | undefined {
  const at = (line: number | undefined): number => happened[line ?? -1] ?? 0;
  const first_at = own.reduce((earliest, line) => Math.min(earliest, at(line)), Number.POSITIVE_INFINITY);
  const is_newest_first = at(own[0]) > at(own.at(-1));
  const candidates = is_newest_first ? left.toReversed() : left;
  return candidates
    .filter((line) => dayOf(at(line)) === dayOf(first_at))
    .reduce<number | undefined>(
      (best, line) => (best === undefined || at(line) < at(best) ? line : best),
      undefined,
    );
}

const CLOCK_DIGITS = 1e6;

function dayOf(happened: number): number {
  return Math.floor(happened / CLOCK_DIGITS);
}

/** A table that ends with the balance that it began with tells neither: its balances go round. */
function endsOf(
  lines: BalancedLines,
  own: Uint32Array,
  first: number | undefined,
  way: Way,
  balances: CountedNumbers,
): Ends {
  const last = own.find((line) => balances.isLeft(lines.balance[line] ?? 0n));
  if (first === undefined || last === undefined) return { opening: null, closing: null };
  return { opening: beginOf(lines, first, way), closing: lines.balance[last] ?? null };
}
