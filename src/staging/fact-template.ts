import type { CarriedSum } from '../kernel/carried-sum.ts';
import type { JoinedPart, KernelCell } from '../kernel/kernel-columns.ts';
import type { FactSink, FactTemplate } from '../model/fact-sink.ts';
import type { WallTime } from '../model/facts.ts';
import type { Minor } from '../money/money.ts';
import { type CarriedCells, columnOf, partsOf } from './carried-cells.ts';
import { LineBuffer } from './line-buffer.ts';
import type { Probes } from './probes.ts';

/** Stands for the number of the row while a fact is recorded. */
export const ROW_PROBE = 2 ** 31 - 1;

/** Room for one text; it grows. */
const LINE_BYTES = 256;

/** Records a fact whose carried cells are stand-ins and probes as a template for facts alike. */
export class TemplateRecorder implements FactSink {
  readonly count = 0;
  readonly size = 0;
  readonly #probes: Probes;
  readonly #cells: KernelCell[] = [];
  readonly #line = new LineBuffer(LINE_BYTES);
  #fits = true;

  constructor(probes: Probes) {
    this.#probes = probes;
  }

  /** The fact recorded; null where it holds anything else than carried cells, sums of them, and what never changes. */
  template(): FactTemplate | null {
    return this.#fits ? this.#cells : null;
  }

  none(): void {
    this.#cells.push({ holds: 'nothing' });
  }

  text(value: string | null): void {
    if (value === null) {
      this.none();
      return;
    }
    const parts = partsOf(value).map((part) => (typeof part === 'string' ? this.#written(part) : part));
    const [first = this.#written(''), ...others] = parts;
    if (others.length > 0) this.#cells.push({ holds: 'joined', parts });
    else if (typeof first === 'number') this.#cells.push({ holds: 'carried', column: first });
    else this.#cells.push({ holds: 'bytes', bytes: first });
  }

  marked(mark: string, value: string): void {
    this.text(mark + value);
  }

  #written(text: string): Buffer {
    this.#line.text(text);
    return Buffer.concat(this.#line.take()).subarray(0, -1);
  }

  moment(value: WallTime | null): void {
    const column = value === null ? -1 : columnOf(value);
    this.#fits &&= value === null || column >= 0;
    this.#cells.push(value === null ? { holds: 'nothing' } : { holds: 'moment', column });
  }

  bigint(value: Minor | null): void {
    if (value === null) {
      this.none();
      return;
    }
    const parts = this.#probes.partsOf(value);
    this.#fits &&= parts !== null;
    if (parts === null || typeof parts === 'bigint') this.#cells.push({ holds: 'amount', amount: value });
    else this.#cells.push({ holds: 'sum', ...parts });
  }

  integer(value: number): void {
    this.#cells.push(value === ROW_PROBE ? { holds: 'row' } : { holds: 'count', count: value });
  }

  bytes(source: Buffer, from: number, to: number): void {
    this.#cells.push({ holds: 'bytes', bytes: Buffer.from(source.subarray(from, to)) });
  }

  momentBytes(): void {
    this.#fits = false;
  }

  whole(value: number): void {
    this.#cells.push({ holds: 'amount', amount: BigInt(value) });
  }

  end(): void {}

  take(): readonly Uint8Array[] {
    return [];
  }
}

/** The amount that a sum makes of the cells carried now. */
function minorIn({ columns, signs }: CarriedSum, cells: CarriedCells): number {
  let minor = 0;
  for (let at = 0; at < columns.length; at++)
    minor += (signs[at] ?? 0) * (cells.minor[columns[at] ?? 0] ?? 0);
  return minor;
}

/** Writes the fact that the cells carried now make, cell by cell. */
export function writeTemplate(template: FactTemplate, out: FactSink, cells: CarriedCells, row: number): void {
  for (let at = 0; at < template.length; at++) writeCell(template[at] as KernelCell, out, cells, row);
  out.end();
}

function writeCell(cell: KernelCell, out: FactSink, cells: CarriedCells, row: number): void {
  if (cell.holds === 'carried')
    out.bytes(cells.bytes, cells.from[cell.column] ?? 0, cells.to[cell.column] ?? 0);
  else if (cell.holds === 'bytes') out.bytes(cell.bytes, 0, cell.bytes.length);
  else if (cell.holds === 'joined') writeJoined(cell.parts, out, cells);
  else if (cell.holds === 'sum') out.whole(minorIn(cell, cells));
  else if (cell.holds === 'amount') out.bigint(cell.amount);
  else if (cell.holds === 'moment') out.momentBytes(cells.bytes, cells.from[cell.column] ?? 0);
  else if (cell.holds === 'nothing') out.none();
  else out.integer(cell.holds === 'row' ? row : cell.count);
}

function writeJoined(parts: readonly JoinedPart[], out: FactSink, { bytes, from, to }: CarriedCells): void {
  const pieces = parts.map((part) =>
    typeof part === 'number' ? bytes.subarray(from[part], to[part]) : part,
  );
  const joined = Buffer.concat(pieces);
  out.bytes(joined, 0, joined.length);
}
