/*
 * Records alike to others, taken one behind another: parted, told by their shape, written and proved. A run stops where a record
 * asks for anything else.
 */

import { write } from './columns';
import {
  CARRIED_FROM,
  CARRIED_TO,
  COLUMNS,
  FROM,
  IS_READ,
  KEY_LENGTHS,
  SEEN,
  SHAPE_STEPS,
  SHAPE_TEMPLATES,
  TO,
} from './memory';
import { prove } from './proofs';
import { areCharacters, CR, cellCount, columnTotal, find, HIGH, IS_KEY, isDigit, LF, split } from './rows';

let widthMin: i32 = 0;
let headerWidth: i32 = 0;
let isFooted: bool = false;
/** Where the record behind the last run begins, and how many cells its last record has. */
let next: usize = 0;
let cells: i32 = 0;

/**
 * What an ordinary record is: it has so many cells, and none filled beyond the header. Where the table has footers it begins with a
 * digit, and its cells are of known characters, also those that are not read.
 */
export function ordinary(least: i32, width: i32, footed: bool): void {
  widthMin = least;
  headerWidth = width;
  isFooted = footed;
}

/** Sets how the facts of a shape are written and what they prove. */
export function teach(shape: i32, template: usize, steps: usize): void {
  store<u32>(SHAPE_TEMPLATES + <usize>shape * 4, <u32>template);
  store<u32>(SHAPE_STEPS + <usize>shape * 4, <u32>steps);
}

export function runEnd(): i32 {
  return <i32>next;
}

export function runCells(): i32 {
  return cells;
}

/** Takes records from `start` to `end`, where a line break stands, as long as each is ordinary and of a shape; returns how many. */
export function run(start: usize, end: usize, row: i32, rowsMax: i32): i32 {
  let rows = 0;
  next = start;
  while (rows < rowsMax && next < end) {
    const after = endOf(next, end);
    if (after === 0 || !isOrdinary()) break;
    const shape = find();
    if (shape < 0 || (isFooted && !areOthersKnown())) break;
    const template = <usize>load<u32>(SHAPE_TEMPLATES + <usize>shape * 4);
    if (template === 0 || write(template, row + rows) === 0) break;
    prove(<usize>load<u32>(SHAPE_STEPS + <usize>shape * 4), row + rows);
    countKeys();
    cells = cellCount();
    next = after;
    rows++;
  }
  return rows;
}

/** Parts the record at `at`; returns where the one behind it begins, 0 when it is not plain or not whole. */
function endOf(at: usize, end: usize): usize {
  const stop = split(at);
  if (stop < 0 || <usize>stop >= end) return 0;
  const byte = load<u8>(stop);
  if (byte === LF) return <usize>stop + 1;
  return byte === CR && load<u8>(stop + 1) === LF && <usize>stop + 1 < end ? <usize>stop + 2 : 0;
}

function isOrdinary(): bool {
  const total = cellCount();
  if (total < widthMin) return false;
  for (let cell = headerWidth; cell < total; cell++) {
    const place = <usize>cell * 4;
    if (load<u32>(FROM + place) !== load<u32>(TO + place)) return false;
  }
  return !isFooted || isDigit(load<u8>(load<u32>(FROM)));
}

function areOthersKnown(): bool {
  const total = cellCount();
  for (let cell = 0; cell < total; cell++) {
    if (load<u8>(SEEN + cell) < HIGH || load<u8>(IS_READ + cell) !== 0) continue;
    const place = <usize>cell * 4;
    const from = <usize>load<u32>(FROM + place);
    const to = <usize>load<u32>(TO + place);
    if (!areCharacters(from, to)) return false;
  }
  return true;
}

/** How many keys there are of each length. */
function countKeys(): void {
  const total = columnTotal();
  for (let column = 0; column < total; column++) {
    const place = <usize>column * 4;
    if ((load<u32>(COLUMNS + place) & IS_KEY) === 0) continue;
    const size = load<u32>(CARRIED_TO + place) - load<u32>(CARRIED_FROM + place);
    const lengths = KEY_LENGTHS + <usize>size * 4;
    store<u32>(lengths, load<u32>(lengths) + 1);
  }
}
