import type { Executor } from '../driver.ts';
import { isOfBook } from '../of-book.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { NUMBERED_KINDS, type NumberedKind } from './number-columns.ts';

/** Rows of a kind that are indexed together: which they are, and about how many. */
export interface RowsToIndex {
  readonly kind: NumberedKind;
  readonly where: Sql;
  readonly rows: number;
}

/** A column of rows that are indexed together. */
export interface ColumnToIndex extends RowsToIndex {
  readonly column: string;
}

/** So many numbers are sorted at once: an engine with a gigabyte of memory sorts more on disk, or fails. */
export const RUN_ROWS = 10_000_000;

/** The rows of batches, in parts of which two are sorted at once. */
export async function rowsToIndex(
  tx: Executor,
  bookId: string,
  batch_ids: readonly bigint[],
  run_rows: number,
): Promise<RowsToIndex[]> {
  const counts = NUMBERED_KINDS.map(
    (
      kind,
    ) => sql`select ${trusted(`'${kind}'`)} as kind, batch_id, count(*) as count, max(row_no) as last_row_no
      from ${trusted(kind)} where ${isOfBook(sql`book_id`, bookId)} and ${isInOf(batch_ids)} group by batch_id`,
  );
  const batches = await tx.query<CountedBatch>(sql`${join(counts, ' union all ')} order by 1, 2`);
  const part_rows = Math.ceil(run_rows / 2);
  const small = Map.groupBy(
    batches.filter(({ count }) => count <= part_rows),
    ({ kind }) => kind,
  );
  return [
    ...[...small].flatMap(([kind, own]) =>
      runsOf(
        own.map(({ batch_id, count }) => ({ batch_id, rows: Number(count) })),
        part_rows,
      ).map((part) => ({
        kind,
        where: isInOf(part.map(({ batch_id }) => batch_id)),
        rows: sumOf(part),
      })),
    ),
    ...batches.filter(({ count }) => count > part_rows).flatMap((batch) => stretchesOf(batch, part_rows)),
  ];
}

interface CountedBatch {
  readonly kind: NumberedKind;
  readonly batch_id: bigint;
  readonly count: bigint;
  readonly last_row_no: number;
}

/** A large batch by stretches of row numbers. */
function stretchesOf({ kind, batch_id, count, last_row_no }: CountedBatch, part_rows: number): RowsToIndex[] {
  const parts = Math.ceil(Number(count) / part_rows);
  const length = Math.ceil((last_row_no + 1) / parts);
  return Array.from({ length: parts }, (_, at) => ({
    kind,
    where: sql`batch_id = ${batch_id}::bigint and row_no >= ${at * length}::integer and row_no < ${(at + 1) * length}::integer`,
    rows: Math.ceil(Number(count) / parts),
  }));
}

/** Columns of rows in runs of so many numbers, each as large as it may be; what a column holds stands together. */
export function columnRuns(
  rows: readonly RowsToIndex[],
  columnsOf: Readonly<Record<NumberedKind, readonly string[]>>,
  run_rows: number,
): ColumnToIndex[][] {
  const columns = [...Map.groupBy(rows, ({ kind }) => kind)].flatMap(([kind, own]) =>
    columnsOf[kind].flatMap((column) => own.map((part) => ({ ...part, column }))),
  );
  return runsOf(columns, run_rows);
}

function runsOf<T extends { readonly rows: number }>(all: readonly T[], run_rows: number): T[][] {
  const runs: T[][] = [];
  for (const each of all) {
    const run = runs.at(-1);
    if (run !== undefined && sumOf(run) + each.rows <= run_rows) run.push(each);
    else runs.push([each]);
  }
  return runs;
}

function sumOf(all: readonly { readonly rows: number }[]): number {
  return all.reduce((sum, { rows }) => sum + rows, 0);
}

/** Whether a row is of these batches, by its column `batch_id`. */
export function isInOf(batch_ids: readonly bigint[]): Sql {
  return sql`batch_id in (${join(batch_ids.map((batch_id) => sql`${batch_id}::bigint`))})`;
}
