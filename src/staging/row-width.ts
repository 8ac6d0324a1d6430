import type { Refusal } from '../sources/source.ts';

/** How wide the rows of a table are. */
export interface RowWidth {
  /** Cells of a row that has none missing; null: rows may end early (workbooks). */
  readonly row_width_min: number | null;
  readonly header_width: number;
  readonly steps: readonly { readonly position: number; readonly header: string }[];
}

/** A cell of blanks, of the backtick before every value of WeChat, or of the quote that a bank leaves open behind the last cell. */
const NOTHING = /^[\s`"]*$/;

/** In a text file a row of another width has lost a piece, or a comma inside a text has shifted its cells. */
export function widthFault(reader: RowWidth, cells: readonly string[]): Refusal | null {
  if (reader.row_width_min === null) return null;
  if (cells.length < reader.row_width_min) {
    const lacking = reader.steps.find((step) => step.position >= cells.length);
    return { code: 'too_few_cells', column: lacking?.header ?? '', value: '' };
  }
  if (cells.length <= reader.header_width) return null;
  const extra = cells.slice(reader.header_width).filter((cell) => !NOTHING.test(cell));
  if (extra.length === 0) return null;
  return { code: 'too_many_cells', column: '', value: extra.join(',') };
}
