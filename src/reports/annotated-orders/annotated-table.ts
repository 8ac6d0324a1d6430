import { recognize } from '../../sources/recognize.ts';
import type { Source } from '../../sources/source.ts';
import type { AnnotatedRow } from './columns.ts';

/** An order table of an original file, with the results of its rows in order of their numbers. */
export interface AnnotatedTable {
  /** Path inside the zip, as reading names it; null when the file itself is the table's. */
  readonly member: string | null;
  readonly sheet: string | null;
  /** The source that read it, which knows its header. */
  readonly source: Source;
  readonly rows: AsyncIterable<readonly AnnotatedRow[]>;
}

/** Whether the cells are those of the table's header. */
export function isHeaderRow(table: AnnotatedTable, cells: readonly string[]): boolean {
  return recognize([{ number: 1, cells }], [table.source]).found === 'source';
}
