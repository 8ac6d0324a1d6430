import type { RefusalCode } from '../../sources/source.ts';
import type { Executor } from '../driver.ts';
import { type Sql, sql } from '../sql.ts';

/** A row that is refused and not mended yet. */
export interface OpenRefusal {
  readonly batch_id: bigint;
  readonly row_no: number;
  readonly code: RefusalCode;
  readonly column_name: string;
  readonly value: string;
  /** The cells as in the file; null for a row held because of its number, whose cells are in the original. */
  readonly cells: readonly string[] | null;
}

/** Which refused rows: of one table or all, and behind which. */
export interface OpenRefusalsOptions {
  readonly batch_id?: bigint;
  readonly after?: { readonly batch_id: bigint; readonly row_no: number };
  readonly limit?: number;
}

/** Refused and held rows that were not mended, in the order of tables and rows. */
export async function listOpenRefusals(
  on: Executor,
  book_id: string,
  { batch_id, after, limit }: OpenRefusalsOptions = {},
): Promise<OpenRefusal[]> {
  const behind =
    after === undefined
      ? sql``
      : sql`and (r.batch_id > ${after.batch_id} or (r.batch_id = ${after.batch_id} and r.row_no > ${after.row_no}))`;
  const at_most = limit === undefined ? sql`` : sql`limit ${limit}`;
  const rows = await on.query<Omit<OpenRefusal, 'cells'> & { cells: string | null }>(
    sql`select r.batch_id, r.row_no, r.code, r.column_name, r.value, r.cells from (${refusals(book_id, batch_id)}) r
      where ${isOpen(book_id)} ${behind} order by r.batch_id, r.row_no ${at_most}`,
  );
  return rows.map((row) => ({
    ...row,
    cells: row.cells === null ? null : (JSON.parse(row.cells) as string[]),
  }));
}

/** How many refused and held rows were not mended. */
export async function countOpenRefusals(on: Executor, book_id: string, batch_id?: bigint): Promise<number> {
  const [row] = await on.query<{ count: number }>(
    sql`select count(*)::integer as count from (${refusals(book_id, batch_id)}) r where ${isOpen(book_id)}`,
  );
  return row?.count ?? 0;
}

function refusals(book_id: string, batch_id: bigint | undefined): Sql {
  const only = batch_id === undefined ? sql`` : sql`and batch_id = ${batch_id}`;
  return sql`select batch_id, row_no, code, column_name, value, cells from refused_rows
      where book_id = ${book_id} and not mended ${only}
    union all
    select batch_id, row_no, 'damaged_id', column_name, damaged_no, null from damaged_rows
      where book_id = ${book_id} and state = 'held' ${only}`;
}

function isOpen(book_id: string): Sql {
  return sql`not exists (select 1 from mended_rows m
    where m.book_id = ${book_id} and m.batch_id = r.batch_id and m.row_no = r.row_no)`;
}

/** Writes down that rows of a table came again with an import. */
export async function markMended(
  tx: Executor,
  book_id: string,
  batch_id: bigint,
  rows: readonly number[],
  import_id: bigint,
): Promise<void> {
  for (const row_no of rows)
    await tx.execute(sql`insert into mended_rows (book_id, batch_id, row_no, import_id)
      values (${book_id}, ${batch_id}, ${row_no}, ${import_id})`);
}

/** Forgets what an import mended, and what was mended of its own tables. */
export async function forgetMended(
  tx: Executor,
  book_id: string,
  import_id: bigint,
  batch_ids: readonly bigint[],
): Promise<void> {
  await tx.execute(sql`delete from mended_rows where book_id = ${book_id} and import_id = ${import_id}`);
  for (const batch_id of batch_ids)
    await tx.execute(sql`delete from mended_rows where book_id = ${book_id} and batch_id = ${batch_id}`);
}
