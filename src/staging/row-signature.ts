import type { PlainRecord } from '../reading/plain-record.ts';
import type { CellType } from '../sources/columns.ts';
import {
  amountIn,
  endsInZeros,
  type FoundId,
  findId,
  findTracking,
  isBlank,
  MomentBytes,
} from './byte-cells.ts';
import type { CarriedCells } from './carried-cells.ts';
import { DIGITS_KEPT, SURE_LENGTH_MIN } from './damage.ts';

/** Shorter ids may be looked at by `normalize`, so they come as text. */
export const CARRIED_BYTES_MIN = 8;

const SIGNATURE_BYTES_MAX = 2048;
const ID_BYTES_MAX = 255;
const ODD_BYTES_MAX = 24;
const HASH_START = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;
const ZERO = 48;
const NINE = 57;
const SPACE = 32;
const HIGH = 0x80;

/** What a cell is, in a signature. Words and names are followed by their bytes, with each number in them as `NUMBER`. */
const EMPTY = 1;
const WORDS = 2;
const DIGITS = 3;
const NAME = 4;
const MOMENT = 5;
const NAUGHT = 6;
const INFLOW = 7;
const OUTFLOW = 8;
const NUMBER = 9;

/** A column as the signature sees it. */
export interface SignedColumn {
  readonly type: CellType;
  readonly position: number;
  readonly is_key: boolean;
  readonly is_masked: boolean;
}

/**
 * What a record says apart from its numbers: all the words that are read, and of ids, moments and amounts only their
 * kind (empty, how long, which sign). Records with one signature mean the same, with other numbers in it.
 */
export class RowSignature {
  /** The signature of the record taken last, and its hash. */
  readonly bytes = new Uint8Array(SIGNATURE_BYTES_MAX);
  length = 0;
  hash = 0;
  readonly #columns: readonly SignedColumn[];
  /** Which columns of the record are carried, not written into the signature. */
  readonly #carried: Uint8Array;
  readonly #cells: CarriedCells;
  readonly #found: FoundId = { from: 0, to: 0, form: 'odd' };
  readonly #moments = new MomentBytes();

  /** The places and values of the cells of a record taken are left in `cells`. */
  constructor(columns: readonly SignedColumn[], cells: CarriedCells) {
    this.#columns = columns;
    this.#carried = new Uint8Array(columns.length);
    this.#cells = cells;
  }

  /** False for a record with a cell that has to be looked at as text. */
  take(record: PlainRecord): boolean {
    this.length = 0;
    this.hash = HASH_START;
    this.#carried.fill(0);
    const columns = this.#columns;
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at] as SignedColumn;
      const from = record.from[column.position] ?? 0;
      const to = record.to[column.position] ?? 0;
      if (this.length + to - from + 3 > SIGNATURE_BYTES_MAX) return false;
      if (from === to) this.#put(EMPTY);
      else if (!this.#takeCell(record, column, at, from, to)) return false;
    }
    return true;
  }

  /** Whether the cell of a column is one of the numbers that the signature leaves out. */
  isCarried(column: number): boolean {
    return this.#carried[column] === 1;
  }

  /** A hash of every byte, where `hash` is of some: dear, and hardly ever the same for two signatures. */
  fullHash(): number {
    let hash = HASH_START;
    for (let at = 0; at < this.length; at++) hash = Math.imul(hash ^ (this.bytes[at] ?? 0), HASH_FACTOR);
    return hash >>> 0;
  }

  /** Whether these bytes are the signature. */
  is(bytes: Uint8Array): boolean {
    const { length } = this;
    if (bytes.length !== length) return false;
    const mine = this.bytes;
    for (let at = 0; at < length; at++) if (bytes[at] !== mine[at]) return false;
    return true;
  }

  #takeCell(record: PlainRecord, column: SignedColumn, at: number, from: number, to: number): boolean {
    switch (column.type) {
      case 'id':
      case 'digits':
      case 'tracking':
        return this.#takeId(record, column, at, from, to);
      case 'time':
        return this.#takeMoment(record.bytes, at, from, to);
      case 'money':
        return this.#takeAmount(record, at, from, to);
      default:
        return column.is_masked ? this.#mask(record, from, to) : this.#takeWords(record.bytes, from, to);
    }
  }

  #takeId(record: PlainRecord, column: SignedColumn, at: number, start: number, stop: number): boolean {
    const found = this.#found;
    const { bytes } = record;
    const isTracking = column.type === 'tracking';
    if (isTracking) findTracking(bytes, start, stop, found);
    else findId(bytes, start, stop, found);
    const { from, to, form } = found;
    if (from === to) {
      this.#put(EMPTY);
      return true;
    }
    if (form === 'odd' || (form === 'plain' && column.type === 'digits') || to - from > ID_BYTES_MAX)
      return false;
    if (to - from < CARRIED_BYTES_MIN) return !column.is_key && this.#takeWords(bytes, start, stop);
    const zeros_from = column.is_key ? DIGITS_KEPT : SURE_LENGTH_MIN - 1;
    if (form === 'digits' && to - from > zeros_from && endsInZeros(bytes, from, to, DIGITS_KEPT))
      return false;
    this.#carry(at, from, to);
    this.#put(form === 'digits' ? DIGITS : NAME);
    this.#put(to - from);
    // No key rule looks into the number of a parcel: its letters, which vary, make no shape of their own.
    return form === 'digits' || isTracking || this.#mask(record, from, to);
  }

  #takeMoment(bytes: Buffer, at: number, start: number, stop: number): boolean {
    const { from, to } = this.#bare(bytes, start, stop);
    if (!this.#moments.isPlain(bytes, from, to)) return this.#takeOdd(bytes, start, stop);
    this.#carry(at, from, to);
    this.#put(MOMENT);
    return true;
  }

  #takeAmount({ bytes, decoder }: PlainRecord, at: number, start: number, stop: number): boolean {
    const { from, to } = this.#bare(bytes, start, stop);
    const minor = amountIn(bytes, from, endOfAmount(bytes, decoder.yuan, to));
    if (Number.isNaN(minor)) return this.#takeOdd(bytes, start, stop);
    this.#cells.minor[at] = minor;
    this.#carried[at] = 1;
    this.#put(minor === 0 ? NAUGHT : minor > 0 ? INFLOW : OUTFLOW);
    return true;
  }

  /** A cell of a few signs such as `-` or 无退款申请, which comes again; longer ones hardly do. */
  #takeOdd(bytes: Buffer, from: number, to: number): boolean {
    return to - from <= ODD_BYTES_MAX && this.#takeWords(bytes, from, to);
  }

  #takeWords(bytes: Buffer, from: number, to: number): boolean {
    const mine = this.bytes;
    let length = this.length;
    mine[length++] = WORDS;
    for (let at = from; at < to; at++) mine[length++] = bytes[at] ?? 0;
    this.#end(length);
    return true;
  }

  /** The words with every run of digits as one sign. In GB18030 a digit after half a character is no digit. */
  #mask({ bytes, decoder }: PlainRecord, from: number, to: number): boolean {
    const mine = this.bytes;
    const { in_pairs } = decoder;
    let length = this.length;
    mine[length++] = WORDS;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] ?? 0;
      if (isDigit(byte)) {
        mine[length++] = NUMBER;
        while (at + 1 < to && isDigit(bytes[at + 1] ?? 0)) at++;
      } else if (byte < SPACE) return false;
      else {
        mine[length++] = byte;
        if (byte < HIGH || !in_pairs) continue;
        const second = bytes[++at] ?? 0;
        if (at >= to || isDigit(second)) return false;
        mine[length++] = second;
      }
    }
    this.#end(length);
    return true;
  }

  /** Ends words: what is hashed of them is their length and a few bytes. */
  #end(length: number): void {
    const mine = this.bytes;
    const start = this.length;
    const words = length - start;
    let hash = Math.imul(this.hash ^ words, HASH_FACTOR);
    hash = Math.imul(hash ^ (mine[length - 1] ?? 0), HASH_FACTOR);
    hash = Math.imul(hash ^ (mine[length - (words >> 2)] ?? 0), HASH_FACTOR);
    hash = Math.imul(hash ^ (mine[start + (words >> 1)] ?? 0), HASH_FACTOR);
    this.hash = Math.imul(hash ^ (mine[start + (words >> 2)] ?? 0), HASH_FACTOR);
    mine[length] = 0;
    this.length = length + 1;
  }

  #bare(bytes: Buffer, start: number, stop: number): FoundId {
    const found = this.#found;
    found.from = start;
    found.to = stop;
    while (found.to > start && isBlank(bytes[found.to - 1] ?? 0)) found.to--;
    while (found.from < found.to && isBlank(bytes[found.from] ?? 0)) found.from++;
    return found;
  }

  #carry(at: number, from: number, to: number): void {
    this.#cells.from[at] = from;
    this.#cells.to[at] = to;
    this.#carried[at] = 1;
  }

  #put(byte: number): void {
    this.bytes[this.length++] = byte;
    this.hash = Math.imul(this.hash ^ byte, HASH_FACTOR);
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** Where an amount ends that may end with 元. What stands before it is plain ASCII, or the amount is read as text. */
export function endOfAmount(bytes: Buffer, yuan: readonly number[], to: number): number {
  const start = to - yuan.length;
  for (let at = 0; at < yuan.length; at++) if (bytes[start + at] !== yuan[at]) return to;
  return start;
}
