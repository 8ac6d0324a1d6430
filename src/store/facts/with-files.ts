import { type Asked, batchesOf } from '../indexes/number-index.ts';

/** Where a row of a file stands. */
interface FileOfRow {
  file: string;
  sheet: string | null;
}

/** Rows with the file and sheet of their batches. Rows of a batch that the book does not have are left out. */
export async function withFiles<T extends { batch_id: bigint }>(
  on: Asked,
  bookId: string,
  rows: readonly T[],
): Promise<(T & FileOfRow)[]> {
  if (rows.length === 0) return [];
  const batches = await batchesOf(on, bookId);
  return rows.flatMap((row) => {
    const batch = batches.get(row.batch_id);
    return batch === undefined ? [] : [{ ...row, file: batch.file, sheet: batch.sheet }];
  });
}
