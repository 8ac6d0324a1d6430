import type { Value } from './language.ts';

/** Where a table lies in its file: the member of a zip, the sheet of a workbook. */
export interface TablePlace {
  readonly member: string | null;
  readonly sheet: string | null;
}

/** A table of an imported file of which no source knew what it is: it waits to be taught. */
export interface LeftOutTable extends TablePlace {
  /** Rows that are not blank, as far as they could be read. */
  readonly row_count: number;
  /** The values of the error `source_unknown`. */
  readonly reason: Readonly<Record<string, Value>>;
}

/** Whether two places in one file are the same. */
export function isSamePlace(one: TablePlace, other: TablePlace): boolean {
  return one.member === other.member && one.sheet === other.sheet;
}
