import { parseMoney } from '../../money/money.ts';
import type { ControlTotal, Footer, Source } from '../source.ts';

/** Words of a row that sums up the whole table; others sum up a part, or are notes. */
const TOTAL = /^(?:合计|总计|合計|總計|total|人民币合计)/i;

/** The columns whose totals are compared with what was read, and what their total is of. */
const TOTALLED: Readonly<Record<string, ControlTotal['of']>> = {
  inflow: 'inflow',
  outflow: 'outflow',
  amount_minor: 'net',
};

/** Takes rows for footers whose first filled cell begins with one of the words; amounts in the row of totals are compared. */
export function footerReader(words: readonly string[]): NonNullable<Source['footer']> {
  return (cells, { positions }): Footer | null => {
    const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
    if (!words.some((word) => first.startsWith(word))) return null;
    return { totals: TOTAL.test(first) ? totalsIn(cells, positions) : [] };
  };
}

function totalsIn(cells: readonly string[], positions: ReadonlyMap<string, number>): ControlTotal[] {
  return Object.entries(TOTALLED).flatMap(([field, of]) => {
    const at = positions.get(field);
    const sum_minor = at === undefined ? null : parseMoney(cells[at] ?? '');
    return typeof sum_minor === 'bigint' ? [{ of, count: null, sum_minor }] : [];
  });
}
