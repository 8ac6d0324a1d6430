import { isDigits } from './columns.ts';

/** Spreadsheets keep this many digits of a number and write zeros for the rest. */
const DIGITS_KEPT = 15;
/** How many times more often than by chance rounded-looking numbers must stand in a file before it is distrusted. */
const CHANCE_FACTOR_MAX = 20;
/** With 16 digits chance alone gives one in ten: there, distrust needs this many numbers, most of them rounded. */
const SHORT_COUNT_MIN = 12;

/** How many long numbers a file has, and how many of them look rounded, by length. */
export interface RoundingTally {
  readonly seen: number[];
  readonly rounded: number[];
}

/** An empty tally. */
export function newTally(): RoundingTally {
  return { seen: [], rounded: [] };
}

/** Counts a number of the file and says whether it looks rounded: 16 digits or more, zeros only after the 15th. */
export function looksRounded(tally: RoundingTally, number: string): boolean {
  const { length } = number;
  if (length <= DIGITS_KEPT) return false;
  tally.seen[length] = (tally.seen[length] ?? 0) + 1;
  for (let at = length - 1; at >= DIGITS_KEPT; at--) if (number.charCodeAt(at) !== 48) return false;
  if (!isDigits(number)) return false;
  tally.rounded[length] = (tally.rounded[length] ?? 0) + 1;
  return true;
}

/**
 * Whether the rounded-looking numbers are too many to be chance, which gives one in ten, hundred, thousand … for
 * numbers of 16, 17, 18 … digits.
 */
export function isRoundedByMachine(tally: RoundingTally): boolean {
  let by_chance = 0;
  let rounded = 0;
  for (const [length, count = 0] of tally.seen.entries()) {
    by_chance += count * 10 ** (DIGITS_KEPT - length);
    rounded += tally.rounded[length] ?? 0;
  }
  if (rounded > CHANCE_FACTOR_MAX * by_chance) return true;
  const short = tally.seen[DIGITS_KEPT + 1] ?? 0;
  return short >= SHORT_COUNT_MIN && (tally.rounded[DIGITS_KEPT + 1] ?? 0) > short * 0.6;
}
