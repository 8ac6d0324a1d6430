import type { Minor } from '../money/money.ts';
import '../reading/buffer-slices.ts';
import { type CarriedIds, columnOf } from './carried-ids.ts';

const CAPACITY = 1 << 20;
const SPACE = 32;
const DELETE = 127;
const TAB = 9;
const LF = 10;
const MINUS = 45;
const ZERO = 48;
const NULL = '\\N';
/** Beyond it a number is not exact. */
const INTEGER_MAX = BigInt(Number.MAX_SAFE_INTEGER);
const INTEGER_BYTES_MAX = 17;
/** The bytes that a character of a text needs at most. */
const CHARACTER_BYTES_MAX = 3;

/**
 * Writes tab-separated lines as UTF-8 bytes: `\N` for null, control characters of a text as spaces, no quoting and no
 * escapes. Bytes, not strings: joining strings and encoding them took more time than all the reading before it.
 */
export class LineBuffer {
  #bytes = Buffer.allocUnsafeSlow(CAPACITY);
  #length = 0;
  #lines = 0;
  #ids: CarriedIds | null = null;

  /** Lines written since the last `take`. */
  get lines(): number {
    return this.#lines;
  }

  /** Until told otherwise, texts that stand for one of these ids are written as the id. */
  lend(ids: CarriedIds | null): void {
    this.#ids = ids;
  }

  /** A text cell. A text that looks like null is set off by a space. */
  text(value: string | null): void {
    if (this.#ids !== null && value !== null) {
      const column = columnOf(value);
      if (column >= 0) {
        this.#carried(this.#ids, column);
        return;
      }
    }
    if (value === NULL) this.#write(' ');
    const from = this.#length;
    this.#write(value ?? NULL);
    this.#blankControls(from);
    this.#tab();
  }

  /** A cell of our own making, such as a time or an id: without control characters. */
  plain(value: string | null): void {
    this.#write(value ?? NULL);
    this.#tab();
  }

  /** A text cell that begins with a mark which is not part of the value. */
  marked(mark: string, value: string): void {
    this.#write(mark);
    this.text(value);
  }

  /** An amount or an id. */
  bigint(value: Minor | null): void {
    if (value === null) this.plain(null);
    else if (value > INTEGER_MAX || value < -INTEGER_MAX) this.plain(value.toString());
    else this.integer(Number(value));
  }

  /** A count or a row number. */
  integer(value: number): void {
    const bytes = this.#reserve(INTEGER_BYTES_MAX);
    let left = value;
    if (left < 0) {
      bytes[this.#length++] = MINUS;
      left = -left;
    }
    const from = this.#length;
    let at = from + digitsOf(left);
    this.#length = at;
    do {
      const rest = Math.floor(left / 10);
      bytes[--at] = ZERO + (left - rest * 10);
      left = rest;
    } while (at > from);
    this.#tab();
  }

  /** Ends the line. */
  end(): void {
    this.#bytes[this.#length - 1] = LF;
    this.#lines++;
  }

  /** The lines written since the last call; the buffer begins anew. */
  take(): Uint8Array {
    const lines = new Uint8Array(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    this.#lines = 0;
    return lines;
  }

  #carried({ bytes, from, to }: CarriedIds, column: number): void {
    const stop = to[column] ?? 0;
    let at = from[column] ?? 0;
    const target = this.#reserve(stop - at + 1);
    let length = this.#length;
    while (at < stop) target[length++] = bytes[at++] ?? 0;
    target[length++] = TAB;
    this.#length = length;
  }

  /** As UTF-8; a lone surrogate becomes U+FFFD. */
  #write(value: string): void {
    const bytes = this.#reserve(value.length * CHARACTER_BYTES_MAX);
    this.#length += bytes.utf8Write(value, this.#length);
  }

  #blankControls(from: number): void {
    const bytes = this.#bytes;
    const to = this.#length;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] ?? 0;
      if (byte < SPACE || byte === DELETE) bytes[at] = SPACE;
    }
  }

  #tab(): void {
    this.#reserve(1)[this.#length++] = TAB;
  }

  /** The bytes, with room for so many more. */
  #reserve(count: number): Buffer {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return this.#bytes;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
    return larger;
  }
}

function digitsOf(integer: number): number {
  let digits = 1;
  for (let limit = 10; integer >= limit; limit *= 10) digits++;
  return digits;
}
