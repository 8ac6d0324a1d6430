import type { RefusalCode } from '../sources/source.ts';
import type { Executor } from './driver.ts';
import { sql } from './sql.ts';
import type { StagingColumn } from './staging.ts';

/** A row that states a fact but could not be read, as kept. */
export interface RefusedRecord {
  readonly row_no: number;
  readonly code: RefusalCode;
  readonly column_name: string;
  readonly value: string;
  /** All cells of the row as in the file. */
  readonly cells: readonly string[];
}

/** Columns of the staging file of refused rows; `cells` is JSON. */
export const REFUSED_COLUMNS = [
  { name: 'row_no', type: 'integer' },
  { name: 'code', type: 'text' },
  { name: 'column_name', type: 'text' },
  { name: 'value', type: 'text' },
  { name: 'cells', type: 'text' },
] as const satisfies readonly StagingColumn[];

/** Appends a staging file of refused rows to a batch. */
export function loadRefusedRows(
  tx: Executor,
  book_id: string,
  batch_id: bigint,
  file: string,
): Promise<number> {
  return tx.load({
    table: 'refused_rows',
    into: ['book_id', 'batch_id', 'row_no', 'code', 'column_name', 'value', 'cells'],
    file,
    columns: REFUSED_COLUMNS,
    // A cell that reads \N is null in a staging file.
    select: [
      sql`${book_id}::text`,
      sql`${batch_id}::bigint`,
      sql`row_no`,
      sql`code`,
      sql`coalesce(column_name, '\\N')`,
      sql`coalesce(value, '\\N')`,
      sql`cells`,
    ],
  });
}

/** The refused rows of a batch in the order of the file. */
export async function* streamRefusedRows(
  store: Executor,
  book_id: string,
  batch_id: bigint,
): AsyncIterable<RefusedRecord[]> {
  const batches = store.stream<Omit<RefusedRecord, 'cells'> & { cells: string }>(
    sql`select row_no, code, column_name, value, cells from refused_rows
      where book_id = ${book_id} and batch_id = ${batch_id} order by row_no`,
  );
  for await (const rows of batches)
    yield rows.map((row) => ({ ...row, cells: JSON.parse(row.cells) as string[] }));
}
