import { type CarriedSum, termsOf } from './carried-sum.ts';
import type { Kernel } from './kernel.ts';

const BLOCK_BYTES = 64 * 1024;
/** So many blocks are added at once. */
const BLOCKS_ADDED = 64;
/** A template has sixteen bytes for each cell. */
const CELL_BYTES = 16;
/** Of a part of a joined text: two words, where it stands and how long it is, or `PART_CARRIED` and a column. */
const PART_BYTES = 8;
const PART_CARRIED = 0;
const MOMENT_BYTES = 19;

/** A cell of a template. `column` counts the carried cells of a record. */
export type KernelCell =
  | { readonly holds: 'nothing' }
  | { readonly holds: 'bytes'; readonly bytes: Buffer }
  | { readonly holds: 'carried'; readonly column: number }
  | { readonly holds: 'joined'; readonly parts: readonly JoinedPart[] }
  | { readonly holds: 'moment'; readonly column: number }
  | { readonly holds: 'row' }
  | ({ readonly holds: 'sum' } & CarriedSum)
  | { readonly holds: 'amount'; readonly amount: bigint }
  | { readonly holds: 'count'; readonly count: number };

/** A piece of a text that is the same in all facts alike, or the column of a carried cell. */
export type JoinedPart = Buffer | number;

const HOLDS = {
  ...{ nothing: 0, bytes: 1, carried: 2, moment: 3, row: 4, sum: 5, amount: 6, count: 7 },
  joined: 8,
} as const;

/** A column as it is taken: which values are there (a bit a fact, the first lowest), how many, and their bytes in parts. */
export interface TakenColumn {
  readonly presence: Uint8Array;
  readonly present: number;
  readonly values: readonly Uint8Array[];
}

/** Facts as columns in the memory of a kernel. Cells are put one after another, columns in any order, then the fact ends. */
export class KernelColumns {
  /** So many facts fit in. */
  readonly facts_max: number;
  readonly #kernel: Kernel;
  readonly #count: number;
  readonly #desk: number;
  readonly #deskBytes: number;

  /** Whatever was in columns of the kernel before is gone. */
  constructor(kernel: Kernel, count: number) {
    if (count > kernel.place('COLUMNS_MAX')) throw new TypeError(`${count} columns`);
    this.facts_max = kernel.place('FACTS_MAX');
    this.#kernel = kernel;
    this.#count = count;
    this.#desk = kernel.place('DESK');
    this.#deskBytes = kernel.place('DESK_BYTES');
    kernel.calls.openColumns(count);
  }

  /** Bytes of the values of all columns. */
  get size(): number {
    let size = 0;
    for (let column = 0; column < this.#count; column++) size += this.#kernel.calls.columnBytes(column);
    return size;
  }

  putText(column: number, text: string): void {
    if (text.length * 3 > this.#deskBytes) {
      const bytes = Buffer.from(text);
      this.putBytes(column, bytes, 0, bytes.length);
      return;
    }
    this.#reserve(1);
    const size = this.#kernel.bytes.utf8Write(text, this.#desk);
    this.#kernel.calls.putLength(column, size);
    this.#kernel.calls.putPart(column, this.#desk, size);
  }

  /** A text in UTF-8. */
  putBytes(column: number, source: Buffer, from: number, to: number): void {
    const { calls } = this.#kernel;
    this.#reserve(Math.ceil((to - from) / BLOCK_BYTES));
    calls.putLength(column, to - from);
    for (let at = from; at < to; at += this.#deskBytes) {
      const size = source.copy(this.#kernel.bytes, this.#desk, at, Math.min(to, at + this.#deskBytes));
      calls.putPart(column, this.#desk, size);
    }
  }

  /** A moment whose bytes `YYYY-MM-DD HH:MM:SS` begin at `from`. */
  putMoment(column: number, source: Buffer, from: number): void {
    this.#reserve(1);
    source.copy(this.#kernel.bytes, this.#desk, from, from + MOMENT_BYTES);
    this.#kernel.calls.putMoment(column, this.#desk);
  }

  put64(column: number, value: bigint): void {
    this.#reserve(1);
    this.#kernel.calls.put64(column, value);
  }

  /** A whole number that a float holds exactly. */
  putWhole(column: number, value: number): void {
    this.#reserve(1);
    this.#kernel.calls.putWhole(column, value);
  }

  put32(column: number, value: number): void {
    this.#reserve(1);
    this.#kernel.calls.put32(column, value);
  }

  /** Ends the fact and returns how many there are. A column to which nothing was put has no value. */
  endFact(): number {
    return this.#kernel.calls.endFact();
  }

  /**
   * Keeps a template for facts alike, a cell for each column, until the shapes of the kernel are forgotten. Returns what
   * `write` wants; 0 when there is no room.
   */
  compile(cells: readonly KernelCell[]): number {
    const texts = cells.reduce((sum, cell) => sum + textBytes(cell), 0);
    const place = this.#kernel.calls.room(cells.length * CELL_BYTES + texts);
    if (place === 0) return 0;
    const { bytes } = this.#kernel;
    let text = place + cells.length * CELL_BYTES;
    for (const [at, cell] of cells.entries()) {
      writeCell(bytes, place + at * CELL_BYTES, cell, text);
      text += textBytes(cell);
    }
    return place;
  }

  /** Writes and ends the fact that a template makes of the cells carried now; returns how many facts there are. */
  write(template: number, row: number): number {
    const { calls } = this.#kernel;
    const facts = calls.write(template, row);
    if (facts > 0) return facts;
    this.#reserve(this.#count);
    return calls.write(template, row);
  }

  /** The values of a column of so many facts, good until the next fact, also when columns are emptied before. */
  take(column: number, facts: number): TakenColumn {
    const { calls, bytes } = this.#kernel;
    const presence = calls.presenceAt(column);
    const values: Uint8Array[] = [];
    let left = calls.columnBytes(column);
    for (let block = calls.firstBlock(column); block >= 0; block = calls.nextBlock(block)) {
      const at = calls.blockAt(block);
      values.push(bytes.subarray(at, at + Math.min(left, BLOCK_BYTES)));
      left -= BLOCK_BYTES;
    }
    return {
      presence: Buffer.from(bytes.subarray(presence, presence + Math.ceil(facts / 8))),
      present: calls.presentCount(column),
      values,
    };
  }

  /** Empties all columns. */
  clear(): void {
    this.#kernel.calls.clearColumns();
  }

  /** Makes sure that each column can be given a block, and one of them so many. */
  #reserve(blocks: number): void {
    const { calls } = this.#kernel;
    while (calls.freeBlocks() < this.#count + blocks) {
      if (calls.addBlocks(this.#kernel.grow(BLOCKS_ADDED), BLOCKS_ADDED) === 0)
        throw new RangeError('the facts of a staging file take more than 512 MiB');
    }
  }
}

/** The room that a cell needs behind the template. */
function textBytes(cell: KernelCell): number {
  if (cell.holds === 'bytes') return cell.bytes.length;
  if (cell.holds !== 'joined') return 0;
  return cell.parts.reduce<number>((sum, part) => sum + PART_BYTES + pieceBytes(part), 0);
}

function pieceBytes(part: JoinedPart): number {
  return typeof part === 'number' ? 0 : part.length;
}

/** Writes a cell at `at`, with what it needs beyond at `text`. */
function writeCell(bytes: Buffer, at: number, cell: KernelCell, text: number): void {
  bytes.fill(0, at, at + CELL_BYTES);
  bytes.writeUInt32LE(HOLDS[cell.holds], at);
  if (cell.holds === 'bytes') {
    bytes.writeUInt32LE(cell.bytes.length, at + 4);
    bytes.writeUInt32LE(text, at + 8);
    bytes.set(cell.bytes, text);
  } else if (cell.holds === 'joined') {
    bytes.writeUInt32LE(cell.parts.length, at + 4);
    bytes.writeUInt32LE(text, at + 8);
    writeParts(bytes, cell.parts, text);
  } else if (cell.holds === 'carried' || cell.holds === 'moment') bytes.writeUInt32LE(cell.column, at + 4);
  else if (cell.holds === 'count') bytes.writeInt32LE(cell.count, at + 4);
  else if (cell.holds === 'amount') bytes.writeBigInt64LE(cell.amount, at + 8);
  else if (cell.holds === 'sum') bytes.writeBigUInt64LE(termsOf(cell), at + 8);
}

/** Writes the table of the parts at `at`, and the pieces behind it. */
function writeParts(bytes: Buffer, parts: readonly JoinedPart[], at: number): void {
  let piece = at + parts.length * PART_BYTES;
  for (const [which, part] of parts.entries()) {
    const place = at + which * PART_BYTES;
    bytes.writeUInt32LE(typeof part === 'number' ? PART_CARRIED : piece, place);
    bytes.writeUInt32LE(typeof part === 'number' ? part : part.length, place + 4);
    if (typeof part !== 'number') bytes.set(part, piece);
    piece += pieceBytes(part);
  }
}
