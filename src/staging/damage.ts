import { isDigits } from '../sources/columns.ts';

/** Spreadsheets keep this many digits of a number and write zeros for the rest. */
export const DIGITS_KEPT = 15;
/** How many times more often than by chance rounded-looking numbers must stand in a file before it is distrusted. */
const CHANCE_FACTOR_MAX = 20;
/** With 16 digits chance alone gives one in ten: there, distrust needs this many numbers, most of them rounded. */
const SHORT_COUNT_MIN = 12;
/** Fewer rounded numbers than these are single cells that somebody touched, not a file that was saved anew. */
const MACHINE_COUNT_MIN = 3;
/** From so many digits on, zeros after the 15th are no chance: one number in a thousand million. */
export const SURE_LENGTH_MIN = 24;

/** How many long numbers a file has, and how many of them look rounded, by length. */
export interface RoundingTally {
  readonly seen: number[];
  readonly rounded: number[];
  /** The last that looked rounded: rows of one order repeat its number, which counts once. */
  last: string;
}

/**
 * What the rounded-looking numbers of a file are. `machine`: it was saved by a spreadsheet; `isolated`: few, but more
 * than chance gives; `chance`: no more than one in ten, hundred, thousand … of numbers of 16, 17, 18 … digits.
 */
export type RoundingVerdict = 'machine' | 'isolated' | 'chance';

/** An empty tally. */
export function newTally(): RoundingTally {
  return { seen: [], rounded: [], last: '' };
}

/** Counts a number of the file and says whether it looks rounded: 16 digits or more, zeros only after the 15th. */
export function looksRounded(tally: RoundingTally, number: string): boolean {
  if (!countLong(tally, number.length)) return false;
  if (!endsInZeros(number)) return false;
  if (number === tally.last) return true;
  tally.last = number;
  tally.rounded[number.length] = (tally.rounded[number.length] ?? 0) + 1;
  return true;
}

/** Counts a number of so many digits, if it is so long that a spreadsheet would have rounded it; says whether it is. */
export function countLong(tally: RoundingTally, length: number, numbers = 1): boolean {
  if (length <= DIGITS_KEPT) return false;
  tally.seen[length] = (tally.seen[length] ?? 0) + numbers;
  return true;
}

/** Whether a number is so long that only a spreadsheet can have given it its zeros after the 15th digit. */
export function isSurelyRounded(number: string): boolean {
  return number.length >= SURE_LENGTH_MIN && endsInZeros(number);
}

function endsInZeros(number: string): boolean {
  for (let at = number.length - 1; at >= DIGITS_KEPT; at--) if (number.charCodeAt(at) !== 48) return false;
  return isDigits(number);
}

/** Whether the rounded-looking numbers of a file are chance, single cells, or the work of a spreadsheet. */
export function judgeRounding(tally: RoundingTally): RoundingVerdict {
  let by_chance = 0;
  let rounded = 0;
  for (const [length, count = 0] of tally.seen.entries()) {
    by_chance += count * 10 ** (DIGITS_KEPT - length);
    rounded += tally.rounded[length] ?? 0;
  }
  const short = tally.seen[DIGITS_KEPT + 1] ?? 0;
  if (short >= SHORT_COUNT_MIN && (tally.rounded[DIGITS_KEPT + 1] ?? 0) > short * 0.6) return 'machine';
  if (rounded <= CHANCE_FACTOR_MAX * by_chance) return 'chance';
  return rounded < MACHINE_COUNT_MIN ? 'isolated' : 'machine';
}
