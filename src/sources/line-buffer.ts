import type { Minor } from '../money/money.ts';
import '../reading/buffer-slices.ts';

const CAPACITY = 1 << 20;
const SPACE = 32;
const DELETE = 127;
const TAB = 9;
const LF = 10;
const NULL = '\\N';
/** The bytes that a character of a text needs at most. */
const CHARACTER_BYTES_MAX = 3;

/**
 * Writes tab-separated lines as UTF-8 bytes: `\N` for null, control characters of a text as spaces, no quoting and no
 * escapes. Bytes, not strings: joining strings and encoding them took more time than all the reading before it.
 */
export class LineBuffer {
  #bytes = Buffer.allocUnsafeSlow(CAPACITY);
  #length = 0;

  /** A text cell. A text that looks like null is set off by a space. */
  text(value: string | null): void {
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
    this.plain(value === null ? null : value === 0n ? '0' : value.toString());
  }

  /** A count or a row number. */
  integer(value: number): void {
    this.plain(String(value));
  }

  /** Ends the line. */
  end(): void {
    this.#bytes[this.#length - 1] = LF;
  }

  /** The lines written since the last call; the buffer begins anew. */
  take(): Uint8Array {
    const lines = new Uint8Array(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return lines;
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
