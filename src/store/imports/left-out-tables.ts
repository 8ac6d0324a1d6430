import type { LeftOutTable } from '../../model/left-out.ts';
import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';

/** The tables of each import that wait to be taught, in the order of the file; imports without any are left out. */
export async function listLeftOut(
  on: Executor,
  book_id: string,
  import_id?: bigint,
): Promise<ReadonlyMap<bigint, readonly LeftOutTable[]>> {
  const only = import_id === undefined ? sql`` : sql`and import_id = ${import_id}`;
  const rows = await on.query<Omit<LeftOutTable, 'reason'> & { import_id: bigint; reason: string }>(
    sql`select import_id, member, sheet, row_count, reason from left_out_tables
      where book_id = ${book_id} ${only} order by import_id, place`,
  );
  const tables = Map.groupBy(rows, (row) => row.import_id);
  return new Map([...tables].map(([id, own]) => [id, own.map(({ import_id: _, ...row }) => tableOf(row))]));
}

function tableOf(row: Omit<LeftOutTable, 'reason'> & { reason: string }): LeftOutTable {
  return { ...row, reason: JSON.parse(row.reason) as LeftOutTable['reason'] };
}

/** Writes down which tables of an import wait to be taught, instead of those that did. */
export async function replaceLeftOut(
  tx: Executor,
  book_id: string,
  import_id: bigint,
  tables: readonly LeftOutTable[],
): Promise<void> {
  await deleteLeftOut(tx, book_id, import_id);
  for (const [place, { member, sheet, row_count, reason }] of tables.entries())
    await tx.execute(sql`insert into left_out_tables (book_id, import_id, place, member, sheet, row_count, reason)
      values (${book_id}, ${import_id}, ${place}::integer, ${member}::text, ${sheet}::text, ${row_count}::integer,
        ${JSON.stringify(reason)})`);
}

/** Forgets which tables of an import wait. */
export async function deleteLeftOut(tx: Executor, book_id: string, import_id: bigint): Promise<void> {
  await tx.execute(sql`delete from left_out_tables where book_id = ${book_id} and import_id = ${import_id}`);
}
