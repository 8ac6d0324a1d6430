import type { WallSeconds } from '../wall-clock.ts';
import type { ByteSink } from './byte-sink.ts';

/** A column of a generated table: its header exactly as in the real file, and how a row's cell is written. */
export type OutColumn<R> = { readonly header: string } & OutCell<R>;

/** What stands in a cell. `null` amounts and times are written as an empty cell. */
export type OutCell<R> =
  | ConstantCell
  | { readonly kind: 'text'; readonly write: (sink: ByteSink, row: R) => void }
  | {
      readonly kind: 'id';
      readonly write: (sink: ByteSink, row: R) => void;
      /** Rows in which a spreadsheet has turned the id into a number: nothing protects it there. */
      readonly isNumber?: (row: R) => boolean;
    }
  | { readonly kind: 'minor'; readonly of: (row: R) => number | null; readonly unit: string }
  | { readonly kind: 'time'; readonly of: (row: R) => WallSeconds | null };

/** The same text in every row. */
export interface ConstantCell {
  readonly kind: 'constant';
  readonly text: string;
}

/** A cell with the same text in every row. */
export function constant(text = ''): ConstantCell {
  return { kind: 'constant', text };
}

/** Free text. */
export function text<R>(write: (sink: ByteSink, row: R) => void): OutCell<R> {
  return { kind: 'text', write };
}

/** A number that must never be read as a number. */
export function id<R>(write: (sink: ByteSink, row: R) => void, isNumber?: (row: R) => boolean): OutCell<R> {
  return isNumber === undefined ? { kind: 'id', write } : { kind: 'id', write, isNumber };
}

/** An amount, followed by `unit` (`元` or nothing). */
export function minor<R>(of: (row: R) => number | null, unit = ''): OutCell<R> {
  return { kind: 'minor', of, unit };
}

/** A wall-clock time. */
export function time<R>(of: (row: R) => WallSeconds | null): OutCell<R> {
  return { kind: 'time', of };
}

/** Writes the value of a cell, without any quoting. */
export function writeCell<R>(sink: ByteSink, cell: OutCell<R>, row: R): void {
  if (cell.kind === 'constant') sink.text(cell.text);
  else if (cell.kind === 'minor') writeAmount(sink, cell.of(row), cell.unit);
  else if (cell.kind === 'time') writeTime(sink, cell.of(row));
  else cell.write(sink, row);
}

function writeAmount(sink: ByteSink, amount: number | null, unit: string): void {
  if (amount === null) return;
  sink.minor(amount);
  if (unit !== '') sink.text(unit);
}

function writeTime(sink: ByteSink, at: WallSeconds | null): void {
  if (at !== null) sink.time(at);
}

/** Anything that takes rows and ends. */
export interface TableWriter<R> {
  row(row: R): void;
  close(): void;
  /** Rows written, without header, preamble and footer. */
  readonly rows: number;
}
