import { secondsSince1970 } from '../../calendar/wall-time.ts';
import type { FactSink } from '../../model/fact-sink.ts';
import type { WallTime } from '../../model/facts.ts';
import type { Minor } from '../../money/money.ts';
import type { StagingColumn } from '../staging.ts';
import { type Column, Integer32Column, Integer64Column, TextColumn } from './column.ts';
import { type ParquetType, parquetFile } from './parquet-file.ts';

const NULL = '\\N';
const DAY_BYTES = 10;
const DAYS_KEPT = 256;
const ZERO = 48;

/** Hears of a file that is full: its parts, good until it returns, and the facts in it. */
export type FullFile = (parts: readonly Uint8Array[], facts: number) => void;

/** Takes facts as columns: what an engine that reads Parquet loads in half the time of lines. */
export class ParquetBuffer implements FactSink {
  count = 0;
  readonly #names: readonly string[];
  readonly #types: readonly ParquetType[];
  readonly #columns: readonly Column[];
  readonly #moment = Buffer.alloc(32);
  /** Days come again and again, in a row or by turns: the last of each slot is remembered with its start. */
  readonly #days = new Int32Array(DAYS_KEPT);
  readonly #starts = new Float64Array(DAYS_KEPT);
  readonly #factsMax: number;
  readonly #full: FullFile;
  #at = 0;

  /** With every so many facts a file is full and given to `full`; `take` gives the facts since then. */
  constructor(columns: readonly StagingColumn[], facts_max: number, full: FullFile) {
    this.#factsMax = facts_max;
    this.#full = full;
    this.#names = columns.map(({ name }) => name);
    this.#types = columns.map(({ type }) => parquetType(type));
    this.#columns = this.#types.map(newColumn);
  }

  get size(): number {
    let size = 0;
    for (const column of this.#columns) size += column.size;
    return size;
  }

  none(): void {
    this.#next().none();
  }

  /** Like a line of text: controls as spaces, and a text that looks like null set off by a space. */
  text(value: string | null): void {
    const column = this.#next() as TextColumn;
    if (value === null) column.none();
    else if (value === NULL) column.putText(` ${NULL}`);
    else column.putText(withoutControls(value));
  }

  marked(mark: string, value: string): void {
    this.text(mark + value);
  }

  moment(value: WallTime | null): void {
    if (value === null) {
      this.none();
      return;
    }
    this.#moment.write(value, 'latin1');
    this.momentBytes(this.#moment, 0);
  }

  bigint(value: Minor | null): void {
    const column = this.#next() as Integer64Column;
    if (value === null) column.none();
    else column.putBigint(value);
  }

  integer(value: number): void {
    (this.#next() as Integer32Column).put(value);
  }

  bytes(source: Buffer, from: number, to: number): void {
    (this.#next() as TextColumn).put(source, from, to);
  }

  momentBytes(source: Buffer, from: number): void {
    const clock = from + DAY_BYTES + 1;
    const seconds = pairAt(source, clock) * 3600 + pairAt(source, clock + 3) * 60 + pairAt(source, clock + 6);
    (this.#next() as Integer64Column).put((this.#startOfDay(source, from) + seconds) * 1e6);
  }

  whole(value: number): void {
    (this.#next() as Integer64Column).put(value);
  }

  end(): void {
    if (this.#at !== this.#columns.length)
      throw new TypeError(`${this.#at} cells for ${this.#columns.length} columns`);
    this.#at = 0;
    if (++this.count === this.#factsMax) this.#full(this.take(), this.#factsMax);
  }

  take(): readonly Uint8Array[] {
    if (this.count === 0) return [];
    const columns = this.#columns.map((column, at) => ({
      name: this.#names[at] ?? '',
      type: this.#types[at] ?? 'text',
      page: column.take(),
    }));
    const file = parquetFile(columns, this.count);
    this.count = 0;
    return file;
  }

  #next(): Column {
    return this.#columns[this.#at++] as Column;
  }

  /** Seconds of the first moment of a day. */
  #startOfDay(source: Buffer, from: number): number {
    const year = pairAt(source, from) * 100 + pairAt(source, from + 2);
    const month = pairAt(source, from + 5);
    const day = pairAt(source, from + 8);
    const name = year * 10_000 + month * 100 + day;
    const slot = name % DAYS_KEPT;
    if (this.#days[slot] !== name) {
      this.#days[slot] = name;
      this.#starts[slot] = secondsSince1970(`${source.toString('latin1', from, from + DAY_BYTES)} 00:00:00`);
    }
    return this.#starts[slot] ?? 0;
  }
}

function parquetType(type: StagingColumn['type']): ParquetType {
  if (type === 'boolean') throw new TypeError('no staging column is a boolean');
  return type;
}

function newColumn(type: ParquetType): Column {
  if (type === 'text') return new TextColumn();
  return type === 'integer' ? new Integer32Column() : new Integer64Column();
}

function pairAt(source: Buffer, at: number): number {
  return ((source[at] ?? 0) - ZERO) * 10 + (source[at + 1] ?? 0) - ZERO;
}

const CONTROLS = /\p{Cc}/gu;

/** C1 controls stay, as they do in lines. */
function withoutControls(text: string): string {
  return text.replace(CONTROLS, (sign) => (sign < '\u0080' ? ' ' : sign));
}
