import { putVarint } from './thrift.ts';

const ROWS_START = 1024;
const TEXT_BYTES_START = 32 * 1024;
const WORDS_KEPT_MAX = 4096;
const NO_BYTES = new Uint8Array(0);

/** Which values of a column are there: a bit a row, the first row lowest. */
class Presence {
  rows = 0;
  #present = 0;
  #bits: Uint8Array = new Uint8Array(ROWS_START / 8);

  put(is_there: boolean): void {
    const at = this.rows >> 3;
    if (at >= this.#bits.length) this.#bits = grown(this.#bits, this.#bits.length * 2);
    if (is_there) {
      this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (this.rows & 7));
      this.#present++;
    }
    this.rows++;
  }

  /** As definition levels of a data page: one run where all are alike, else packed bits. Begins anew. */
  take(): readonly Uint8Array[] {
    const levels: number[] = [];
    let packed: Uint8Array = NO_BYTES;
    if (this.#present === 0 || this.#present === this.rows) {
      putVarint(levels, this.rows * 2);
      levels.push(this.#present === 0 ? 0 : 1);
    } else {
      const groups = Math.ceil(this.rows / 8);
      putVarint(levels, groups * 2 + 1);
      packed = this.#bits.slice(0, groups);
    }
    const length = Buffer.alloc(4);
    length.writeUInt32LE(levels.length + packed.length);
    this.#bits.fill(0);
    this.rows = 0;
    this.#present = 0;
    return [length, Buffer.from(levels), packed];
  }
}

function grown(bytes: Uint8Array, size: number): Uint8Array {
  const larger = new Uint8Array(size);
  larger.set(bytes);
  return larger;
}

/** The values of a column of a row group, as the data page of it will hold them. */
export interface Column {
  readonly size: number;
  none(): void;
  /** Levels and values of the rows put so far, good until the next is put. Begins anew. */
  take(): readonly Uint8Array[];
}

/** Texts: each its length and its bytes. */
export class TextColumn implements Column {
  readonly #presence = new Presence();
  readonly #words = new Map<string, Buffer>();
  #bytes = Buffer.allocUnsafeSlow(TEXT_BYTES_START);
  #length = 0;

  get size(): number {
    return this.#length;
  }

  none(): void {
    this.#presence.put(false);
  }

  put(source: Buffer, from: number, to: number): void {
    this.#presence.put(true);
    const size = to - from;
    const target = this.#reserve(size + 4);
    let length = this.#length;
    target[length] = size;
    target[length + 1] = size >> 8;
    target[length + 2] = size >> 16;
    target[length + 3] = size >> 24;
    length += 4;
    for (let at = from; at < to; at++) target[length++] = source[at] ?? 0;
    this.#length = length;
  }

  /** Words that come again are coded once. */
  putText(text: string): void {
    let known = this.#words.get(text);
    if (known === undefined) {
      known = Buffer.from(text);
      if (this.#words.size >= WORDS_KEPT_MAX) this.#words.clear();
      this.#words.set(known.toString(), known);
    }
    this.put(known, 0, known.length);
  }

  take(): readonly Uint8Array[] {
    const values = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return [...this.#presence.take(), values];
  }

  #reserve(count: number): Buffer {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return this.#bytes;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
    return larger;
  }
}

const TWO_TO_32 = 2 ** 32;

/** Integers of 64 bits, also moments as microseconds since 1970. */
export class Integer64Column implements Column {
  readonly #presence = new Presence();
  #halves = new Int32Array(ROWS_START * 2);
  #whole = new BigInt64Array(this.#halves.buffer);
  #count = 0;

  get size(): number {
    return this.#count * 8;
  }

  none(): void {
    this.#presence.put(false);
  }

  putBigint(value: bigint): void {
    this.#reserve();
    this.#whole[this.#count++] = value;
  }

  put(value: number): void {
    this.#reserve();
    const high = Math.floor(value / TWO_TO_32);
    const at = this.#count++ * 2;
    this.#halves[at] = value - high * TWO_TO_32;
    this.#halves[at + 1] = high;
  }

  take(): readonly Uint8Array[] {
    const values = Buffer.from(this.#halves.buffer, 0, this.size);
    this.#count = 0;
    return [...this.#presence.take(), values];
  }

  #reserve(): void {
    this.#presence.put(true);
    if (this.#count < this.#whole.length) return;
    const larger = new Int32Array(this.#halves.length * 2);
    larger.set(this.#halves);
    this.#halves = larger;
    this.#whole = new BigInt64Array(larger.buffer);
  }
}

/** Integers of 32 bits. */
export class Integer32Column implements Column {
  readonly #presence = new Presence();
  #values = new Int32Array(ROWS_START);
  #count = 0;

  get size(): number {
    return this.#count * 4;
  }

  none(): void {
    this.#presence.put(false);
  }

  put(value: number): void {
    this.#presence.put(true);
    if (this.#count >= this.#values.length) {
      const larger = new Int32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = value;
  }

  take(): readonly Uint8Array[] {
    const values = Buffer.from(this.#values.buffer, 0, this.size);
    this.#count = 0;
    return [...this.#presence.take(), values];
  }
}
