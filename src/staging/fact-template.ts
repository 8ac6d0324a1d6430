import type { FactSink } from '../model/fact-sink.ts';
import type { WallTime } from '../model/facts.ts';
import type { Minor } from '../money/money.ts';
import { type CarriedCells, columnOf, hidesStandIn } from './carried-cells.ts';
import { LineBuffer } from './line-buffer.ts';

/** An amount as a sum of carried amounts, each added or taken away. */
export interface CarriedSum {
  readonly columns: readonly number[];
  readonly signs: readonly (1 | -1)[];
}

/** More amounts in one sum could pass what a float holds exactly. */
const TERMS_MAX = 4;
/** Between the probes of two columns: a sum of all the smaller ones is less than half of the next. */
const PROBE_BITS = 64n;
/** An amount beyond is made of probes. */
const AMOUNT_END = 1n << (PROBE_BITS - 1n);
/** Stands for the number of the row while a fact is recorded. */
export const ROW_PROBE = 2 ** 31 - 1;

/** Stands for the amount of a column while a fact is recorded, with the sign of the amount; 0 for 0. */
export function probeOf(column: number, minor: number): Minor {
  if (minor === 0) return 0n;
  const probe = 1n << (PROBE_BITS * BigInt(column + 1));
  return minor < 0 ? -probe : probe;
}

/** What a cell of a template is. */
const NONE = 0;
const BYTES = 1;
const CELL = 2;
const MOMENT = 3;
const ROW = 4;
const SUM = 5;
const AMOUNT = 6;
const COUNT = 7;

/** A cell of a template. All of one form: a hot path. */
interface TemplateCell {
  readonly kind: number;
  /** Text that never changes. */
  readonly bytes: Buffer;
  /** Of a carried text or moment. */
  readonly column: number;
  readonly sum: CarriedSum;
  /** That never changes. */
  readonly amount: Minor;
}

/** A fact in which only the carried cells change. */
export type FactTemplate = readonly TemplateCell[];

/** Room for one text; it grows. */
const LINE_BYTES = 256;
const NO_BYTES = Buffer.alloc(0);
const NO_SUM: CarriedSum = { columns: [], signs: [] };

/**
 * Records a fact whose carried cells are stand-ins and probes as a template for facts alike. `amounts` are the columns
 * of amounts, with any amount of the sign that they have.
 */
export class TemplateRecorder implements FactSink {
  readonly count = 0;
  readonly size = 0;
  readonly #amounts: readonly (readonly [column: number, probe: Minor])[];
  readonly #cells: TemplateCell[] = [];
  readonly #line = new LineBuffer(LINE_BYTES);
  #fits = true;

  constructor(amounts: ReadonlyMap<number, number>) {
    const largest_first = [...amounts].sort(([one], [other]) => other - one);
    this.#amounts = largest_first.map(([column, minor]) => [column, probeOf(column, minor)]);
  }

  /** The fact recorded; null where it holds anything else than carried cells, sums of them, and what never changes. */
  template(): FactTemplate | null {
    return this.#fits ? this.#cells : null;
  }

  none(): void {
    this.#put(NONE, {});
  }

  text(value: string | null): void {
    const column = value === null ? -1 : columnOf(value);
    if (value === null) this.none();
    else if (column >= 0) this.#put(CELL, { column });
    else {
      this.#fits &&= !hidesStandIn(value);
      this.#line.text(value);
      this.#put(BYTES, { bytes: Buffer.concat(this.#line.take()).subarray(0, -1) });
    }
  }

  marked(mark: string, value: string): void {
    this.#fits &&= !hidesStandIn(value);
    this.text(mark + value);
  }

  moment(value: WallTime | null): void {
    const column = value === null ? -1 : columnOf(value);
    this.#fits &&= value === null || column >= 0;
    this.#put(value === null ? NONE : MOMENT, { column });
  }

  bigint(value: Minor | null): void {
    const sum = value === null ? NO_SUM : this.sumOf(value);
    if (value === null) this.none();
    else if (sum === null) this.#put(AMOUNT, { amount: value });
    else this.#put(SUM, { sum });
    this.#fits &&= sum !== null || magnitude(value ?? 0n) < AMOUNT_END;
  }

  integer(value: number): void {
    if (value === ROW_PROBE) this.#put(ROW, {});
    else this.#put(COUNT, { column: value });
  }

  bytes(source: Buffer, from: number, to: number): void {
    this.#put(BYTES, { bytes: Buffer.from(source.subarray(from, to)) });
  }

  momentBytes(): void {
    this.#fits = false;
  }

  whole(value: number): void {
    this.#put(AMOUNT, { amount: BigInt(value) });
  }

  end(): void {}

  take(): readonly Uint8Array[] {
    return [];
  }

  /** The amounts that make up a sum of probes; null where it is none. */
  sumOf(value: Minor): CarriedSum | null {
    const columns: number[] = [];
    const signs: (1 | -1)[] = [];
    let left = value;
    for (const [column, probe] of this.#amounts) {
      if (probe === 0n || magnitude(left) * 2n < magnitude(probe)) continue;
      const sign = left < 0n === probe < 0n ? 1 : -1;
      columns.push(column);
      signs.push(sign);
      left -= BigInt(sign) * probe;
      if (magnitude(left) * 2n >= magnitude(probe)) return null;
    }
    return left === 0n && columns.length > 0 && columns.length <= TERMS_MAX ? { columns, signs } : null;
  }

  #put(kind: number, cell: Partial<TemplateCell>): void {
    this.#cells.push({ kind, bytes: NO_BYTES, column: -1, sum: NO_SUM, amount: 0n, ...cell });
  }
}

function magnitude(value: Minor): Minor {
  return value < 0n ? -value : value;
}

/** The amount that a sum makes of the cells carried now. */
export function minorIn({ columns, signs }: CarriedSum, cells: CarriedCells): number {
  let minor = 0;
  for (let at = 0; at < columns.length; at++)
    minor += (signs[at] ?? 0) * (cells.minor[columns[at] ?? 0] ?? 0);
  return minor;
}

/** Writes the fact that the cells carried now make. */
export function writeTemplate(template: FactTemplate, out: FactSink, cells: CarriedCells, row: number): void {
  for (let at = 0; at < template.length; at++) {
    const { kind, bytes, column, sum, amount } = template[at] as TemplateCell;
    if (kind === CELL) out.bytes(cells.bytes, cells.from[column] ?? 0, cells.to[column] ?? 0);
    else if (kind === BYTES) out.bytes(bytes, 0, bytes.length);
    else if (kind === SUM) out.whole(minorIn(sum, cells));
    else if (kind === AMOUNT) out.bigint(amount);
    else if (kind === MOMENT) out.momentBytes(cells.bytes, cells.from[column] ?? 0);
    else if (kind === NONE) out.none();
    else out.integer(kind === ROW ? row : column);
  }
  out.end();
}
