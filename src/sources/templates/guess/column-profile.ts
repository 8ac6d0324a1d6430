import type { Row } from '../../../reading/table.ts';
import { normalizeHeader } from '../../columns.ts';
import type { FieldCell } from '../fields.ts';
import { formOf } from './cell-form.ts';

/** What stands under a header. */
export interface ColumnProfile {
  /** As in the file. */
  readonly header: string;
  /** As names are compared. */
  readonly name: string;
  readonly filled: number;
  readonly distinct: number;
  /** How many of the filled cells each type of field can read. */
  readonly reads: Readonly<Record<FieldCell, number>>;
  /** Filled cells with a minus in front. */
  readonly negative: number;
}

const CLOCK = /^\s*(?:[01]?\d|2[0-3])[:：]?[0-5]\d(?:[:：]?[0-5]\d)?\s*$/;
const NEGATIVE = /^\s*[-−－]\s*[\d¥￥]/;

/** What stands under each header, of equal headers the first. */
export function profileColumns(header: Row, rows: readonly Row[]): readonly ColumnProfile[] {
  const names = header.cells.map(normalizeHeader);
  return names.flatMap((name, at) => {
    if (name === '' || names.indexOf(name) !== at) return [];
    const cells = rows.map((row) => row.cells[at] ?? '');
    return [profileOf(header.cells[at]?.trim() ?? '', name, cells)];
  });
}

function profileOf(header: string, name: string, cells: readonly string[]): ColumnProfile {
  const forms = cells.map(formOf).filter((form) => form.is !== 'empty');
  const count = (fits: (form: (typeof forms)[number]) => boolean) => forms.filter(fits).length;
  return {
    header,
    name,
    filled: forms.length,
    distinct: new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== '')).size,
    reads: {
      text: forms.length,
      id: count(({ is }) => is !== 'time'),
      money: count(({ is_money }) => is_money),
      quantity: count(({ is_quantity }) => is_quantity),
      time: count(({ is }) => is === 'time'),
      clock: cells.filter((cell) => CLOCK.test(cell)).length,
    },
    negative: cells.filter((cell) => NEGATIVE.test(cell)).length,
  };
}
