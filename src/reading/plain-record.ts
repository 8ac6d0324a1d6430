import { type CellDecoder, cellDecoder } from './cell-decoders.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;
const BACKTICK = 96;

/** Records of more cells are left to the scanner. */
const CELLS_MAX = 512;

/**
 * A record whose cells can be told at first glance: each unquoted, or quoted from its first byte to its last without a
 * quote, a line break or a NUL inside. It is where nearly all rows of a file are; the others are the scanner's.
 */
export class PlainRecord {
  bytes: Buffer = Buffer.alloc(0);
  decoder: CellDecoder = cellDecoder('utf-8');
  /** Where the record after it begins. */
  next = 0;
  count = 0;
  /** Where each cell begins and ends, without its quotes, and all its bytes or-ed. */
  readonly from = new Int32Array(CELLS_MAX);
  readonly to = new Int32Array(CELLS_MAX);
  readonly seen = new Uint8Array(CELLS_MAX);
  readonly #delimiter: number;
  readonly #bytesMax: number;
  readonly #cellsMax: number;
  readonly #ends = new Uint8Array(256);
  readonly #quotedEnds = new Uint8Array(256);

  /** Records of more bytes than a cell may have characters are left to the scanner, which knows whether one is too long. */
  constructor(delimiter: number, bytesMax: number, cellsMax: number) {
    this.#delimiter = delimiter;
    this.#bytesMax = bytesMax;
    this.#cellsMax = Math.min(CELLS_MAX, cellsMax);
    for (const byte of [0, LF, CR, delimiter]) this.#ends[byte] = 1;
    for (const byte of [0, LF, CR, QUOTE]) this.#quotedEnds[byte] = 1;
  }

  /** Splits the record at `start`. False when it is not plain or does not end before `end`, where a line break must stand. */
  split(bytes: Buffer, start: number, end: number): boolean {
    if (bytes[start] === BACKTICK && this.#delimiter === COMMA) return false;
    const stop = this.#cells(bytes, start);
    if (stop < 0 || stop >= end || stop - start > this.#bytesMax) return false;
    this.bytes = bytes;
    if (bytes[stop] === LF) this.next = stop + 1;
    else if (bytes[stop] === CR && bytes[stop + 1] === LF && stop + 1 < end) this.next = stop + 2;
    else return false;
    return true;
  }

  /** Where the last cell ends; -1 when a cell is not plain. */
  #cells(bytes: Buffer, start: number): number {
    const { from, to, seen } = this;
    const ends = this.#ends;
    const quotedEnds = this.#quotedEnds;
    const delimiter = this.#delimiter;
    const cellsMax = this.#cellsMax;
    let at = start;
    for (let cell = 0; cell < cellsMax; ) {
      let all = 0;
      let byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        byte = bytes[++at] ?? 0;
        from[cell] = at;
        while (quotedEnds[byte] === 0) {
          all |= byte;
          byte = bytes[++at] ?? 0;
        }
        if (byte !== QUOTE) return -1;
        to[cell] = at;
        byte = bytes[++at] ?? 0;
        if (ends[byte] === 0) return -1;
      } else {
        from[cell] = at;
        while (ends[byte] === 0) {
          all |= byte;
          byte = bytes[++at] ?? 0;
        }
        to[cell] = at;
      }
      seen[cell++] = all;
      if (byte !== delimiter) {
        this.count = cell;
        return at;
      }
      at++;
    }
    return -1;
  }
}
