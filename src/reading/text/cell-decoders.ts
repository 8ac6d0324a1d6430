import { TextDecoder } from 'node:util';
import './buffer-slices.ts';
import type { Encoding } from './encodings.ts';
import { textBeyondAscii } from './plain-text.ts';

/**
 * Turns the bytes of one cell into text. `damaged` is set (and never cleared) when bytes were no character and came
 * out as U+FFFD; whoever asks clears it first.
 */
export interface CellDecoder {
  damaged: boolean;
  /** The bytes of 元, which ends many amounts. */
  readonly yuan: readonly number[];
  /** Whether a character beyond ASCII has two bytes (four where the second is a digit), the first of them 0x80 or more. */
  readonly in_pairs: boolean;
  /** Whether all of those pairs are a character whose bytes may be one. */
  readonly has_all_pairs: boolean;
  decode(bytes: Buffer, from: number, to: number): string;
  /** Notes damage as `decode` does, without making text. */
  check(bytes: Buffer, from: number, to: number): void;
}

/** The decoder of an encoding's cells. UTF-16 is turned into UTF-8 before it is split into cells. */
export function cellDecoder(encoding: Encoding): CellDecoder {
  if (encoding === 'gb18030' || encoding === 'big5') return new PairDecoder(encoding);
  return new Utf8Decoder();
}

const REPLACEMENT = '\uFFFD';
class Utf8Decoder implements CellDecoder {
  damaged = false;
  readonly yuan = [0xe5, 0x85, 0x83];
  readonly in_pairs = false;
  readonly has_all_pairs = false;
  readonly #recent = new RecentCells();

  decode(bytes: Buffer, from: number, to: number): string {
    return this.#recent.find(bytes, from, to) ?? this.#decode(bytes, from, to);
  }

  #decode(bytes: Buffer, from: number, to: number): string {
    const text = textBeyondAscii(bytes, from, to);
    if (text.includes(REPLACEMENT)) this.damaged = true;
    else this.#recent.keep(bytes, from, to, text);
    return text;
  }

  check(bytes: Buffer, from: number, to: number): void {
    this.decode(bytes, from, to);
  }
}

/**
 * GB18030 and Big5 cells: a look-up per two bytes, twice as fast as a TextDecoder for each cell. Whatever the table
 * does not hold (four-byte codes, invalid bytes) is left to the TextDecoder, so the result is always the same as its.
 */
class PairDecoder implements CellDecoder {
  damaged = false;
  readonly yuan: readonly number[];
  readonly in_pairs = true;
  readonly has_all_pairs: boolean;
  readonly #decoder: TextDecoder;
  readonly #table: Uint16Array;
  readonly #recent = new RecentCells();
  readonly #units = new Uint16Array(1024);
  readonly #text = Buffer.from(this.#units.buffer);

  constructor(encoding: 'gb18030' | 'big5') {
    this.has_all_pairs = encoding === 'gb18030';
    this.yuan = encoding === 'big5' ? [0xa4, 0xb8] : [0xd4, 0xaa];
    this.#decoder = new TextDecoder(encoding);
    this.#table = tableOf(encoding);
  }

  decode(bytes: Buffer, from: number, to: number): string {
    return this.#recent.find(bytes, from, to) ?? this.#decode(bytes, from, to);
  }

  check(bytes: Buffer, from: number, to: number): void {
    const table = this.#table;
    for (let at = from; at < to; ) {
      const byte = bytes[at++] ?? 0;
      if (byte < 0x80) continue;
      if (at >= to || table[(byte << 8) | (bytes[at++] ?? 0)] === 0) {
        this.#slow(bytes, from, to);
        return;
      }
    }
  }

  #decode(bytes: Buffer, from: number, to: number): string {
    const units = this.#units;
    const table = this.#table;
    if (to - from > units.length) return this.#slow(bytes, from, to);
    let count = 0;
    for (let at = from; at < to; ) {
      const byte = bytes[at++] ?? 0;
      if (byte < 0x80) {
        units[count++] = byte;
        continue;
      }
      const unit = at < to ? (table[(byte << 8) | (bytes[at++] ?? 0)] ?? 0) : 0;
      if (unit === 0) return this.#slow(bytes, from, to);
      units[count++] = unit;
    }
    const text = this.#text.ucs2Slice(0, count * 2);
    this.#recent.keep(bytes, from, to, text);
    return text;
  }

  #slow(bytes: Buffer, from: number, to: number): string {
    const text = this.#decoder.decode(bytes.subarray(from, to));
    if (text.includes(REPLACEMENT)) this.damaged = true;
    return text;
  }
}

const SLOTS = 2048;
const SLOT_BYTES = 64;

/** Cells decoded lately, by their bytes: statuses and names come again and again. Each slot holds the last that fell to it. */
class RecentCells {
  readonly #texts = new Array<string>(SLOTS).fill('');
  readonly #lengths = new Uint8Array(SLOTS);
  readonly #bytes = new Uint8Array(SLOTS * SLOT_BYTES);

  find(bytes: Buffer, from: number, to: number): string | undefined {
    const length = to - from;
    const slot = slotOf(bytes, from, length);
    if (this.#lengths[slot] !== length) return undefined;
    const known = this.#bytes;
    const start = slot * SLOT_BYTES;
    for (let at = 0; at < length; at++) if (known[start + at] !== bytes[from + at]) return undefined;
    return this.#texts[slot];
  }

  keep(bytes: Buffer, from: number, to: number, text: string): void {
    const length = to - from;
    if (length > SLOT_BYTES) return;
    const slot = slotOf(bytes, from, length);
    const known = this.#bytes;
    const start = slot * SLOT_BYTES;
    for (let at = 0; at < length; at++) known[start + at] = bytes[from + at] ?? 0;
    this.#lengths[slot] = length;
    this.#texts[slot] = text;
  }
}

/** From the length and a few bytes: cells that come again differ in more than the rest. */
function slotOf(bytes: Buffer, from: number, length: number): number {
  let hash = length;
  hash = hash * 31 + (bytes[from + length - 1] ?? 0);
  hash = hash * 31 + (bytes[from + (length >> 2)] ?? 0);
  hash = hash * 31 + (bytes[from + (length >> 1)] ?? 0);
  hash = hash * 31 + (bytes[from + 1] ?? 0);
  return hash & (SLOTS - 1);
}

const tables = new Map<string, Uint16Array>();

/** UTF-16 units by two-byte code; 0 where the code is none or means more than one unit. */
function tableOf(encoding: 'gb18030' | 'big5'): Uint16Array {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const table = new Uint16Array(65536);
  const decoder = new TextDecoder(encoding);
  const pair = new Uint8Array(2);
  for (pair[0] = 0x81; pair[0] < 0xff; pair[0]++) {
    for (pair[1] = 0x40; pair[1] < 0xff; pair[1]++) {
      const text = decoder.decode(pair);
      if (text.length === 1 && text !== REPLACEMENT) table[pair[0] * 256 + pair[1]] = text.charCodeAt(0);
    }
  }
  tables.set(encoding, table);
  return table;
}
