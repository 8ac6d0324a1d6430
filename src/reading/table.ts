import type { Kernel } from '../kernel/kernel.ts';
import type { Limits } from './limits.ts';
import type { PlainRecord } from './text/plain-record.ts';

/** One record of a table as text. Cells are decoded, unquoted, otherwise exactly as in the file. */
export interface Row {
  /** From 1, as a spreadsheet shows it: blank records count, a quoted cell with line breaks is one record. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** Something that reading mended or marked in one row: the row is kept, and whoever shows it can say why it looks odd. */
export interface RowFault {
  readonly row: number;
  /**
   * `undecodable`: bytes that are no character became U+FFFD. `unclosed_quote`: a quote that is never closed was kept
   * as text and ends with its line. `nul_bytes`: NULs were left out.
   */
  readonly code: 'undecodable' | 'unclosed_quote' | 'nul_bytes';
}

/**
 * A table inside a file: a text file, a member of a zip, or a sheet of a workbook.
 * Its rows can be read before the next table of the file is asked for, in order, and again from the start once a reading
 * is over. Reading is streamed: memory does not grow with the table.
 */
export interface Table {
  /** Path inside the zip, `null` when the file itself is the table's file. */
  readonly member: string | null;
  /** Sheet name, `null` for text files. */
  readonly sheet: string | null;
  /**
   * How the bytes are coded: `gb18030`, `utf-8`, `utf-16le`, `utf-16be`, `big5`, `xlsx`, `xls`, `spreadsheetml`, `html`.
   * Of a text file whose first non-ASCII character comes late it is final only when the rows have been read.
   */
  readonly encoding: string;
  /** Rows in batches, blank records left out (their numbers are skipped). Nothing is selected or offered of a new reading. */
  rows(): AsyncIterable<readonly Row[]>;
  /**
   * Says which cells will be looked at from the next batch on (an index not listed may come back as ''), so that
   * a reader can skip the work for the others. Optional for a reader to honour.
   */
  select(columns: readonly number[]): void;
  /**
   * Offers each record from the next batch on to a lane before it becomes text; a batch may then hold no row. Absent: the
   * reader has no bytes to offer.
   */
  offer?(lane: OpenLane): void;
  /** The faults met so far, at most the first thousand, in order of rows. Absent: the reader meets none. */
  faults?(): readonly RowFault[];
}

/** Makes a lane for records that will all come in this one. */
export type OpenLane = (record: PlainRecord) => ByteLane;

/**
 * Takes records as bytes, in the order of the file and in turn with the rows that come as text. Whoever offers one
 * promises that a record taken means what it would mean as a row.
 */
export interface ByteLane {
  /** Whether the record can be taken as it stands. Asking changes nothing, and the same record may be asked about again. */
  reads(record: PlainRecord, row: number): boolean;
  /** Takes the record that was asked about last. */
  take(record: PlainRecord, row: number): void;
  /**
   * Takes the records from `start` on, before `end`, that are like others taken before, without being asked about each; the first
   * is of this row. Returns how many it took; where there are any, `record` says where the next begins. Absent: none ever.
   */
  takeAlike?(record: PlainRecord, start: number, end: number, row: number): number;
}

/** What the caller of a reading allows and wants to hear. Every option but the limits may be left out. */
export interface ReadingOptions {
  readonly limits: Limits;
  /** For encrypted zips. */
  readonly password?: string;
  readonly signal?: AbortSignal;
  /** Where the rows of texts are read, one table at a time; without it each table has a kernel of its own. */
  readonly kernel?: Kernel;
  /** Called with the bytes consumed so far of the file given. */
  readonly onProgress?: (bytes: number) => void;
}
