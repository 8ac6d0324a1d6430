import { parseWallTime } from '../calendar/wall-time.ts';
import type { Minor } from '../money/money.ts';
import '../reading/buffer-slices.ts';

const TAB = 9;
const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const EQUALS = 61;
const UPPER_N = 78;
const UNDERSCORE = 95;
const BACKTICK = 96;
const LOWER_O = 111;

/** `No:` */
const MARK_BYTES = 3;

/** What the bytes of an id are: digits alone, ASCII letters, digits, `_` and inner `-`, or anything else. */
export type IdForm = 'digits' | 'plain' | 'odd';

/** Where an id stands inside its cell, without padding and the `="…"` around digits, and of what form it is. */
export interface FoundId {
  from: number;
  to: number;
  form: IdForm;
}

/** Finds the id in a cell. Of an `odd` one, and of an empty one (`from` is `to`), nothing else is said. */
export function findId(bytes: Buffer, start: number, stop: number, found: FoundId): void {
  let from = start;
  let to = stop;
  while (to > from && isBlank(bytes[to - 1] ?? 0)) to--;
  while (from < to && isPadding(bytes[from] ?? 0)) from++;
  found.form = formOf(bytes, from, to);
  if (found.form === 'odd' && isFormula(bytes, from, to)) {
    from += 2;
    to -= 1;
    found.form = to > from && formOf(bytes, from, to) === 'digits' ? 'digits' : 'odd';
  }
  found.from = from;
  found.to = to;
}

/** Like {@link findId}, the number of a parcel behind its `No:`. */
export function findTracking(bytes: Buffer, start: number, stop: number, found: FoundId): void {
  let from = start;
  while (from < stop && isPadding(bytes[from] ?? 0)) from++;
  const isMarked = bytes[from] === UPPER_N && bytes[from + 1] === LOWER_O && bytes[from + 2] === COLON;
  findId(bytes, isMarked && from + MARK_BYTES <= stop ? from + MARK_BYTES : from, stop, found);
}

/** Whether a byte pads a cell at its end. */
export function isBlank(byte: number): boolean {
  return byte === TAB || byte === SPACE;
}

function isPadding(byte: number): boolean {
  return isBlank(byte) || byte === APOSTROPHE || byte === BACKTICK;
}

function isFormula(bytes: Buffer, from: number, to: number): boolean {
  return to - from > 3 && bytes[from] === EQUALS && bytes[from + 1] === QUOTE && bytes[to - 1] === QUOTE;
}

function formOf(bytes: Buffer, from: number, to: number): IdForm {
  let at = from;
  while (at < to && isDigit(bytes[at] ?? 0)) at++;
  if (at === to) return 'digits';
  while (at < to && (isWordByte(bytes[at] ?? 0) || (bytes[at] === MINUS && at > from))) at++;
  return at === to ? 'plain' : 'odd';
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isWordByte(byte: number): boolean {
  const letter = byte | 32;
  return isDigit(byte) || (letter >= 97 && letter <= 122) || byte === UNDERSCORE;
}

/** Whether only zeros follow the first so many digits; false of an id that is no longer than they. */
export function endsInZeros(bytes: Buffer, from: number, to: number, digits: number): boolean {
  if (to - from <= digits) return false;
  for (let at = to - 1; at >= from + digits; at--) if (bytes[at] !== ZERO) return false;
  return true;
}

/** So many characters with two more digits are exact in floating point. */
const AMOUNT_BYTES_MAX = 13;

/** The minor units of `1234`, `-1234.5`, `1234.50`; NaN for any other text, which may be an amount all the same. */
export function amountIn(bytes: Buffer, from: number, to: number): number {
  const start = bytes[from] === MINUS ? from + 1 : from;
  if (to - start > AMOUNT_BYTES_MAX || to === start) return Number.NaN;
  let digits = 0;
  let point = -1;
  for (let at = start; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (isDigit(byte)) digits = digits * 10 + (byte - ZERO);
    else if (byte === DOT && point < 0 && at > start) point = at;
    else return Number.NaN;
  }
  const decimals = point < 0 ? 0 : to - point - 1;
  if (decimals > 2 || (point >= 0 && decimals === 0)) return Number.NaN;
  const minor = digits * (decimals === 2 ? 1 : decimals === 1 ? 10 : 100);
  return start > from ? -minor : minor;
}

const KEPT_MAX = 1 << 16;
const kept = new Array<Minor | undefined>(KEPT_MAX).fill(undefined);

/** Small amounts come again and again: their bigints are made once. */
export function minorOf(minor: number): Minor {
  if (!(minor >= 0 && minor < KEPT_MAX)) return BigInt(minor);
  let known = kept[minor];
  if (known === undefined) kept[minor] = known = BigInt(minor);
  return known;
}

/** `YYYY-MM-DD HH:MM:SS`: the length of a moment as most exports write it. */
const MOMENT_BYTES = 19;
const DAY_BYTES = 10;

/** Days come again and again, in a row or by turns: so many are remembered. */
const DAYS_KEPT = 256;

/** Tells moments of the form `YYYY-MM-DD HH:MM:SS`. */
export class MomentBytes {
  readonly #days = new Int32Array(DAYS_KEPT);

  /** False for any other text, which may be a moment all the same. */
  isPlain(bytes: Buffer, from: number, to: number): boolean {
    if (to - from !== MOMENT_BYTES || !isClock(bytes, from + DAY_BYTES)) return false;
    if (bytes[from + 4] !== MINUS || bytes[from + 7] !== MINUS) return false;
    const day =
      digitsIn(bytes, from, 4) * 10_000 + digitsIn(bytes, from + 5, 2) * 100 + digitsIn(bytes, from + 8, 2);
    if (day > 0 && this.#days[day % DAYS_KEPT] === day) return true;
    if (parseWallTime(bytes.latin1Slice(from, from + MOMENT_BYTES)) === null) return false;
    this.#days[day % DAYS_KEPT] = day;
    return true;
  }
}

/** The number that so many digits make; far below zero where one is no digit. */
function digitsIn(bytes: Buffer, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at++) {
    const byte = bytes[at] ?? 0;
    if (!isDigit(byte)) return NO_NUMBER;
    number = number * 10 + byte - ZERO;
  }
  return number;
}

const NO_NUMBER = -(2 ** 40);

/** ` HH:MM:SS` of a day that has 24 hours. */
function isClock(bytes: Buffer, at: number): boolean {
  return (
    bytes[at] === SPACE &&
    bytes[at + 3] === COLON &&
    bytes[at + 6] === COLON &&
    isBelow(bytes, at + 1, 24) &&
    isBelow(bytes, at + 4, 60) &&
    isBelow(bytes, at + 7, 60)
  );
}

function isBelow(bytes: Buffer, at: number, limit: number): boolean {
  const tens = bytes[at] ?? 0;
  const ones = bytes[at + 1] ?? 0;
  return isDigit(tens) && isDigit(ones) && (tens - ZERO) * 10 + ones - ZERO < limit;
}
