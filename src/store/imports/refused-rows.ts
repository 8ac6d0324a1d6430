import type { RefusalCode } from '../../sources/source.ts';
import type { Executor } from '../driver.ts';
import type { StagingColumn } from '../facts/staging.ts';
import { sql, trusted } from '../sql.ts';

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
    into: ['book_id', 'batch_id', 'row_no', 'code', 'column_name', 'value', 'cells', 'mended'],
    files: [file],
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
      sql`false`,
    ],
  });
}

/** Whether the book has any refused row. */
export async function hasRefusedRows(store: Executor, book_id: string): Promise<boolean> {
  const rows = await store.query(sql`select 1 as one from refused_rows where book_id = ${book_id} limit 1`);
  return rows.length > 0;
}

/** Writes the numbers of a staging file (row_no, own_no) to the refused rows of a batch. */
export async function loadOwnNumbers(
  tx: Executor,
  book_id: string,
  batch_id: bigint,
  file: string,
): Promise<void> {
  await tx.execute(sql`create temp table own_numbers (row_no integer not null, own_no text)`);
  await tx.load({
    table: 'own_numbers',
    into: ['row_no', 'own_no'],
    files: [file],
    columns: [
      { name: 'row_no', type: 'integer' },
      { name: 'own_no', type: 'text' },
    ],
    select: [sql`row_no`, sql`own_no`],
  });
  await tx.execute(sql`update refused_rows set own_no = n.own_no from own_numbers n
    where refused_rows.book_id = ${book_id} and refused_rows.batch_id = ${batch_id}
      and refused_rows.row_no = n.row_no`);
  await tx.execute(sql`drop table own_numbers`);
}

/** Where the facts of each kind keep the number that names them. */
const OWN_NUMBER = [
  ['orders', 'f.match_key = r.own_no'],
  ['order_lines', 'f.order_line_no = r.own_no'],
  ['refunds', 'f.refund_no = r.own_no'],
  ['statement_lines', '(f.line_no = r.own_no or (f.line_no is null and f.transaction_no = r.own_no))'],
] as const;

/**
 * Marks anew which refused rows are mended: those that were loaded again in their place, and those whose fact a later import of
 * their channel tells.
 */
export async function markMended(tx: Executor, book_id: string): Promise<void> {
  await tx.execute(sql`update refused_rows set mended = false where book_id = ${book_id} and mended`);
  await tx.execute(sql`update refused_rows set mended = true where book_id = ${book_id}
    and exists (select 1 from mended_rows m where m.book_id = refused_rows.book_id
      and m.batch_id = refused_rows.batch_id and m.row_no = refused_rows.row_no)`);
  for (const [kind, isSame] of OWN_NUMBER) {
    await tx.execute(sql`create temp table told_rows as
      select distinct r.batch_id, r.row_no
      from refused_rows r
      join import_batches m on m.book_id = r.book_id and m.batch_id = r.batch_id and m.kind = ${kind}
      join ${trusted(kind)} f on f.book_id = r.book_id and ${trusted(isSame)}
      join import_batches b on b.book_id = f.book_id and b.batch_id = f.batch_id and b.channel = m.channel
        and b.import_id > m.import_id
      where r.book_id = ${book_id} and r.own_no is not null`);
    await tx.execute(sql`update refused_rows set mended = true from told_rows n
      where refused_rows.book_id = ${book_id} and refused_rows.batch_id = n.batch_id
        and refused_rows.row_no = n.row_no`);
    await tx.execute(sql`drop table told_rows`);
  }
}

/** How many refused rows of each batch are mended; batches without any are left out. */
export function countMended(tx: Executor, book_id: string): Promise<{ batch_id: bigint; rows: bigint }[]> {
  return tx.query(sql`select batch_id, count(*) as rows from refused_rows
    where book_id = ${book_id} and mended group by batch_id`);
}

/** The refused rows of a batch that are not mended, in the order of the file. */
export async function* streamRefusedRows(
  store: Executor,
  book_id: string,
  batch_id: bigint,
): AsyncIterable<RefusedRecord[]> {
  const batches = store.stream<Omit<RefusedRecord, 'cells'> & { cells: string }>(
    sql`select row_no, code, column_name, value, cells from refused_rows
      where book_id = ${book_id} and batch_id = ${batch_id} and not mended order by row_no`,
  );
  for await (const rows of batches)
    yield rows.map((row) => ({ ...row, cells: JSON.parse(row.cells) as string[] }));
}
