import { KERNEL } from './wasm.ts';

/** What the kernel exports; kernel/rows.ts says what each is. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  dialect(delimiter: number, cells_max: number): void;
  encoding(in_pairs: boolean, yuan: number, yuan_bytes: number): void;
  columns(count: number): void;
  split(start: number): number;
  cellCount(): number;
  find(): number;
  signatureHash(): number;
  remember(): number;
  forget(): void;
}

const module_ = new WebAssembly.Module(Buffer.from(KERNEL, 'base64'));
const PAGE_BYTES = 64 * 1024;
/** What the kernel reads beyond the bytes of a cell. */
const SPARE_BYTES = 64;
/** The most that the cells of one record can be. */
const CELLS_MAX = 512;

/** What a column holds, as the kernel takes it in `column`; a mark is added to it. */
export const KERNEL_COLUMN = { text: 0, id: 1, digits: 2, tracking: 3, moment: 4, money: 5 } as const;
export const KEY_MARK = 16;
export const MASKED_MARK = 32;

/** Answers of `find` in place of the number of a shape: none is known; a cell has to be looked at as text. */
export const UNKNOWN = -1;
export const UNSIGNED = -2;

/** The cells of a record that are carried, by column. */
export interface KernelCells {
  /** The whole memory: places are places in it. */
  bytes: Buffer;
  from: Int32Array;
  to: Int32Array;
  /** Amounts in minor units: whole numbers, exact. */
  minor: Float64Array;
  /** 1 where the cell is one of the numbers that the signature leaves out. */
  is_carried: Uint8Array;
}

/**
 * Reads records where they lie in its own memory, sixteen bytes at a time: splits them into cells and tells their shape.
 * The window is the part of the memory that holds the bytes of the file; room for more of them moves all views, which
 * are therefore asked for anew with each record.
 */
export class RowKernel {
  /** Where the window begins. */
  readonly window: number;
  /** Of the record split last: where each cell begins and ends, without its quotes; 0x80 where it has bytes beyond ASCII. */
  from: Int32Array = new Int32Array(0);
  to: Int32Array = new Int32Array(0);
  seen: Uint8Array = new Uint8Array(0);
  /** Of the record whose shape was looked for last. */
  readonly carried: KernelCells = {
    bytes: Buffer.alloc(0),
    from: new Int32Array(0),
    to: new Int32Array(0),
    minor: new Float64Array(0),
    is_carried: new Uint8Array(0),
  };
  readonly #kernel: Exports;
  readonly #places: Readonly<Record<string, number>>;

  constructor() {
    const { exports } = new WebAssembly.Instance(module_);
    this.#kernel = exports as unknown as Exports;
    this.#places = placesIn(exports);
    this.window = this.#place('WINDOW');
    this.#view();
  }

  /** The whole memory. */
  get bytes(): Buffer {
    return this.carried.bytes;
  }

  /** Makes room for so many bytes in the window, which stay. */
  reserve(length: number): void {
    const missing = this.window + length + SPARE_BYTES - this.bytes.length;
    if (missing <= 0) return;
    this.#kernel.memory.grow(Math.ceil(Math.max(missing, length) / PAGE_BYTES));
    this.#view();
  }

  /** Sets what parts cells, how many a record may have, and how text is coded. */
  dialect(delimiter: number, cells_max: number): void {
    this.#kernel.dialect(delimiter, Math.min(CELLS_MAX, cells_max));
  }

  /** `yuan` are the bytes of 元. */
  encoding(in_pairs: boolean, yuan: readonly number[]): void {
    const sign = yuan.reduce((all, byte, at) => all + byte * 256 ** at, 0);
    this.#kernel.encoding(in_pairs, sign, yuan.length);
  }

  /**
   * Splits the record at `start`, behind which a line break stands. Returns where its last cell ends; -1 when it is not plain.
   */
  split(start: number): number {
    return this.#kernel.split(start);
  }

  /** How many cells the record split last has. */
  get count(): number {
    return this.#kernel.cellCount();
  }

  /** Sets the columns that make a signature, and forgets all shapes. `what` is one of `KERNEL_COLUMN` with its marks. */
  columns(columns: readonly { readonly position: number; readonly what: number }[]): void {
    const { memory } = this.#kernel;
    const words = new Uint32Array(memory.buffer, this.#place('COLUMNS'), columns.length);
    for (const [at, { position, what }] of columns.entries()) words[at] = position * 256 + what;
    this.#kernel.columns(columns.length);
    this.#kernel.forget();
  }

  /** The number of the shape of the record split last, `UNKNOWN` or `UNSIGNED`. */
  find(): number {
    return this.#kernel.find();
  }

  /** A hash of the signature found last. */
  get hash(): number {
    return this.#kernel.signatureHash() >>> 0;
  }

  /** Keeps the signature found last as a shape; its number, or `UNKNOWN` when there is no room. Numbers go up from 0. */
  remember(): number {
    return this.#kernel.remember();
  }

  /** Forgets all shapes. */
  forget(): void {
    this.#kernel.forget();
  }

  #view(): void {
    const { buffer } = this.#kernel.memory;
    const { carried } = this;
    this.from = new Int32Array(buffer, this.#place('FROM'), CELLS_MAX);
    this.to = new Int32Array(buffer, this.#place('TO'), CELLS_MAX);
    this.seen = new Uint8Array(buffer, this.#place('SEEN'), CELLS_MAX);
    carried.bytes = Buffer.from(buffer);
    carried.from = new Int32Array(buffer, this.#place('CARRIED_FROM'), CELLS_MAX);
    carried.to = new Int32Array(buffer, this.#place('CARRIED_TO'), CELLS_MAX);
    carried.minor = new Float64Array(buffer, this.#place('MINOR'), CELLS_MAX);
    carried.is_carried = new Uint8Array(buffer, this.#place('CARRIED'), CELLS_MAX);
  }

  #place(name: string): number {
    return this.#places[name] ?? 0;
  }
}

function placesIn(exports: WebAssembly.Exports): Readonly<Record<string, number>> {
  const places: Record<string, number> = {};
  for (const [name, value] of Object.entries(exports))
    if (value instanceof WebAssembly.Global) places[name] = value.value;
  return places;
}

const free: RowKernel[] = [];
const KEPT_BYTES_MAX = 32 * 1024 ** 2;

/** A kernel for one table, which gives it back. Each has a memory of its own, so they are used again. */
export function borrowKernel(): RowKernel {
  return free.pop() ?? new RowKernel();
}

/** Gives a kernel back that nobody uses any more. One that held very long records is dropped: memories never shrink. */
export function returnKernel(kernel: RowKernel): void {
  if (kernel.bytes.length <= KEPT_BYTES_MAX) free.push(kernel);
}
