import { normalizeHeader } from '../columns.ts';
import { type TotalWords, totalsFooter } from '../parts/stated-totals.ts';
import type { Footer, FooterState, Refusal } from '../source.ts';

/** What a cell of a summary block is the total of, and whether it is a count or a sum. */
export type SummaryColumns = Readonly<
  Record<string, { readonly of: string; readonly what: 'count' | 'sum' }>
>;

/**
 * Reads the summary block of a WeChat Pay file: a header row that starts with `start`, then one row of values. Null for
 * rows outside of the block.
 */
export function summaryBlock(
  cells: readonly string[],
  { previous }: FooterState,
  start: string,
  columns: SummaryColumns,
): Footer | Refusal | null {
  if ((cells[0] ?? '').startsWith(start)) return { totals: [] };
  if (previous === null || !(previous[0] ?? '').startsWith(start)) return null;
  const words = previous.flatMap((header, at): TotalWords[] => {
    const name = normalizeHeader(header);
    const column = columns[name];
    if (column === undefined) return [];
    const cell = cells[at] ?? '';
    const stated = column.what === 'count' ? { count: cell, sum: null } : { count: null, sum: cell };
    return [{ of: column.of, name, ...stated }];
  });
  return totalsFooter(words);
}
