import { KERNEL } from './wasm.ts';

/** What is used of the interface of WebAssembly, which Node has and its types leave out. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: Exports;
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Global {
    readonly value: number;
  }
  type Exports = Readonly<Record<string, unknown>>;
}

/** What the kernel exports, beside the places of its tables; the folder kernel/ says what each is. */
interface Calls {
  readonly memory: WebAssembly.Memory;
  dialect(delimiter: number, cells_max: number, bytes_max: number): void;
  encoding(in_pairs: boolean, has_all_pairs: boolean, yuan: number, yuan_bytes: number): void;
  columns(count: number): void;
  split(start: number): number;
  cellCount(): number;
  find(): number;
  signatureHash(): number;
  remember(): number;
  room(bytes: number): number;
  forget(): void;
  openColumns(count: number): void;
  clearColumns(): void;
  addBlocks(place: number, count: number): number;
  freeBlocks(): number;
  firstBlock(column: number): number;
  nextBlock(block: number): number;
  blockAt(block: number): number;
  columnBytes(column: number): number;
  presentCount(column: number): number;
  presenceAt(column: number): number;
  putLength(column: number, bytes: number): void;
  putPart(column: number, from: number, bytes: number): void;
  put64(column: number, value: bigint): void;
  putMoment(column: number, at: number): void;
  putWhole(column: number, value: number): void;
  put32(column: number, value: number): void;
  write(template: number, row: number): number;
  endFact(): number;
  ordinary(cells_min: number, width: number, is_footed: boolean): void;
  teach(shape: number, template: number, steps: number): void;
  run(start: number, end: number, row: number, rows_max: number): number;
  runEnd(): number;
  runCells(): number;
  clearProof(): void;
  prove(steps: number, row: number): number;
}

const MODULE = new WebAssembly.Module(Buffer.from(KERNEL, 'base64'));
const PAGE_BYTES = 64 * 1024;
/** What the kernel reads beyond the bytes of a cell. */
const SPARE_BYTES = 64;
/** The most that the cells of one record can be. */
const CELLS_MAX = 512;
const WINDOW_PAGES = 8;
/** An id that makes a signature is shorter. */
const KEY_LENGTHS = 256;

/** What a column holds, as `columns` takes it; a mark is added to it. */
export const KERNEL_COLUMN = { text: 0, id: 1, digits: 2, tracking: 3, moment: 4, money: 5 } as const;
export const KEY_MARK = 16;
export const MASKED_MARK = 32;

/** Answers of `find` in place of the number of a shape: none is known; a cell has to be looked at as text. */
export const UNKNOWN = -1;
export const UNSIGNED = -2;

/** The cells of a record that are carried, by column. */
export interface CarriedInKernel {
  /** The whole memory: places are places in it. */
  bytes: Buffer;
  from: Int32Array;
  to: Int32Array;
  /** Amounts in minor units: whole numbers, exact. */
  minor: Float64Array;
  /** 1 where the cell is one of the numbers that the signature leaves out. */
  is_carried: Uint8Array;
}

/** What is ordinary in the records of a table. */
export interface OrdinaryRecord {
  readonly cells_min: number;
  readonly header_width: number;
  readonly is_footed: boolean;
  /** The cells that make its shape. */
  readonly read: readonly number[];
}

/**
 * A memory with the WebAssembly that works in it, sixteen bytes at a time. It reads records where they lie: splits them into
 * cells and tells their shape. The window is the part of the memory that holds the bytes of the file. Facts become columns in
 * it too (`KernelColumns`). When the memory grows all views of it move, so they are asked for anew with each record. One
 * table at a time is read in a kernel.
 */
export class Kernel {
  /** Of the record split last: where each cell begins and ends, without quotes and WeChat's backtick; 0x80 where it has bytes beyond ASCII. */
  from: Int32Array = new Int32Array(0);
  to: Int32Array = new Int32Array(0);
  seen: Uint8Array = new Uint8Array(0);
  /** Of the record whose shape was looked for last. */
  readonly carried: CarriedInKernel = {
    bytes: Buffer.alloc(0),
    from: new Int32Array(0),
    to: new Int32Array(0),
    minor: new Float64Array(0),
    is_carried: new Uint8Array(0),
  };
  /** For this room. */
  readonly calls: Calls;
  #keyLengths: Uint32Array = new Uint32Array(0);
  readonly #places: Readonly<Record<string, number>>;
  #window: number;
  #windowBytes = WINDOW_PAGES * PAGE_BYTES;

  constructor() {
    const { exports } = new WebAssembly.Instance(MODULE);
    this.calls = exports as unknown as Calls;
    this.#places = placesIn(exports);
    this.#window = this.grow(WINDOW_PAGES);
  }

  /** The whole memory. */
  get bytes(): Buffer {
    return this.carried.bytes;
  }

  /** Where the window begins. */
  get window(): number {
    return this.#window;
  }

  /** Makes room for so many bytes in the window, which keeps what it holds: its place may be another then. */
  reserve(length: number): void {
    if (length + SPARE_BYTES <= this.#windowBytes) return;
    const pages = Math.ceil((length * 2) / PAGE_BYTES);
    const [before, bytes] = [this.#window, this.#windowBytes];
    this.#window = this.grow(pages);
    this.#windowBytes = pages * PAGE_BYTES;
    this.bytes.copyWithin(this.#window, before, before + bytes);
    this.calls.addBlocks(before, bytes / PAGE_BYTES);
  }

  /** Sets what parts cells, and how many cells and bytes a plain record may have. */
  dialect(delimiter: number, cells_max: number, bytes_max: number): void {
    this.calls.dialect(delimiter, Math.min(CELLS_MAX, cells_max), bytes_max);
  }

  /**
   * Sets whether characters beyond ASCII are pairs of bytes, whether all such pairs are characters, and the bytes of 元.
   */
  encoding(in_pairs: boolean, has_all_pairs: boolean, yuan: readonly number[]): void {
    const sign = yuan.reduce((all, byte, at) => all + byte * 256 ** at, 0);
    this.calls.encoding(in_pairs, has_all_pairs, sign, yuan.length);
  }

  /**
   * Splits the record at `start`, behind which a line break stands. Returns where its last cell ends; -1 when it is not plain.
   */
  split(start: number): number {
    return this.calls.split(start);
  }

  /** How many cells the record split last has. */
  get count(): number {
    return this.calls.cellCount();
  }

  /** Sets the columns that make a signature, and forgets all shapes. `what` is one of `KERNEL_COLUMN` with its marks. */
  columns(columns: readonly { readonly position: number; readonly what: number }[]): void {
    const { memory } = this.calls;
    const words = new Uint32Array(memory.buffer, this.place('COLUMNS'), columns.length);
    for (const [at, { position, what }] of columns.entries()) words[at] = position * 256 + what;
    this.#keyLengths.fill(0);
    this.calls.columns(columns.length);
    this.calls.forget();
  }

  /** The number of the shape of the record split last, `UNKNOWN` or `UNSIGNED`. */
  find(): number {
    return this.calls.find();
  }

  /** A hash of the signature found last. */
  get hash(): number {
    return this.calls.signatureHash() >>> 0;
  }

  /** Keeps the signature found last as a shape; its number, or `UNKNOWN` when there is no room. Numbers go up from 0. */
  remember(): number {
    return this.calls.remember();
  }

  /**
   * Sets which records a run may take: of so many cells at least, none filled beyond the header. Of a table with footers only those
   * that begin with a digit, all of whose cells are of known characters; the cells read have been looked at with their shape.
   */
  ordinary({ cells_min, header_width, is_footed, read }: OrdinaryRecord): void {
    const isRead = new Uint8Array(this.calls.memory.buffer, this.place('IS_READ'), CELLS_MAX).fill(0);
    for (const cell of read) isRead[cell] = 1;
    this.calls.ordinary(cells_min, header_width, is_footed);
  }

  /** Lets runs take records of a shape: how `KernelColumns` writes their facts, and what `KernelProof` made of what they prove. */
  teach(shape: number, template: number, steps: number): void {
    this.calls.teach(shape, template, steps);
  }

  /**
   * Takes records from `start` to `end`, where a line break stands, as long as each is ordinary and of a shape that was taught: writes
   * and proves their facts. Returns how many; `row` is that of the first.
   */
  run(start: number, end: number, row: number, rows_max: number): number {
    return this.calls.run(start, end, row, rows_max);
  }

  /** Where the record behind the last run begins. */
  get runEnd(): number {
    return this.calls.runEnd();
  }

  /** How many cells the last record of the last run has. */
  get runCells(): number {
    return this.calls.runCells();
  }

  /** How many keys of each length runs have taken since the last call, those of at least `length_min`. */
  takeKeys(length_min: number, count: (length: number, keys: number) => void): void {
    const keyLengths = this.#keyLengths;
    for (let length = length_min; length < keyLengths.length; length++) {
      const keys = keyLengths[length] ?? 0;
      if (keys === 0) continue;
      count(length, keys);
      keyLengths[length] = 0;
    }
  }

  /** Forgets all shapes. */
  forget(): void {
    this.calls.forget();
  }

  /** Adds so many pages of 64 KiB and returns where they begin; for this room. */
  grow(pages: number): number {
    const place = this.calls.memory.grow(pages) * PAGE_BYTES;
    this.#view();
    return place;
  }

  #view(): void {
    const { buffer } = this.calls.memory;
    const { carried } = this;
    this.from = new Int32Array(buffer, this.place('FROM'), CELLS_MAX);
    this.to = new Int32Array(buffer, this.place('TO'), CELLS_MAX);
    this.seen = new Uint8Array(buffer, this.place('SEEN'), CELLS_MAX);
    carried.bytes = Buffer.from(buffer);
    carried.from = new Int32Array(buffer, this.place('CARRIED_FROM'), CELLS_MAX);
    carried.to = new Int32Array(buffer, this.place('CARRIED_TO'), CELLS_MAX);
    carried.minor = new Float64Array(buffer, this.place('MINOR'), CELLS_MAX);
    this.#keyLengths = new Uint32Array(buffer, this.place('KEY_LENGTHS'), KEY_LENGTHS);
    carried.is_carried = new Uint8Array(buffer, this.place('CARRIED'), CELLS_MAX);
  }

  /** Where a table of the kernel lies, or a number that it names; for this room. */
  place(name: string): number {
    return this.#places[name] ?? 0;
  }
}

function placesIn(exports: WebAssembly.Exports): Readonly<Record<string, number>> {
  const places: Record<string, number> = {};
  for (const [name, value] of Object.entries(exports))
    if (value instanceof WebAssembly.Global) places[name] = value.value;
  return places;
}
