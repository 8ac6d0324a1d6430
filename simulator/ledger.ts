import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { LineKind } from './order-case.ts';
import { DAY_SECONDS, type WallSeconds } from './wall-clock.ts';

/** A line of a wallet, in the order of the statement. One object is reused. */
export interface LedgerLine {
  at: WallSeconds;
  amount: number;
  kind: LineKind;
  /** Index of the order, or of the own-account move. */
  index: number;
  /** Which line of that order. */
  slot: number;
  /** Days between the payment and the line, for the payment number. */
  paidDaysBefore: number;
  /** Balance after the line. */
  balance: number;
}

/** Money of one entry type on one day, for summaries and footers. */
export interface DayTotals {
  inflowCount: number;
  inflow: number;
  outflowCount: number;
  outflow: number;
}

const FIELDS = 3;
const CHUNK_LINES = 1_024;

interface DayBucket {
  chunk: Float64Array;
  used: number;
  /** Where the earlier chunks lie in the temporary file. */
  readonly chunks: number[];
  count: number;
  net: number;
  readonly totals: Map<string, DayTotals>;
}

/**
 * The lines of one wallet, put down in any order and read back newest first with their running balance. Lines wait
 * in a temporary file by day, so memory holds one day at a time.
 */
export class Ledger {
  readonly opening: number;
  readonly fromDay: number;
  readonly toDay: number;
  count = 0;
  private readonly path: string;
  private readonly fd: number;
  private size = 0;
  private readonly days: DayBucket[] = [];
  private readonly entryTypeOf: (kind: LineKind) => string;

  /** Covers the days [fromDay, toDay); lines outside are not taken. */
  constructor(
    path: string,
    fromDay: number,
    toDay: number,
    opening: number,
    entryTypeOf: (kind: LineKind) => string,
  ) {
    this.path = path;
    this.fd = openSync(path, 'w+');
    this.fromDay = fromDay;
    this.toDay = toDay;
    this.opening = opening;
    this.entryTypeOf = entryTypeOf;
    for (let day = fromDay; day < toDay; day += 1) {
      const chunk = new Float64Array(FIELDS * CHUNK_LINES);
      this.days.push({ chunk, used: 0, chunks: [], count: 0, net: 0, totals: new Map() });
    }
  }

  /** Puts down a line. `false` if its day is not covered. */
  add(line: Omit<LedgerLine, 'balance'>): boolean {
    const day = Math.floor(line.at / DAY_SECONDS);
    const bucket = this.days[day - this.fromDay];
    if (bucket === undefined) return false;
    const at = bucket.used * FIELDS;
    bucket.chunk[at] = line.at - day * DAY_SECONDS;
    bucket.chunk[at + 1] = line.amount;
    bucket.chunk[at + 2] = packed(line);
    bucket.used += 1;
    bucket.count += 1;
    bucket.net += line.amount;
    this.count += 1;
    addTo(bucket.totals, this.entryTypeOf(line.kind), line.amount);
    if (bucket.used === CHUNK_LINES) this.spill(bucket);
    return true;
  }

  /** Balance at the end of the day before `day`. */
  balanceBefore(day: number): number {
    let balance = this.opening;
    for (let at = 0; at < day - this.fromDay; at += 1) balance += this.days[at]?.net ?? 0;
    return balance;
  }

  /** Totals of the days [fromDay, toDay) per entry type, in order of first appearance. */
  totals(fromDay: number, toDay: number): Map<string, DayTotals> {
    const sums = new Map<string, DayTotals>();
    for (const bucket of this.days.slice(fromDay - this.fromDay, toDay - this.fromDay)) {
      for (const [type, day] of bucket.totals) {
        const sum = totalsOf(sums, type);
        sum.inflowCount += day.inflowCount;
        sum.inflow += day.inflow;
        sum.outflowCount += day.outflowCount;
        sum.outflow += day.outflow;
      }
    }
    return sums;
  }

  /** Calls `visit` for every line of a day, newest first. The line object is reused. */
  newestFirst(day: number, visit: (line: LedgerLine) => void): void {
    const bucket = this.days[day - this.fromDay];
    if (bucket === undefined) return;
    const records = this.read(bucket);
    const keys = sortedKeys(records, bucket.count);
    const line: LedgerLine = {
      at: 0,
      amount: 0,
      kind: 0,
      index: 0,
      slot: 0,
      paidDaysBefore: 0,
      balance: this.balanceBefore(day + 1),
    };
    for (let nth = bucket.count - 1; nth >= 0; nth -= 1) {
      const at = ((keys[nth] ?? 0) % KEY_STEP) * FIELDS;
      line.at = day * DAY_SECONDS + (records[at] ?? 0);
      line.amount = records[at + 1] ?? 0;
      unpack(records[at + 2] ?? 0, line);
      visit(line);
      line.balance -= line.amount;
    }
  }

  /** Removes the temporary file. */
  close(): void {
    closeSync(this.fd);
    rmSync(this.path, { force: true });
  }

  private spill(bucket: DayBucket): void {
    const bytes = new Uint8Array(bucket.chunk.buffer);
    writeSync(this.fd, bytes, 0, bytes.length, this.size);
    bucket.chunks.push(this.size);
    this.size += bytes.length;
    bucket.used = 0;
  }

  private read(bucket: DayBucket): Float64Array {
    const records = new Float64Array(bucket.count * FIELDS);
    const bytes = new Uint8Array(records.buffer);
    const chunkBytes = bucket.chunk.byteLength;
    bucket.chunks.forEach((position, at) => {
      readSync(this.fd, bytes, at * chunkBytes, chunkBytes, position);
    });
    const start = bucket.chunks.length * CHUNK_LINES * FIELDS;
    records.set(bucket.chunk.subarray(0, bucket.used * FIELDS), start);
    return records;
  }
}

/** More than any day has lines; seconds of a day times this stay exact. */
const KEY_STEP = 2 ** 27;

function sortedKeys(records: Float64Array, count: number): Float64Array {
  const keys = new Float64Array(count);
  for (let nth = 0; nth < count; nth += 1) keys[nth] = (records[nth * FIELDS] ?? 0) * KEY_STEP + nth;
  return keys.sort();
}

function packed(line: Omit<LedgerLine, 'balance'>): number {
  return ((line.index * 128 + line.paidDaysBefore) * 32 + line.kind) * 32 + line.slot;
}

function unpack(value: number, line: LedgerLine): void {
  line.slot = value % 32;
  const kinds = Math.floor(value / 32);
  line.kind = (kinds % 32) as LineKind;
  const days = Math.floor(kinds / 32);
  line.paidDaysBefore = days % 128;
  line.index = Math.floor(days / 128);
}

function totalsOf(totals: Map<string, DayTotals>, type: string): DayTotals {
  const known = totals.get(type);
  if (known !== undefined) return known;
  const fresh = { inflowCount: 0, inflow: 0, outflowCount: 0, outflow: 0 };
  totals.set(type, fresh);
  return fresh;
}

function addTo(totals: Map<string, DayTotals>, type: string, amount: number): void {
  const sum = totalsOf(totals, type);
  if (amount >= 0) {
    sum.inflowCount += 1;
    sum.inflow += amount;
  } else {
    sum.outflowCount += 1;
    sum.outflow += amount;
  }
}
