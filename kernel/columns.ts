/*
 * The columns of a Parquet row group, in blocks: texts as their length and bytes, numbers as they are, and which values are
 * there. A fact alike to others is written by its template: what each column holds.
 */

import { CARRIED_FROM, CARRIED_TO, COLUMNS_AT, MINOR } from './memory';

const BLOCK_BYTES: usize = 64 * 1024;
const VECTOR: usize = 16;
export const BLOCKS_MAX = 8192;
export const COLUMNS_MAX: usize = 64;
export const FACTS_MAX = 131072;
const PRESENCE_BYTES: usize = FACTS_MAX / 8;
const NO_BLOCK: u32 = 0xffff;

// Of each column: first and last block, where the next byte goes, where its block ends, how many values are there.
const COLUMN_BYTES: usize = 32;
const FIRST: usize = 0;
const LAST: usize = 4;
const AT: usize = 8;
const END: usize = 12;
const PRESENT: usize = 16;
const BYTES: usize = 20;

const STATES: usize = COLUMNS_AT;
const BLOCK_PLACES: usize = STATES + COLUMNS_MAX * COLUMN_BYTES;
const NEXT_BLOCKS: usize = BLOCK_PLACES + BLOCKS_MAX * 4;
const PRESENCES: usize = NEXT_BLOCKS + BLOCKS_MAX * 4;
/** Place for a text that comes from outside. */
export const DESK: usize = PRESENCES + COLUMNS_MAX * PRESENCE_BYTES;
export const DESK_BYTES: usize = 256 * 1024;
/** Place for a number that goes into two blocks. */
const SCRATCH: usize = DESK + DESK_BYTES + VECTOR;
export const COLUMNS_END: usize = SCRATCH + VECTOR;

/** What a cell of a template is. Every cell takes sixteen bytes: its kind, a number, and eight bytes. */
export const CELL_NONE = 0;
export const CELL_BYTES = 1;
export const CELL_CARRIED = 2;
export const CELL_MOMENT = 3;
export const CELL_ROW = 4;
export const CELL_SUM = 5;
export const CELL_AMOUNT = 6;
export const CELL_COUNT = 7;
export const CELL_JOINED = 8;
const CELL_SIZE: usize = 16;
/** A part of a joined text: where it stands and how long it is, or PART_CARRIED and a column. */
const PART_SIZE: usize = 8;
export const PART_CARRIED: u32 = 0;
/** In the eight bytes of a sum: two for each term, its column plus one, the highest bit for one that is taken away. */
const TAKEN_AWAY: u32 = 0x8000;

let columnCount: i32 = 0;
let factCount: i32 = 0;
let blockCount: i32 = 0;
let freeBlock: u32 = NO_BLOCK;
let freeCount: i32 = 0;
/** Begin of the day met last, and its digits. */
let lastDay: i32 = -1;
let lastStart: i64 = 0;

export function openColumns(total: i32): void {
  columnCount = total;
  clearColumns();
}

/** Adds blocks that lie one behind another; false when there are as many as there may be. */
export function addBlocks(place: usize, total: i32): bool {
  if (blockCount + total > BLOCKS_MAX) return false;
  for (let added = 0; added < total; added++) {
    store<u32>(BLOCK_PLACES + <usize>blockCount * 4, <u32>(place + <usize>added * BLOCK_BYTES));
    store<u32>(NEXT_BLOCKS + <usize>blockCount * 4, freeBlock);
    freeBlock = blockCount++;
    freeCount++;
  }
  return true;
}

export function freeBlocks(): i32 {
  return freeCount;
}

/** Empties all columns. */
export function clearColumns(): void {
  memory.fill(PRESENCES, 0, <usize>columnCount * PRESENCE_BYTES);
  memory.fill(STATES, 0, COLUMNS_MAX * COLUMN_BYTES);
  freeBlock = NO_BLOCK;
  for (let block = blockCount - 1; block >= 0; block--) {
    store<u32>(NEXT_BLOCKS + <usize>block * 4, freeBlock);
    freeBlock = block;
  }
  freeCount = blockCount;
  factCount = 0;
  for (let column = 0; column < columnCount; column++) {
    const state = stateOf(column);
    store<u32>(state + FIRST, NO_BLOCK);
    store<u32>(state + LAST, NO_BLOCK);
  }
}

export function endFact(): i32 {
  return ++factCount;
}

export function columnBytes(column: i32): i32 {
  return load<i32>(stateOf(column) + BYTES);
}

export function presentCount(column: i32): i32 {
  return load<i32>(stateOf(column) + PRESENT);
}

export function presenceAt(column: i32): usize {
  return PRESENCES + <usize>column * PRESENCE_BYTES;
}

/** The first block of a column, or -1; the one after a block, or -1. */
export function firstBlock(column: i32): i32 {
  return blockOrNone(load<u32>(stateOf(column) + FIRST));
}

export function nextBlock(block: i32): i32 {
  return blockOrNone(load<u32>(NEXT_BLOCKS + <usize>block * 4));
}

export function blockAt(block: i32): u32 {
  return load<u32>(BLOCK_PLACES + <usize>block * 4);
}

function blockOrNone(block: u32): i32 {
  return block === NO_BLOCK ? -1 : block;
}

/** A text of so many bytes, which follow with `putPart`. */
export function putLength(column: i32, size: u32): void {
  here(column);
  append<u32>(column, size);
}

export function putPart(column: i32, from: usize, size: u32): void {
  appendBytes(column, from, size);
}

export function put64(column: i32, value: i64): void {
  here(column);
  append<i64>(column, value);
}

/** The moment whose nineteen bytes begin at `at`. */
export function putMoment(column: i32, at: usize): void {
  put64(column, microsOf(at));
}

/** A whole number that a float holds exactly. */
export function putWhole(column: i32, value: f64): void {
  put64(column, <i64>value);
}

export function put32(column: i32, value: i32): void {
  here(column);
  append<i32>(column, value);
}

/** Writes a fact by its template and ends it. Returns how many facts there are; 0 where blocks are missing. */
export function write(template: usize, row: i32): i32 {
  if (freeCount < columnCount) return 0;
  for (let column = 0; column < columnCount; column++) {
    const cell = template + <usize>column * CELL_SIZE;
    const number = load<u32>(cell + 4);
    switch (load<u32>(cell)) {
      case CELL_NONE:
        break;
      case CELL_BYTES:
        putText(column, <usize>load<u32>(cell + 8), number);
        break;
      case CELL_CARRIED: {
        const from = <usize>load<u32>(CARRIED_FROM + <usize>number * 4);
        putText(column, from, load<u32>(CARRIED_TO + <usize>number * 4) - <u32>from);
        break;
      }
      case CELL_MOMENT:
        putMoment(column, <usize>load<u32>(CARRIED_FROM + <usize>number * 4));
        break;
      case CELL_ROW:
        put32(column, row);
        break;
      case CELL_SUM:
        put64(column, sumOf(load<u64>(cell + 8)));
        break;
      case CELL_AMOUNT:
        put64(column, load<i64>(cell + 8));
        break;
      case CELL_JOINED:
        putJoined(column, <usize>load<u32>(cell + 8), number);
        break;
      default:
        put32(column, number);
    }
  }
  return endFact();
}

/** The amounts carried of a sum, each added or taken away. */
export function sumOf(terms: u64): i64 {
  let sum: i64 = 0;
  for (let left = terms; left !== 0; left >>= 16) {
    const term = <u32>left & 0xffff;
    const minor = <i64>load<f64>(MINOR + <usize>((term & ~TAKEN_AWAY) - 1) * 8);
    sum += (term & TAKEN_AWAY) === 0 ? minor : -minor;
  }
  return sum;
}

/** Microseconds since 1970 of the moment `YYYY-MM-DD HH:MM:SS`. */
function microsOf(at: usize): i64 {
  const seconds = pairAt(at + 11) * 3600 + pairAt(at + 14) * 60 + pairAt(at + 17);
  return (startOfDay(at) + <i64>seconds) * 1000000;
}

/** Seconds since 1970 of the begin of a day; neighbours mostly have the same. */
function startOfDay(at: usize): i64 {
  const year = pairAt(at) * 100 + pairAt(at + 2);
  const month = pairAt(at + 5);
  const day = pairAt(at + 8);
  const name = (year * 100 + month) * 100 + day;
  if (name !== lastDay) {
    lastDay = name;
    lastStart = <i64>daysSince1970(year, month, day) * 86400;
  }
  return lastStart;
}

/** Of the Gregorian calendar. Years are counted from March, so that a leap day is the last of its year. */
function daysSince1970(year: i32, month: i32, day: i32): i32 {
  const fromMarch = month > 2 ? month - 3 : month + 9;
  const years = month > 2 ? year : year - 1;
  const era = (years >= 0 ? years : years - 399) / 400;
  const ofEra = years - era * 400;
  const ofYear = (153 * fromMarch + 2) / 5 + day - 1;
  return era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468;
}

export function pairAt(at: usize): i32 {
  return <i32>(load<u8>(at) - 48) * 10 + <i32>(load<u8>(at + 1) - 48);
}

function putText(column: i32, from: usize, size: u32): void {
  putLength(column, size);
  appendBytes(column, from, size);
}

/** A text of so many parts, which are told of at `parts`. */
function putJoined(column: i32, parts: usize, total: u32): void {
  const end = parts + <usize>total * PART_SIZE;
  let size: u32 = 0;
  for (let part = parts; part < end; part += PART_SIZE) size += partSize(part);
  putLength(column, size);
  for (let part = parts; part < end; part += PART_SIZE) appendBytes(column, partFrom(part), partSize(part));
}

function partFrom(part: usize): usize {
  const from = <usize>load<u32>(part);
  return from === PART_CARRIED ? <usize>load<u32>(CARRIED_FROM + <usize>load<u32>(part + 4) * 4) : from;
}

function partSize(part: usize): u32 {
  const size = load<u32>(part + 4);
  if (load<u32>(part) !== PART_CARRIED) return size;
  const place = <usize>size * 4;
  return load<u32>(CARRIED_TO + place) - load<u32>(CARRIED_FROM + place);
}

/** Notes that the value of this fact is there. */
function here(column: i32): void {
  const byte = PRESENCES + <usize>column * PRESENCE_BYTES + (factCount >> 3);
  store<u8>(byte, load<u8>(byte) | ((<u8>1) << (<u8>(factCount & 7))));
  const state = stateOf(column);
  store<i32>(state + PRESENT, load<i32>(state + PRESENT) + 1);
}

function append<T>(column: i32, value: T): void {
  const state = stateOf(column);
  const at = <usize>load<u32>(state + AT);
  if (at + sizeof<T>() <= <usize>load<u32>(state + END)) {
    store<T>(at, value);
    store<u32>(state + AT, <u32>(at + sizeof<T>()));
    store<i32>(state + BYTES, load<i32>(state + BYTES) + <i32>sizeof<T>());
  } else {
    store<T>(SCRATCH, value);
    appendBytes(column, SCRATCH, <u32>sizeof<T>());
  }
}

function appendBytes(column: i32, start: usize, total: u32): void {
  const state = stateOf(column);
  let from = start;
  let size = <usize>total;
  let at = <usize>load<u32>(state + AT);
  let left = <usize>load<u32>(state + END) - at;
  store<i32>(state + BYTES, load<i32>(state + BYTES) + <i32>total);
  while (size > left) {
    memory.copy(at, from, left);
    from += left;
    size -= left;
    at = newBlock(state);
    left = BLOCK_BYTES;
  }
  if (left >= size + VECTOR)
    for (let done: usize = 0; done < size; done += VECTOR) v128.store(at + done, v128.load(from + done));
  else memory.copy(at, from, size);
  store<u32>(state + AT, <u32>(at + size));
}

/** Gives a column one more block, of those that are free, and returns where it begins. */
function newBlock(state: usize): usize {
  const block = freeBlock;
  const link = NEXT_BLOCKS + <usize>block * 4;
  freeBlock = load<u32>(link);
  freeCount--;
  store<u32>(link, NO_BLOCK);
  const last = load<u32>(state + LAST);
  if (last === NO_BLOCK) store<u32>(state + FIRST, block);
  else store<u32>(NEXT_BLOCKS + <usize>last * 4, block);
  store<u32>(state + LAST, block);
  const place = load<u32>(BLOCK_PLACES + <usize>block * 4);
  store<u32>(state + END, place + <u32>BLOCK_BYTES);
  return <usize>place;
}

function stateOf(column: i32): usize {
  return STATES + <usize>column * COLUMN_BYTES;
}
