import { dayOf, earlier, type WallTime } from '../../src/calendar/wall-time.ts';
import type { Minor } from '../../src/money/money.ts';
import type { BalanceProof } from '../../src/sources/parts/balance.ts';

/** A line with the balance after it. `moved` goes the way that the line itself says. */
export interface BalancedLine {
  readonly account_no: string | null;
  readonly happened_at: WallTime;
  readonly moved: Minor;
  /** Null: the line states none. */
  readonly balance: Minor | null;
  readonly row: number;
}

/** What its balance says of a line. `reversed`: its money went the other way. `contradicted`: it follows from no other. */
export type BalanceVerdict = 'as_stated' | 'reversed' | 'contradicted';

/** What the balances of a table say: of each line, in the order given, and of the whole. */
interface JudgementByMaps extends BalanceProof {
  readonly verdicts: readonly BalanceVerdict[];
}

/** Judges lines by their balances as `judgeBalances` promises, with maps and lists: what that must agree with. */
export function judgeByMaps(lines: readonly BalancedLine[]): JudgementByMaps {
  const accounts = [...Map.groupBy(lines, ({ account_no }) => account_no).values()];
  const verdicts = new Map<BalancedLine, BalanceVerdict>();
  const ends = accounts.map((own) => judgeAccount(own, verdicts));
  const broken = lines.find((line) => verdicts.get(line) === 'contradicted');
  const [only, ...others] = ends;
  const whole = others.length === 0 && broken === undefined ? only : undefined;
  return {
    verdicts: lines.map((line) => verdicts.get(line) ?? 'as_stated'),
    running_balance: broken !== undefined ? 'broken' : verdicts.size === 0 ? 'none' : 'ok',
    broken_at_row: broken?.row ?? null,
    opening_minor: whole?.opening ?? null,
    closing_minor: whole?.closing ?? null,
  };
}

interface Ends {
  readonly opening: Minor | null;
  readonly closing: Minor | null;
}

const UNKNOWN_ENDS: Ends = { opening: null, closing: null };

function judgeAccount(lines: readonly BalancedLine[], verdicts: Map<BalancedLine, BalanceVerdict>): Ends {
  if (lines.some(({ balance }) => balance === null)) return UNKNOWN_ENDS;
  const stated = follow(lines, 1n, balancesOf(lines));
  const reversed = follow(lines, -1n, balancesOf(lines));
  // The way that explains more lines is the way of the file, also of its first line, which follows from none.
  const way = reversed.length < stated.length ? -1n : 1n;
  const balances = balancesOf(lines);
  const odd = follow(lines, way, balances);
  const first = firstOf(lines, odd);
  const others = odd.filter((line) => line !== first);
  const contradicted = new Set(follow(others, -way, balances));
  const turned = new Set(others.filter((line) => !contradicted.has(line)));
  for (const line of lines) {
    const is_reversed = turned.has(line) !== (way === -1n);
    verdicts.set(line, contradicted.has(line) ? 'contradicted' : is_reversed ? 'reversed' : 'as_stated');
  }
  return endsOf(first, way, balances);
}

/** Takes from the balances the one that each line begins with; returns the lines that begin with none of them. */
function follow(lines: readonly BalancedLine[], way: Minor, balances: Map<Minor, number>): BalancedLine[] {
  return lines.filter((line) => {
    const begin = beginOf(line, way);
    const count = balances.get(begin) ?? 0;
    if (count > 0) balances.set(begin, count - 1);
    return count === 0;
  });
}

function beginOf({ balance, moved }: BalancedLine, way: Minor): Minor {
  return (balance ?? 0n) - way * moved;
}

function balancesOf(lines: readonly BalancedLine[]): Map<Minor, number> {
  const balances = new Map<Minor, number>();
  for (const { balance } of lines) {
    if (balance !== null) balances.set(balance, (balances.get(balance) ?? 0) + 1);
  }
  return balances;
}

/** The line that the account begins with: of those that follow from none the earliest, if it is of the first day. */
function firstOf(lines: readonly BalancedLine[], left: readonly BalancedLine[]): BalancedLine | undefined {
  const first_at = lines.reduce<WallTime | null>((at, line) => earlier(at, line.happened_at), null) ?? '';
  const is_newest_first = (lines[0]?.happened_at ?? '') > (lines.at(-1)?.happened_at ?? '');
  const candidates = is_newest_first ? left.toReversed() : left;
  return candidates
    .filter((line) => dayOf(line.happened_at) === dayOf(first_at))
    .reduce<BalancedLine | undefined>(
      (best, line) => (best === undefined || line.happened_at < best.happened_at ? line : best),
      undefined,
    );
}

/** A table that ends with the balance that it began with tells neither: its balances go round. */
function endsOf(first: BalancedLine | undefined, way: Minor, balances: ReadonlyMap<Minor, number>): Ends {
  const closing = [...balances].find(([, count]) => count > 0)?.[0];
  if (first === undefined || closing === undefined) return UNKNOWN_ENDS;
  return { opening: beginOf(first, way), closing };
}
