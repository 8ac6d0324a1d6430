import { TextDecoder } from 'node:util';
import './buffer-slices.ts';
import type { Encoding } from './encodings.ts';

/**
 * Turns the bytes of one cell into text. `damaged` is set (and never cleared) when bytes were no character and came
 * out as U+FFFD; whoever asks clears it first.
 */
export interface CellDecoder {
  damaged: boolean;
  decode(bytes: Buffer, from: number, to: number): string;
}

/** The decoder of an encoding's cells. UTF-16 is turned into UTF-8 before it is split into cells. */
export function cellDecoder(encoding: Encoding): CellDecoder {
  if (encoding === 'gb18030' || encoding === 'big5') return new PairDecoder(encoding);
  return new Utf8Decoder();
}

const REPLACEMENT = '\uFFFD';
const RECENT_CHARACTERS_MAX = 64;

class Utf8Decoder implements CellDecoder {
  damaged = false;

  decode(bytes: Buffer, from: number, to: number): string {
    const text = bytes.toString('utf8', from, to);
    if (text.includes(REPLACEMENT)) this.damaged = true;
    return text;
  }
}

/**
 * GB18030 and Big5 cells: a look-up per two bytes, twice as fast as a TextDecoder for each cell. Whatever the table
 * does not hold (four-byte codes, invalid bytes) is left to the TextDecoder, so the result is always the same as its.
 */
class PairDecoder implements CellDecoder {
  damaged = false;
  readonly #decoder: TextDecoder;
  readonly #table: Uint16Array;
  readonly #recent = new Array<string>(2048).fill('');
  readonly #units = new Uint16Array(1024);
  readonly #text = Buffer.from(this.#units.buffer);

  constructor(encoding: 'gb18030' | 'big5') {
    this.#decoder = new TextDecoder(encoding);
    this.#table = tableOf(encoding);
  }

  decode(bytes: Buffer, from: number, to: number): string {
    const units = this.#units;
    const table = this.#table;
    if (to - from > units.length) return this.#slow(bytes, from, to);
    let count = 0;
    let hash = 0;
    for (let at = from; at < to; ) {
      const byte = bytes[at++] ?? 0;
      if (byte < 0x80) {
        units[count++] = byte;
        hash = (hash * 31 + byte) | 0;
        continue;
      }
      const unit = at < to ? (table[(byte << 8) | (bytes[at++] ?? 0)] ?? 0) : 0;
      if (unit === 0) return this.#slow(bytes, from, to);
      units[count++] = unit;
      hash = (hash * 31 + unit) | 0;
    }
    return this.#textOf(count, hash);
  }

  /** The units as a string; the same string as last time if these units had it: statuses and names come again and again. */
  #textOf(count: number, hash: number): string {
    const slot = hash & (this.#recent.length - 1);
    const known = this.#recent[slot] ?? '';
    if (known.length === count && this.#equal(known)) return known;
    const text = this.#text.ucs2Slice(0, count * 2);
    if (count <= RECENT_CHARACTERS_MAX) this.#recent[slot] = text;
    return text;
  }

  #equal(known: string): boolean {
    for (let at = 0; at < known.length; at++) if (known.charCodeAt(at) !== this.#units[at]) return false;
    return true;
  }

  #slow(bytes: Buffer, from: number, to: number): string {
    const text = this.#decoder.decode(bytes.subarray(from, to));
    if (text.includes(REPLACEMENT)) this.damaged = true;
    return text;
  }
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
