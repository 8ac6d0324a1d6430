/*
 * What facts prove of their table, added up fact by fact: sums, balances that follow from each other, moments. A stretch is
 * the facts since the numbers were last taken and set back to nothing. What is added of a fact is said by the steps that go with
 * its template.
 */

import { COLUMNS_END, sumOf } from './columns';
import { CARRIED_FROM, CARRIED_TO } from './memory';

/** A step: what it is, a number, and two amounts. An amount is the terms of a sum and what is added to it. */
const STEP_BYTES: usize = 40;
const NUMBER: usize = 4;
const AMOUNT: usize = 8;
const BALANCE: usize = 24;
const ADDED: usize = 8;
/** Before the steps: how many there are. */
const STEPS: usize = 8;

export const PROVE_AMOUNT = 0;
export const PROVE_FEE = 1;
export const PROVE_BALANCE = 2;
export const PROVE_UNBALANCED = 3;
export const PROVE_LINE = 4;
export const PROVE_TIME = 5;
export const PROVE_MENTION = 6;
export const PROVE_TOTAL = 7;
export const PROVE_ACCOUNT = 8;
export const PROVE_CARRIED_ACCOUNT = 9;

export const TOTALS_MAX = 64;
export const ACCOUNT_BYTES_MAX = 255;
/** No sum of so many facts leaves an i64: an amount is a sum of four amounts of thirteen digits and two decimals at most. */
export const STRETCH_FACTS_MAX = 1024;

/** Numbers of eight bytes each. */
const NUMBER_BYTES: usize = 8;
export const FACTS: usize = COLUMNS_END;
export const INFLOW_COUNT: usize = FACTS + NUMBER_BYTES;
export const INFLOW: usize = INFLOW_COUNT + NUMBER_BYTES;
export const OUTFLOW_COUNT: usize = INFLOW + NUMBER_BYTES;
export const OUTFLOW: usize = OUTFLOW_COUNT + NUMBER_BYTES;
export const FEE: usize = OUTFLOW + NUMBER_BYTES;
/** Lines with a balance. */
export const BALANCES: usize = FEE + NUMBER_BYTES;
export const LEAD: usize = BALANCES + NUMBER_BYTES;
export const FIRST_MOVED: usize = LEAD + NUMBER_BYTES;
export const FIRST_BALANCE: usize = FIRST_MOVED + NUMBER_BYTES;
export const FIRST_ROW: usize = FIRST_BALANCE + NUMBER_BYTES;
export const LAST_MOVED: usize = FIRST_ROW + NUMBER_BYTES;
export const LAST_BALANCE: usize = LAST_MOVED + NUMBER_BYTES;
export const PENDING: usize = LAST_BALANCE + NUMBER_BYTES;
/** Lines that do not follow from the one before, and the first of them. */
export const OLDEST_BREAKS: usize = PENDING + NUMBER_BYTES;
export const OLDEST_BREAK_ROW: usize = OLDEST_BREAKS + NUMBER_BYTES;
export const NEWEST_BREAKS: usize = OLDEST_BREAK_ROW + NUMBER_BYTES;
export const NEWEST_BREAK_ROW: usize = NEWEST_BREAKS + NUMBER_BYTES;
/** One more than the bytes of the account; 0 where none is known. */
export const ACCOUNT: usize = NEWEST_BREAK_ROW + NUMBER_BYTES;
/** How many amounts a total is made of, and their sum. */
export const TOTALS: usize = ACCOUNT + NUMBER_BYTES;
const TOTAL_BYTES: usize = 2 * NUMBER_BYTES;

/** The last sixteen bytes of a moment begin here. */
const TAIL: usize = 3;
/** Moments as text, whose order is that of time. A byte of zero: none is known. */
const MOMENT_BYTES: usize = 32;
export const TOP_AT: usize = TOTALS + <usize>TOTALS_MAX * TOTAL_BYTES;
export const BOTTOM_AT: usize = TOP_AT + MOMENT_BYTES;
export const FIRST_AT: usize = BOTTOM_AT + MOMENT_BYTES;
export const LAST_AT: usize = FIRST_AT + MOMENT_BYTES;
export const LATEST_AT: usize = LAST_AT + MOMENT_BYTES;
export const ACCOUNT_TEXT: usize = LATEST_AT + MOMENT_BYTES;
export const PROOF_END: usize = ACCOUNT_TEXT + <usize>ACCOUNT_BYTES_MAX;

/** Begins a stretch. */
export function clearProof(): void {
  memory.fill(FACTS, 0, ACCOUNT_TEXT - FACTS);
}

/** Adds what the fact proves that the cells carried now make; returns how many facts the stretch has. */
export function prove(steps: usize, row: i32): i32 {
  const end = steps + STEPS + <usize>load<u32>(steps) * STEP_BYTES;
  for (let step = steps + STEPS; step < end; step += STEP_BYTES) take(step, load<u32>(step + NUMBER), row);
  const facts = load<i32>(FACTS) + 1;
  store<i32>(FACTS, facts);
  return facts;
}

function take(step: usize, number: u32, row: i32): void {
  switch (load<u32>(step)) {
    case PROVE_AMOUNT:
      addAmount(amountAt(step + AMOUNT));
      break;
    case PROVE_FEE:
      add(FEE, amountAt(step + AMOUNT));
      break;
    case PROVE_BALANCE:
      follow(amountAt(step + AMOUNT), amountAt(step + BALANCE), row);
      break;
    case PROVE_UNBALANCED:
      add(PENDING, amountAt(step + AMOUNT));
      break;
    case PROVE_LINE: {
      const moment = momentOf(number);
      if (load<u8>(TOP_AT) === 0) note(TOP_AT, moment);
      note(BOTTOM_AT, moment);
      break;
    }
    case PROVE_TIME: {
      const moment = momentOf(number);
      if (load<u8>(FIRST_AT) === 0 || isBefore(moment, FIRST_AT)) note(FIRST_AT, moment);
      if (isBefore(LAST_AT, moment)) note(LAST_AT, moment);
      break;
    }
    case PROVE_MENTION: {
      const moment = momentOf(number);
      if (isBefore(LATEST_AT, moment)) note(LATEST_AT, moment);
      break;
    }
    case PROVE_TOTAL: {
      const total = TOTALS + <usize>number * TOTAL_BYTES;
      add(total, 1);
      add(total + NUMBER_BYTES, amountAt(step + AMOUNT));
      break;
    }
    case PROVE_ACCOUNT:
      nameAccount(<usize>load<u32>(step + AMOUNT), number);
      break;
    default: {
      const place = <usize>number * 4;
      const from = load<u32>(CARRIED_FROM + place);
      nameAccount(<usize>from, load<u32>(CARRIED_TO + place) - from);
    }
  }
}

function addAmount(minor: i64): void {
  if (minor === 0) return;
  const count = minor < 0 ? OUTFLOW_COUNT : INFLOW_COUNT;
  add(count, 1);
  add(count + NUMBER_BYTES, minor);
}

/** A line that states a balance, followed as if written oldest first and as if written newest first. */
function follow(moved: i64, balance: i64, row: i32): void {
  const pending = load<i64>(PENDING);
  if (load<i64>(BALANCES) === 0) {
    store<i64>(LEAD, pending);
    store<i64>(FIRST_MOVED, moved);
    store<i64>(FIRST_BALANCE, balance);
    store<i64>(FIRST_ROW, row);
  } else {
    const last = load<i64>(LAST_BALANCE);
    if (last + pending + moved !== balance) addBreak(OLDEST_BREAKS, row);
    if (balance + pending + load<i64>(LAST_MOVED) !== last) addBreak(NEWEST_BREAKS, row);
  }
  add(BALANCES, 1);
  store<i64>(PENDING, 0);
  store<i64>(LAST_MOVED, moved);
  store<i64>(LAST_BALANCE, balance);
}

function addBreak(count: usize, row: i32): void {
  if (load<i64>(count) === 0) store<i64>(count + NUMBER_BYTES, row);
  add(count, 1);
}

/** The first account that a fact names is that of the table. */
function nameAccount(from: usize, size: u32): void {
  if (load<i64>(ACCOUNT) !== 0) return;
  memory.copy(ACCOUNT_TEXT, from, size);
  store<i64>(ACCOUNT, <i64>size + 1);
}

function momentOf(column: u32): usize {
  return <usize>load<u32>(CARRIED_FROM + <usize>column * 4);
}

/** Copies the nineteen bytes of a moment: sixteen, and the last sixteen. */
function note(place: usize, moment: usize): void {
  v128.store(place, v128.load(moment));
  v128.store(place + TAIL, v128.load(moment + TAIL));
}

function isBefore(one: usize, other: usize): bool {
  const at = differenceAt(one, other);
  return load<u8>(one + at) < load<u8>(other + at);
}

/** The first byte by which two moments differ; 0 of two that do not. */
function differenceAt(one: usize, other: usize): usize {
  const head = differences(one, other);
  if (head !== 0) return ctz(head);
  const tail = differences(one + TAIL, other + TAIL);
  return tail === 0 ? 0 : TAIL + <usize>ctz(tail);
}

function differences(one: usize, other: usize): i32 {
  return i8x16.bitmask(i8x16.ne(v128.load(one), v128.load(other)));
}

function amountAt(at: usize): i64 {
  return sumOf(load<u64>(at)) + load<i64>(at + ADDED);
}

function add(place: usize, value: i64): void {
  store<i64>(place, load<i64>(place) + value);
}
