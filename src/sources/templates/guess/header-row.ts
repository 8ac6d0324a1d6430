import type { Row } from '../../../reading/table.ts';
import { normalizeHeader } from '../../columns.ts';
import { FIELD_HEADERS } from '../field-headers.ts';
import { formOf } from './cell-form.ts';

/** Rows from the top among which the header is looked for. */
const HEADER_ROWS_MAX = 80;
/** Rows below a header that must look like its records. */
const ROWS_BELOW = 5;
const KNOWN = new Set(Object.values(FIELD_HEADERS).flat());
/** A header that fields are known by says more than a filled cell. */
const KNOWN_WEIGHT = 4;

/**
 * The row that names the columns: words only, with rows below that hold numbers, and more headers that are known than any other
 * row has. Null where no row is like one.
 */
export function findHeaderRow(rows: readonly Row[]): Row | null {
  let best: { readonly row: Row; readonly score: number } | null = null;
  for (const [at, row] of rows.slice(0, HEADER_ROWS_MAX).entries()) {
    const score = scoreOf(row, rows.slice(at + 1, at + 1 + ROWS_BELOW));
    if (score > (best?.score ?? 0)) best = { row, score };
  }
  return best?.row ?? null;
}

function scoreOf(row: Row, below: readonly Row[]): number {
  const names = row.cells.map(normalizeHeader).filter((name) => name !== '');
  if (names.length < 2 || names.some((name) => formOf(name).is !== 'words')) return 0;
  const alike = below.filter(({ cells }) => isRecordUnder(row, cells)).length;
  if (alike === 0 || new Set(names).size * 2 < names.length) return 0;
  const known = names.filter((name) => KNOWN.has(name)).length;
  return names.length + known * KNOWN_WEIGHT + alike;
}

/** Whether cells under the header hold a number somewhere and stand under at least a third of its names. */
function isRecordUnder(header: Row, cells: readonly string[]): boolean {
  const named = header.cells.flatMap((name, at) => (name.trim() === '' ? [] : [cells[at] ?? '']));
  const filled = named.filter((cell) => cell.trim() !== '');
  return filled.length * 3 >= named.length && filled.some((cell) => formOf(cell).is !== 'words');
}
