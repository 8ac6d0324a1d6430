import type { FactSink } from '../model/fact-sink.ts';
import type { WallTime } from '../model/facts.ts';
import type { Minor } from '../money/money.ts';
import '../reading/text/buffer-slices.ts';

const CAPACITY = 1 << 20;
const SPACE = 32;
const DELETE = 127;
const TAB = 9;
const LF = 10;
const MINUS = 45;
const ZERO = 48;
const NULL = '\\N';
const INTEGER_BYTES_MAX = 17;
const MOMENT_BYTES = 19;
/** Numbers are written in halves that fit a small integer; the greatest has sixteen digits. */
const HALF = 1e8;
const HALF_DIGITS = 8;
const SHORT_MAX = 48;
const WORDS_MAX = 4096;
/** The bytes that a character of a text needs at most. */
const CHARACTER_BYTES_MAX = 3;

/**
 * Writes tab-separated lines as UTF-8 bytes: `\N` for null, control characters of a text as spaces, no quoting and no
 * escapes. Bytes, not strings: joining strings and encoding them took more time than all the reading before it.
 */
export class LineBuffer implements FactSink {
  #bytes: Buffer;
  #length = 0;
  #lines = 0;
  readonly #words = new Map<string, Uint8Array>();

  /** `capacity` is where the buffer begins; it grows as needed. */
  constructor(capacity = CAPACITY) {
    this.#bytes = Buffer.allocUnsafeSlow(capacity);
  }

  get count(): number {
    return this.#lines;
  }

  get size(): number {
    return this.#length;
  }

  none(): void {
    this.#word(NULL);
    this.#tab();
  }

  /** A text that looks like null is set off by a space. */
  text(value: string | null): void {
    if (value === NULL) this.#write(' ');
    this.#word(value ?? NULL);
    this.#tab();
  }

  marked(mark: string, value: string): void {
    this.#write(mark);
    this.text(value);
  }

  moment(value: WallTime | null): void {
    this.#word(value ?? NULL);
    this.#tab();
  }

  bigint(value: Minor | null): void {
    this.#word(value === null ? NULL : value === 0n ? '0' : value.toString());
    this.#tab();
  }

  integer(value: number): void {
    this.whole(value);
  }

  whole(value: number): void {
    const bytes = this.#reserve(INTEGER_BYTES_MAX);
    if (value < 0) bytes[this.#length++] = MINUS;
    const left = Math.abs(value);
    if (left < HALF) this.#digits(left, digitsOf(left));
    else {
      const head = Math.floor(left / HALF);
      this.#digits(head, digitsOf(head));
      this.#digits(left - head * HALF, HALF_DIGITS);
    }
    this.#tab();
  }

  bytes(source: Buffer, from: number, to: number): void {
    const target = this.#reserve(to - from + 1);
    let length = this.#length;
    for (let at = from; at < to; at++) target[length++] = source[at] ?? 0;
    target[length++] = TAB;
    this.#length = length;
  }

  momentBytes(source: Buffer, from: number): void {
    this.bytes(source, from, from + MOMENT_BYTES);
  }

  end(): void {
    this.#bytes[this.#length - 1] = LF;
    this.#lines++;
  }

  take(): readonly Uint8Array[] {
    if (this.#length === 0) return [];
    const lines = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    this.#lines = 0;
    return [lines];
  }

  /** So many digits of a number below `HALF`, or of the first half of a larger one. */
  #digits(number: number, count: number): void {
    const bytes = this.#bytes;
    const from = this.#length;
    let at = from + count;
    this.#length = at;
    let left = number | 0;
    while (at > from) {
      const rest = (left / 10) | 0;
      bytes[--at] = ZERO + left - rest * 10;
      left = rest;
    }
  }

  /** A text, control characters as spaces: ASCII by code unit, other words from those written lately. */
  #word(value: string): void {
    const { length } = value;
    if (length > SHORT_MAX) {
      this.#long(value);
      return;
    }
    const bytes = this.#reserve(length);
    const from = this.#length;
    for (let at = 0; at < length; at++) {
      const code = value.charCodeAt(at);
      if (code > DELETE) {
        this.#known(value);
        return;
      }
      bytes[from + at] = code < SPACE || code === DELETE ? SPACE : code;
    }
    this.#length = from + length;
  }

  #known(value: string): void {
    const known = this.#words.get(value);
    if (known === undefined) {
      const from = this.#length;
      this.#long(value);
      // A copy: a text may be a slice of what it was read from and would keep all of it in memory.
      const copy = this.#bytes.toString('utf8', from, this.#length);
      if (copy !== value) return;
      if (this.#words.size >= WORDS_MAX) this.#words.clear();
      this.#words.set(copy, Uint8Array.from(this.#bytes.subarray(from, this.#length)));
      return;
    }
    const bytes = this.#reserve(known.length);
    let length = this.#length;
    for (const byte of known) bytes[length++] = byte;
    this.#length = length;
  }

  #long(value: string): void {
    const from = this.#length;
    this.#write(value);
    this.#blankControls(from);
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
