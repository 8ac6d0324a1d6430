import type { Minor } from '../money/money.ts';

const CAPACITY = 1 << 20;
const SPACE = 32;
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
  #bytes = new Uint8Array(CAPACITY);
  #length = 0;

  /** A text cell. A text that looks like null is set off by a space. */
  text(value: string | null): void {
    if (value === null) this.#write(NULL);
    else {
      if (value === NULL) this.#write(' ');
      this.#write(value);
    }
    this.#reserve(1)[this.#length++] = TAB;
  }

  /** A cell that begins with a mark which is not part of the value. */
  marked(mark: string, value: string): void {
    this.#write(mark);
    this.text(value);
  }

  /** An amount or an id. */
  bigint(value: Minor | null): void {
    this.text(value === null ? null : value === 0n ? '0' : value.toString());
  }

  /** A count or a row number. */
  integer(value: number): void {
    this.text(String(value));
  }

  /** Ends the line. */
  end(): void {
    this.#bytes[this.#length - 1] = LF;
  }

  /** The lines written since the last call; the buffer begins anew. */
  take(): Uint8Array {
    const lines = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return lines;
  }

  #write(value: string): void {
    const bytes = this.#reserve(value.length * CHARACTER_BYTES_MAX);
    let to = this.#length;
    for (let at = 0; at < value.length; at++) {
      const code = value.charCodeAt(at);
      if (code < 128) bytes[to++] = code < SPACE || code === 127 ? SPACE : code;
      else if (code < 0x800) {
        bytes[to++] = 0xc0 | (code >> 6);
        bytes[to++] = 0x80 | (code & 0x3f);
      } else if (code < 0xd800 || code > 0xdfff) {
        bytes[to++] = 0xe0 | (code >> 12);
        bytes[to++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[to++] = 0x80 | (code & 0x3f);
      } else {
        to = writeSurrogate(bytes, to, value, at);
        if (isPair(value, at)) at++;
      }
    }
    this.#length = to;
  }

  /** The bytes, with room for so many more. */
  #reserve(count: number): Uint8Array {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return this.#bytes;
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
    return larger;
  }
}

function isPair(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}

/** Four bytes for a pair of surrogates; a lone one becomes U+FFFD. */
function writeSurrogate(bytes: Uint8Array, at: number, text: string, from: number): number {
  const point = isPair(text, from) ? (text.codePointAt(from) ?? 0) : 0xfffd;
  if (point === 0xfffd) {
    bytes.set([0xef, 0xbf, 0xbd], at);
    return at + 3;
  }
  const tail = [0x80 | ((point >> 12) & 0x3f), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f)];
  bytes.set([0xf0 | (point >> 18), ...tail], at);
  return at + 4;
}
