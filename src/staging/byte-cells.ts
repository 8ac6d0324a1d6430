import type { Minor } from '../money/money.ts';
import '../reading/text/buffer-slices.ts';

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

/** Shorter ids may be looked at by `normalize`, so they come as text. */
export const CARRIED_BYTES_MIN = 8;

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

function isBlank(byte: number): boolean {
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

/** Where an amount ends that may end with 元. What stands before it is plain ASCII, or the amount is read as text. */
export function endOfAmount(bytes: Buffer, yuan: readonly number[], to: number): number {
  const start = to - yuan.length;
  for (let at = 0; at < yuan.length; at++) if (bytes[start + at] !== yuan[at]) return to;
  return start;
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
