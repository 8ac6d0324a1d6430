import type { Executor } from './driver.ts';
import { join, sql } from './sql.ts';

/** Where a row of a file stands. */
interface FileOfRow {
  file: string;
  sheet: string | null;
}

/** Rows with the file and sheet of their batches: asked for the few batches there are, a statement is cheaper than a join. */
export async function withFiles<T extends { batch_id: bigint }>(
  on: Executor,
  bookId: string,
  rows: readonly T[],
): Promise<(T & FileOfRow)[]> {
  if (rows.length === 0) return [];
  const batch_ids = [...new Set(rows.map(({ batch_id }) => batch_id))];
  const batches = await on.query<
    { batch_id: bigint } & FileOfRow
  >(sql`select batch_id, file, sheet from import_batches
    where book_id = ${bookId} and batch_id in (${join(batch_ids.map((batch_id) => sql`${batch_id}::bigint`))})`);
  const files = new Map(batches.map(({ batch_id, ...file }) => [batch_id, file]));
  return rows.flatMap((row) => {
    const file = files.get(row.batch_id);
    return file === undefined ? [] : [{ ...row, ...file }];
  });
}
