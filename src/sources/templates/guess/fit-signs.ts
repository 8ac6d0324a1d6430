import type { Minor } from '../../../money/money.ts';
import { type BalanceChain, extendChain, newChain } from '../../parts/balance.ts';
import { amountOf, type Signs } from '../read-statement-line.ts';
import type { FieldValues } from '../template-source.ts';

/** More words in the column of directions are tried by what they say only. */
const TRIED_WORDS_MAX = 6;
const OUTFLOW_WORD = /支|出|借|付|扣|out|debit|dr/i;
const INFLOW_WORD = /收|入|贷|存|退|in|credit|cr/i;

/**
 * The signs by which the balances of the rows follow from each other; where no balance proves any, what the words say. `rows` are
 * the parsed cells by field, in the order of the file.
 */
export function fitSigns(rows: readonly FieldValues[]): Signs {
  const words = [
    ...new Set(rows.flatMap(({ direction }) => (typeof direction === 'string' ? [direction] : []))),
  ];
  const said = sayOf(words);
  const candidates =
    words.length === 0 ? ([{}, { positive_is: 'outflow' }] as const) : [said, ...subsetsOf(words)];
  const proved = candidates
    .map((signs) => ({ signs, breaks: breaksWith(signs, rows) }))
    .sort((one, other) => one.breaks - other.breaks)[0];
  return proved === undefined || proved.breaks > 0 ? said : proved.signs;
}

/** What the words say by themselves; one that says both, or neither, is left to a person. */
function sayOf(words: readonly string[]): Signs {
  if (words.length === 0) return {};
  const says = (pattern: RegExp, other: RegExp) =>
    words.filter((word) => pattern.test(word) && !other.test(word));
  return { inflow_words: says(INFLOW_WORD, OUTFLOW_WORD), outflow_words: says(OUTFLOW_WORD, INFLOW_WORD) };
}

function subsetsOf(words: readonly string[]): Signs[] {
  if (words.length > TRIED_WORDS_MAX) return [];
  return Array.from({ length: 2 ** words.length }, (_, mask) => ({
    inflow_words: words.filter((_, at) => (mask & (1 << at)) === 0),
    outflow_words: words.filter((_, at) => (mask & (1 << at)) !== 0),
  }));
}

/** How many balances do not follow, in the direction in which fewer do; nothing is proved where there is no balance. */
function breaksWith(signs: Signs, rows: readonly FieldValues[]): number {
  const chain: BalanceChain = newChain();
  for (const [at, values] of rows.entries()) {
    const amount = amountOf(signs, values);
    if (amount === 'unknown') return Number.POSITIVE_INFINITY;
    extendChain(chain, (amount ?? 0n) - feeOf(values), balanceOf(values), at);
  }
  if (chain.first_balance === null) return Number.POSITIVE_INFINITY;
  return Math.min(chain.oldest_first.count, chain.newest_first.count);
}

function balanceOf({ balance }: FieldValues): Minor | null {
  return typeof balance === 'bigint' ? balance : null;
}

function feeOf({ fee }: FieldValues): Minor {
  return typeof fee === 'bigint' ? fee : 0n;
}
