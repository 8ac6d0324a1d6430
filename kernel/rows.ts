/*
 * The two loops over every byte of a text file: cells, and the shape of a record. Addresses are bytes of the memory.
 */

import { pairAt } from './columns';
import {
  CARRIED,
  CARRIED_FROM,
  CARRIED_TO,
  CELLS_MAX,
  COLUMNS,
  FROM,
  MINOR,
  SEEN,
  SHAPE_HASHES,
  SHAPE_LENGTHS,
  SHAPE_PLACES,
  SHAPE_STEPS,
  SHAPE_TEMPLATES,
  SHAPES,
  SHAPES_END,
  SHAPES_MAX,
  SIGNATURE,
  SIGNATURE_MAX,
  SLOT_SHAPES,
  SLOTS,
  TO,
} from './memory';

const BLOCK = 16;
/** So many bytes are looked at together when cells are parted: a bit for each. */
const STRETCH: usize = 64;

export const LF: u8 = 10;
export const CR: u8 = 13;
const TAB: u8 = 9;
const SPACE: u8 = 32;
const QUOTE: u8 = 34;
const APOSTROPHE: u8 = 39;
const COMMA: u8 = 44;
const MINUS: u8 = 45;
const DOT: u8 = 46;
const ZERO: u8 = 48;
const COLON: u8 = 58;
const EQUALS: u8 = 61;
const UNDERSCORE: u8 = 95;
const BACKTICK: u8 = 96;
export const HIGH: u8 = 0x80;

let delimiter: u8 = 44;
let cellsMax: i32 = CELLS_MAX;
let bytesMax: i32 = i32.MAX_VALUE;
/** The bytes that may end a cell, each in the place that its lower half names. */
let ends: v128 = i8x16.splat(0);
let columnCount: i32 = 0;
let inPairs: bool = false;
let hasAllPairs: bool = false;
let yuan: u32 = 0;
let yuanBytes: i32 = 0;

let count: i32 = 0;
let length: i32 = 0;
let hash: u32 = 0;
let shapeCount: i32 = 0;
let shapesEnd: usize = SHAPES;

export function cellCount(): i32 {
  return count;
}

export function signatureHash(): u32 {
  return hash;
}

/** Sets the dialect, and how many cells and bytes a plain record may have. The delimiter shares its lower half with no other byte that ends a cell. */
export function dialect(separator: i32, cells: i32, bytes: i32): void {
  delimiter = <u8>separator;
  cellsMax = cells;
  bytesMax = bytes;
  // A byte whose lower half is not the place it stands in ends nothing; 0xff stands everywhere but in place 15.
  const nothing = i8x16.replace_lane(i8x16.splat(-1), 15, 0);
  const breaks = i8x16.replace_lane(i8x16.replace_lane(i8x16.replace_lane(nothing, 0, 0), 10, 10), 13, 13);
  ends = withByte(i8x16.replace_lane(breaks, 2, QUOTE), delimiter);
}

function withByte(places: v128, byte: u8): v128 {
  const mine = i8x16.eq(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(byte & 15));
  return v128.bitselect(i8x16.splat(byte), places, mine);
}

export function encoding(pairs: bool, allPairs: bool, sign: u32, signBytes: i32): void {
  inPairs = pairs;
  hasAllPairs = allPairs;
  yuan = sign;
  yuanBytes = signBytes;
}

export function columns(total: i32): void {
  columnCount = total;
}

export function columnTotal(): i32 {
  return columnCount;
}

/** Whether the bytes of a cell are common characters. False says nothing. */
export function areCharacters(from: usize, to: usize): bool {
  return inPairs ? hasAllPairs && arePairs(from, to) : areUtf8(from, to);
}

/**
 * Where the record at `start` ends: at its line break, or -1 when it is not plain. A line break stands behind the bytes. In a
 * record that begins with a backtick each value does, and the cells are what follows it.
 */
export function split(start: usize): i32 {
  const isTicked = delimiter === COMMA && load<u8>(start) === BACKTICK;
  let stretch = start - STRETCH;
  let marks: u64 = 0;
  let beyond: u64 = 0;
  let at = start;
  let cell = 0;
  while (cell < cellsMax) {
    const isQuoted = load<u8>(at) === QUOTE;
    if (isQuoted) at++;
    if (isTicked && load<u8>(at) === BACKTICK) at++;
    const from = at;
    const inside = isQuoted ? delimiter : QUOTE;
    let high: u64 = 0;
    for (;;) {
      while (at - stretch >= STRETCH) {
        stretch += STRETCH;
        marks = marksIn(stretch);
        beyond = beyondIn(stretch);
      }
      const offset = <u64>(at - stretch);
      const found = marks >> offset;
      if (found === 0) {
        high |= beyond >> offset;
        at = stretch + STRETCH;
        continue;
      }
      const distance = ctz(found);
      high |= (beyond >> offset) & (((<u64>1) << distance) - 1);
      at += <usize>distance;
      const mark = load<u8>(at);
      if (mark !== inside && (!isTicked || isQuoted || mark !== COMMA || isTickedValue(at + 1))) break;
      at++;
    }
    const place = <usize>cell * 4;
    store<i32>(FROM + place, <i32>from);
    store<i32>(TO + place, <i32>at);
    store<u8>(SEEN + cell, high !== 0 ? HIGH : 0);
    cell++;
    let byte = load<u8>(at);
    if (isQuoted) {
      if (byte !== QUOTE) return -1;
      byte = load<u8>(++at);
      if (byte !== delimiter && byte !== LF && byte !== CR && byte !== 0) return -1;
    }
    if (byte !== delimiter) {
      count = cell;
      return <i32>(at - start) > bytesMax ? -1 : <i32>at;
    }
    at++;
  }
  return -1;
}

/** Which of the 64 bytes from `at` may end a cell, a bit for each. */
function marksIn(at: usize): u64 {
  return (
    marksInBlock(v128.load(at)) |
    (marksInBlock(v128.load(at + 16)) << 16) |
    (marksInBlock(v128.load(at + 32)) << 32) |
    (marksInBlock(v128.load(at + 48)) << 48)
  );
}

function marksInBlock(block: v128): u64 {
  return bitsOf(i8x16.eq(v128.swizzle(ends, v128.and(block, i8x16.splat(15))), block));
}

/** Which of the 64 bytes from `at` are beyond ASCII. */
function beyondIn(at: usize): u64 {
  return (
    bitsOf(v128.load(at)) |
    (bitsOf(v128.load(at + 16)) << 16) |
    (bitsOf(v128.load(at + 32)) << 32) |
    (bitsOf(v128.load(at + 48)) << 48)
  );
}

/** The highest bit of each byte. */
function bitsOf(block: v128): u64 {
  return <u64>(<u32>i8x16.bitmask(block));
}

/** Whether a value begins at `at` with a backtick, quoted or not. */
function isTickedValue(at: usize): bool {
  const byte = load<u8>(at);
  return byte === BACKTICK || (byte === QUOTE && load<u8>(at + 1) === BACKTICK);
}

// What a cell is, in a signature. Words and names are followed by their bytes, with each number in them as A_NUMBER.
const EMPTY: u8 = 1;
const WORDS: u8 = 2;
const DIGITS: u8 = 3;
const NAME: u8 = 4;
const A_MOMENT: u8 = 5;
const NAUGHT: u8 = 6;
const INFLOW: u8 = 7;
const OUTFLOW: u8 = 8;
const A_NUMBER: u8 = 9;

// What a column holds, with marks.
export const TEXT = 0;
export const ID = 1;
export const DIGITS_ONLY = 2;
export const TRACKING = 3;
export const MOMENT = 4;
export const MONEY = 5;
export const IS_KEY = 16;
export const IS_MASKED = 32;
const TYPE = 15;

export const CARRIED_BYTES_MIN = 8;
const ID_BYTES_MAX = 255;
const ODD_BYTES_MAX = 24;
const AMOUNT_BYTES_MAX = 13;
/** What follows them must be zeros. */
const DECIMALS: usize = 2;
const MOMENT_BYTES = 19;
const DIGITS_KEPT = 15;
const SURE_LENGTH_MIN = 24;

const UNKNOWN = -1;
const UNSIGNED = -2;

/** The shape of the record split last: its number, UNKNOWN, or UNSIGNED for a record with a cell to be looked at as text. */
export function find(): i32 {
  length = 0;
  for (let at = 0; at < columnCount; at++) {
    const column = load<u32>(COLUMNS + <usize>at * 4);
    const place = <usize>(column >> 8) * 4;
    const from = <usize>load<u32>(FROM + place);
    const to = <usize>load<u32>(TO + place);
    store<u8>(CARRIED + at, 0);
    if (length + <i32>(to - from) + 3 > SIGNATURE_MAX) return UNSIGNED;
    if (from === to) put(EMPTY);
    else if (!takeCell(column & 0xff, at, from, to)) return UNSIGNED;
  }
  v128.store(SIGNATURE + length, i8x16.splat(0));
  hash = hashOf();
  return known();
}

/** Keeps the signature found last as a new shape and returns its number; -1 when there is no room. */
export function remember(): i32 {
  const size = (<usize>length + BLOCK) & ~(BLOCK - 1);
  if (shapeCount >= SHAPES_MAX || shapesEnd + size > SHAPES_END) return UNKNOWN;
  memory.copy(shapesEnd, SIGNATURE, size);
  const place = <usize>shapeCount * 4;
  store<u32>(SHAPE_HASHES + place, hash);
  store<u32>(SHAPE_PLACES + place, <u32>shapesEnd);
  store<u32>(SHAPE_LENGTHS + place, length);
  store<u32>(SHAPE_TEMPLATES + place, 0);
  store<u32>(SHAPE_STEPS + place, 0);
  shapesEnd += size;
  let slot = hash & (SLOTS - 1);
  while (load<u16>(SLOT_SHAPES + slot * 2) !== 0) slot = (slot + 1) & (SLOTS - 1);
  store<u16>(SLOT_SHAPES + slot * 2, <u16>(shapeCount + 1));
  return shapeCount++;
}

/** Room for so many bytes that go with the shapes, until they are forgotten; 0 when there is none. */
export function room(size: usize): usize {
  const place = shapesEnd;
  if (place + size > SHAPES_END) return 0;
  shapesEnd = place + ((size + BLOCK - 1) & ~(BLOCK - 1));
  return place;
}

export function forget(): void {
  memory.fill(SLOT_SHAPES, 0, SLOTS * 2);
  shapeCount = 0;
  shapesEnd = SHAPES;
}

function known(): i32 {
  let slot = hash & (SLOTS - 1);
  let shape = shapeIn(slot);
  while (shape >= 0 && !isSignature(<usize>shape * 4)) {
    slot = (slot + 1) & (SLOTS - 1);
    shape = shapeIn(slot);
  }
  return shape;
}

/** UNKNOWN for a slot that is free. */
function shapeIn(slot: usize): i32 {
  return <i32>load<u16>(SLOT_SHAPES + slot * 2) - 1;
}

function isSignature(place: usize): bool {
  if (load<u32>(SHAPE_HASHES + place) !== hash || load<i32>(SHAPE_LENGTHS + place) !== length) return false;
  const bytes = <usize>load<u32>(SHAPE_PLACES + place);
  for (let at: usize = 0; at < <usize>length; at += BLOCK) {
    if (!i8x16.all_true(i8x16.eq(v128.load(bytes + at), v128.load(SIGNATURE + at)))) return false;
  }
  return true;
}

/** Odd, its bits without a pattern: 2^64 over the golden ratio. */
const FACTOR: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15;

/** Of every byte: what follows the signature is zero up to the next eight. */
function hashOf(): u32 {
  let mixed: u64 = <u64>length;
  for (let at: usize = 0; at < <usize>length; at += 8) {
    mixed = (mixed ^ load<u64>(SIGNATURE + at)) * FACTOR;
    mixed ^= mixed >> 29;
  }
  return <u32>(mixed >> 32) ^ <u32>mixed;
}

function takeCell(column: u32, at: i32, from: usize, to: usize): bool {
  switch (column & TYPE) {
    case ID:
    case DIGITS_ONLY:
    case TRACKING:
      return takeId(column, at, from, to);
    case MOMENT:
      return takeMoment(at, from, to);
    case MONEY:
      return takeAmount(at, from, to);
    default:
      return (column & IS_MASKED) !== 0 ? mask(bareFrom(from, to), bareTo(from, to)) : takeWords(from, to);
  }
}

function takeId(column: u32, at: i32, start: usize, stop: usize): bool {
  const isTracking = (column & TYPE) === TRACKING;
  let from = start;
  let to = stop;
  if (isTracking) {
    while (from < to && isPadding(load<u8>(from))) from++;
    if (from + 3 <= to && (load<u32>(from) & 0xffffff) === 0x3a6f4e) from += 3;
  }
  while (to > from && isBlank(load<u8>(to - 1))) to--;
  while (from < to && isPadding(load<u8>(from))) from++;
  let isDigits = areDigits(from, to);
  if (!isDigits && !isPlain(from, to)) {
    if (!isFormula(from, to)) return false;
    from += 2;
    to -= 1;
    isDigits = to > from && areDigits(from, to);
    if (!isDigits) return false;
  }
  if (from === to) {
    put(EMPTY);
    return true;
  }
  const size = <i32>(to - from);
  if ((!isDigits && (column & TYPE) === DIGITS_ONLY) || size > ID_BYTES_MAX) return false;
  const isKey = (column & IS_KEY) !== 0;
  if (size < CARRIED_BYTES_MIN) return !isKey && takeWords(start, stop);
  const zerosFrom = isKey ? DIGITS_KEPT : SURE_LENGTH_MIN - 1;
  if (isDigits && size > zerosFrom && endsInZeros(from, to)) return false;
  carry(at, from, to);
  put(isDigits ? DIGITS : NAME);
  put(<u8>size);
  return isDigits || isTracking || mask(from, to);
}

function takeMoment(at: i32, start: usize, stop: usize): bool {
  const from = bareFrom(start, stop);
  const to = bareTo(start, stop);
  if (!isMoment(from, to)) return takeOdd(start, stop);
  carry(at, from, to);
  put(A_MOMENT);
  return true;
}

function takeAmount(at: i32, start: usize, stop: usize): bool {
  const from = bareFrom(start, stop);
  const to = endOfAmount(bareTo(start, stop));
  const first = load<u8>(from) === MINUS ? from + 1 : from;
  if (<isize>(to - first) > AMOUNT_BYTES_MAX || <isize>(to - first) <= 0) return takeOdd(start, stop);
  let digits: i64 = 0;
  let point: usize = 0;
  for (let place = first; place < to; place++) {
    const byte = load<u8>(place);
    if (isDigit(byte) && (point === 0 || place - point <= DECIMALS)) digits = digits * 10 + (byte - ZERO);
    else if (byte === ZERO && point !== 0) continue;
    else if (byte === DOT && point === 0 && place > first) point = place;
    else return takeOdd(start, stop);
  }
  if (point !== 0 && to - point === 1) return takeOdd(start, stop);
  const decimals = point === 0 ? 0 : min(<i32>(to - point - 1), <i32>DECIMALS);
  digits *= decimals === 2 ? 1 : decimals === 1 ? 10 : 100;
  const isNegative = first > from;
  store<f64>(MINOR + <usize>at * 8, isNegative ? -(<f64>digits) : <f64>digits);
  store<u8>(CARRIED + at, 1);
  put(digits === 0 ? NAUGHT : isNegative ? OUTFLOW : INFLOW);
  return true;
}

/** A cell of a few signs such as `-`, which comes again; longer ones hardly do. */
function takeOdd(from: usize, to: usize): bool {
  return <i32>(to - from) <= ODD_BYTES_MAX && takeWords(from, to);
}

function takeWords(from: usize, to: usize): bool {
  put(WORDS);
  let target = SIGNATURE + <usize>length;
  for (let at = from; at < to; at += BLOCK) {
    v128.store(target, v128.load(at));
    target += BLOCK;
  }
  length += <i32>(to - from);
  put(0);
  return true;
}

/** The words with every run of digits as one sign. In GB18030 a digit after half a character is no digit. */
function mask(from: usize, to: usize): bool {
  put(WORDS);
  let target = SIGNATURE + <usize>length;
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    if (isDigit(byte)) {
      store<u8>(target, A_NUMBER);
      target++;
      while (at + 1 < to && isDigit(load<u8>(at + 1))) at++;
    } else if (byte < SPACE) return false;
    else {
      store<u8>(target, byte);
      target++;
      if (byte < HIGH || !inPairs) continue;
      if (++at >= to) return false;
      const second = load<u8>(at);
      if (isDigit(second)) return false;
      store<u8>(target, second);
      target++;
    }
  }
  length = <i32>(target - SIGNATURE);
  put(0);
  return true;
}

function put(byte: u8): void {
  store<u8>(SIGNATURE + length, byte);
  length++;
}

function carry(at: i32, from: usize, to: usize): void {
  const place = <usize>at * 4;
  store<i32>(CARRIED_FROM + place, <i32>from);
  store<i32>(CARRIED_TO + place, <i32>to);
  store<u8>(CARRIED + at, 1);
}

function bareTo(start: usize, stop: usize): usize {
  let to = stop;
  while (to > start && isBlank(load<u8>(to - 1))) to--;
  return to;
}

function bareFrom(start: usize, stop: usize): usize {
  let from = start;
  while (from < stop && isBlank(load<u8>(from))) from++;
  return from;
}

/** Where an amount ends that may end with 元. */
function endOfAmount(to: usize): usize {
  const start = to - yuanBytes;
  const shift = 32 - 8 * yuanBytes;
  return (load<u32>(start) << shift) >> shift === yuan ? start : to;
}

/** Whether only digits stand there; so they do where nothing stands. */
function areDigits(from: usize, to: usize): bool {
  for (let at = from; at < to; at += BLOCK) {
    const others = ~i8x16.bitmask(areDigitsOf(v128.load(at)));
    const left = <i32>(to - at);
    if ((others & (left >= BLOCK ? 0xffff : (1 << left) - 1)) !== 0) return false;
  }
  return true;
}

function areDigitsOf(block: v128): v128 {
  return i8x16.le_u(i8x16.sub(block, i8x16.splat(ZERO)), i8x16.splat(9));
}

/** ASCII letters, digits, `_`, and `-` behind the first. */
function isPlain(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    const letter = byte | 32;
    const isWord = isDigit(byte) || (letter >= 97 && letter <= 122) || byte === UNDERSCORE;
    if (!isWord && (byte !== MINUS || at === from)) return false;
  }
  return true;
}

function isFormula(from: usize, to: usize): bool {
  return (
    to - from > 3 && load<u8>(from) === EQUALS && load<u8>(from + 1) === QUOTE && load<u8>(to - 1) === QUOTE
  );
}

function endsInZeros(from: usize, to: usize): bool {
  for (let at = to; at > from + DIGITS_KEPT; at--) if (load<u8>(at - 1) !== ZERO) return false;
  return true;
}

/** `dddd-dd-dd dd:dd:dd` of the calendar. */
function isMoment(from: usize, to: usize): bool {
  if (to - from !== MOMENT_BYTES) return false;
  const digits = i8x16.bitmask(areDigitsOf(v128.load(from)));
  if (digits !== 0b1101101101101111) return false;
  if (load<u8>(from + 4) !== MINUS || load<u8>(from + 7) !== MINUS || load<u8>(from + 10) !== SPACE)
    return false;
  if (load<u8>(from + 13) !== COLON || load<u8>(from + 16) !== COLON) return false;
  if (!isDigit(load<u8>(from + 17)) || !isDigit(load<u8>(from + 18))) return false;
  if (pairAt(from + 11) > 23 || pairAt(from + 14) > 59 || pairAt(from + 17) > 59) return false;
  const month = pairAt(from + 5);
  const day = pairAt(from + 8);
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= daysIn(pairAt(from) * 100 + pairAt(from + 2), month);
}

function daysIn(year: i32, month: i32): i32 {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

export function isDigit(byte: u8): bool {
  return <u8>(byte - ZERO) <= 9;
}

function isBlank(byte: u8): bool {
  return byte === TAB || byte === SPACE;
}

function isPadding(byte: u8): bool {
  return isBlank(byte) || byte === APOSTROPHE || byte === BACKTICK;
}

/** Whether characters beyond ASCII are of two bytes each. */
function arePairs(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) {
    const lead = load<u8>(at);
    if (lead < HIGH) continue;
    if (lead === HIGH || lead === 0xff || ++at >= to) return false;
    const trail = load<u8>(at);
    if (trail < 0x40 || trail === 0x7f || trail === 0xff) return false;
  }
  return true;
}

/** Whether characters beyond ASCII are common ones of two or three bytes. */
function areUtf8(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) {
    const lead = load<u8>(at);
    if (lead < HIGH) continue;
    if (lead < 0xc2 || lead === 0xe0 || lead === 0xed || lead > 0xef) return false;
    const isOfThree = lead > 0xe0;
    if (lead === 0xef && load<u8>(at + 1) === 0xbf) return false;
    if (at + 1 >= to || !isTail(++at)) return false;
    if (isOfThree && (at + 1 >= to || !isTail(++at))) return false;
  }
  return true;
}

function isTail(at: usize): bool {
  return (load<u8>(at) & 0xc0) === HIGH;
}
