import { type SummedColumns, totalsRow } from '../parts/totals-row.ts';
import type { Source } from '../source.ts';

/** The fields whose totals are compared with what was read, and what their total is of. */
const TOTALLED: SummedColumns = { inflow: 'inflow', outflow: 'outflow', amount_minor: 'net' };

/** Takes rows for footers whose first filled cell begins with one of the words; amounts in the row of totals are compared. */
export function footerReader(words: readonly string[]): NonNullable<Source['footer']> {
  return (cells, state) => {
    const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
    if (!words.some((word) => first.startsWith(word))) return null;
    return totalsRow(cells, state, TOTALLED) ?? { totals: [] };
  };
}
