import type { Kernel } from '../../kernel/kernel.ts';
import { type CellDecoder, cellDecoder } from './cell-decoders.ts';

const LF = 10;
const CR = 13;

/**
 * A record whose cells can be told at first glance: each unquoted, or quoted from its first byte to its last without a
 * quote, a line break or a NUL inside; of WeChat's rows, which begin with a backtick, what follows the backtick. It is where
 * nearly all rows of a file are; the others are the scanner's. It lies in the memory of the kernel.
 */
export class PlainRecord {
  readonly kernel: Kernel;
  /** Where the record after it begins. */
  next = 0;
  count = 0;
  #decoder: CellDecoder = cellDecoder('utf-8');

  /** Records of more bytes than a cell may have characters are left to the scanner, which knows whether one is too long. */
  constructor(kernel: Kernel, delimiter: number, bytesMax: number, cellsMax: number) {
    this.kernel = kernel;
    kernel.dialect(delimiter, cellsMax, bytesMax);
    this.decoder = this.#decoder;
  }

  get decoder(): CellDecoder {
    return this.#decoder;
  }

  set decoder(decoder: CellDecoder) {
    this.#decoder = decoder;
    this.kernel.encoding(decoder.in_pairs, decoder.has_all_pairs, decoder.yuan);
  }

  get bytes(): Buffer {
    return this.kernel.bytes;
  }

  /** Where each cell begins, without its quotes and the backtick of a value of WeChat. */
  get from(): Int32Array {
    return this.kernel.from;
  }

  /** Where each cell ends, without its quotes. */
  get to(): Int32Array {
    return this.kernel.to;
  }

  /** 0x80 of a cell with bytes beyond ASCII, else 0. */
  get seen(): Uint8Array {
    return this.kernel.seen;
  }

  /** Splits the record at `start`. False when it is not plain or does not end before `end`, where a line break must stand. */
  split(start: number, end: number): boolean {
    const { bytes, kernel } = this;
    const stop = kernel.split(start);
    if (stop < 0 || stop >= end) return false;
    this.count = kernel.count;
    if (bytes[stop] === LF) this.next = stop + 1;
    else if (bytes[stop] === CR && bytes[stop + 1] === LF && stop + 1 < end) this.next = stop + 2;
    else return false;
    return true;
  }

  /** Lets the kernel take records from `start` on, at most so many, and stands behind the last; returns how many it took. */
  run(start: number, end: number, row: number, rows_max: number): number {
    const rows = this.kernel.run(start, end, row, rows_max);
    if (rows === 0) return 0;
    this.count = this.kernel.runCells;
    this.next = this.kernel.runEnd;
    return rows;
  }
}
