import { openTables } from './open-tables.ts';
import type { ReadingOptions } from './table.ts';

/**
 * The cells of given rows of one table, read again from the kept original: `member` and `sheet` as the table had them,
 * numbers as `Row.number`. Rows that the table does not have are missing from the answer. The table is read up to the
 * last row asked for.
 */
export async function readRows(
  path: string,
  member: string | null,
  sheet: string | null,
  rowNumbers: readonly number[],
  options: ReadingOptions,
): Promise<Map<number, readonly string[]>> {
  const wanted = new Set(rowNumbers);
  const last = rowNumbers.reduce((most, number) => Math.max(most, number), 0);
  const found = new Map<number, readonly string[]>();
  if (wanted.size === 0) return found;
  for await (const table of openTables(path, options)) {
    if (table.member !== member || table.sheet !== sheet) continue;
    for await (const rows of table.rows()) {
      for (const row of rows) if (wanted.has(row.number)) found.set(row.number, row.cells);
      if ((rows.at(-1)?.number ?? 0) >= last) return found;
    }
    return found;
  }
  return found;
}
