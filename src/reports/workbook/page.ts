import type { Minor } from '../../money/money.ts';
import type { CellKind, CellValue, StyledCell } from '../xlsx/cells.ts';
import { headerStyle, type PageRow } from '../xlsx/sheet.ts';
import type { StyleName } from '../xlsx/styles.ts';

/** Columns of the summary page. */
export const PAGE_WIDTHS = [30, 24, 17, 17, 17, 17, 17, 17, 17, 17, 17] as const;

/** A column of a small table on the page. */
export interface PageColumn {
  readonly title: string;
  readonly kind: CellKind;
}

/** A line of text over the whole width. */
export function line(text: string, style: StyleName, height = 18): PageRow {
  return { cells: [cell(text, 'text', style)], merge: PAGE_WIDTHS.length, height };
}

/** Space between sections. */
export const GAP: PageRow = { cells: [], height: 10 };

/** A small table: header, rows, and `none` where there are no rows. */
export function smallTable(
  columns: readonly PageColumn[],
  rows: readonly (readonly (CellValue | StyledCell)[])[],
  none: string,
): PageRow[] {
  const header: PageRow = {
    cells: columns.map((column) => cell(column.title, 'text', headerStyle(column.kind))),
    height: 22,
  };
  if (rows.length === 0) return [header, line(none, 'note')];
  return [header, ...rows.map((row) => ({ cells: row.map((value, at) => asCell(value, columns[at])) }))];
}

/** A cell that says whether something is as it should be. */
export function verdict(good: boolean, text: string): StyledCell {
  return cell(text, 'text', good ? 'good' : 'bad');
}

/** A row of totals under a small table. */
export function totalRow(
  label: string,
  values: readonly (Minor | number | null)[],
  kinds: readonly CellKind[],
): PageRow {
  const cells = values.map((value, at) =>
    cell(
      value,
      kinds[at] ?? 'text',
      kinds[at] === 'money' ? 'total_money' : kinds[at] === 'count' ? 'total_count' : 'total_text',
    ),
  );
  return { cells: [cell(label, 'text', 'total_text'), ...cells] };
}

function asCell(value: CellValue | StyledCell, column: PageColumn | undefined): StyledCell {
  if (typeof value === 'object' && value !== null) return value;
  const kind = column?.kind ?? 'text';
  return cell(value, kind, kind);
}

function cell(value: CellValue, kind: CellKind, style: StyleName): StyledCell {
  return { value, kind, style };
}
