import { isMoneyFault, parseMoney } from '../../money/money.ts';
import { normalizeHeader, stripped } from '../columns.ts';
import type { ControlTotal, Footer, FooterState } from '../source.ts';

/** What a cell of a summary block is the total of, and whether it is a count or a sum. */
export type SummaryColumns = Readonly<
  Record<string, { readonly of: string; readonly what: 'count' | 'sum' }>
>;

/**
 * Reads the summary block of a WeChat Pay file: a header row that starts with `start`, then one row of values. Counts
 * may be written as decimals (`20.0`). Null for rows outside of the block.
 */
export function summaryBlock(
  cells: readonly string[],
  state: FooterState,
  start: string,
  columns: SummaryColumns,
): Footer | null {
  if ((cells[0] ?? '').startsWith(start)) return { totals: [] };
  if (state.previous === null || !(state.previous[0] ?? '').startsWith(start)) return null;
  const totals = new Map<string, ControlTotal>();
  for (const [at, header] of state.previous.entries()) {
    const column = columns[normalizeHeader(header)];
    if (column === undefined) continue;
    const { of } = column;
    const known = totals.get(of) ?? { of, count: null, sum_minor: null };
    const cell = stripped(cells[at] ?? '');
    totals.set(
      of,
      column.what === 'count' ? { ...known, count: countIn(cell) } : { ...known, sum_minor: sumIn(cell) },
    );
  }
  return { totals: [...totals.values()] };
}

function countIn(cell: string): number | null {
  const count = Number.parseInt(cell, 10);
  return Number.isSafeInteger(count) ? count : null;
}

function sumIn(cell: string): bigint | null {
  const sum_minor = parseMoney(cell);
  return isMoneyFault(sum_minor) ? null : sum_minor;
}
