import { errorAt, type Place } from './place.ts';
import type { Row } from './table.ts';

/**
 * Gathers the cells of a sheet into rows: gaps are '', every row is at least as wide as the widest before it (a sheet
 * is a rectangle, but workbooks leave out what is empty), rows without any text are left out.
 */
export class RowCollector {
  /** Number of the row being gathered, or of the last. */
  rowNumber = 0;
  /** Column of the cell being gathered, or of the last; -1 before the first. */
  column = -1;
  readonly #place: Place;
  #wanted: ReadonlySet<number> | null = null;
  #cells: string[] = [];
  #rows: Row[] = [];
  #width = 0;
  #solid = false;

  constructor(place: Place) {
    this.#place = place;
  }

  select(columns: readonly number[]): void {
    this.#wanted = new Set(columns);
  }

  /** Whether the text of the cell at `column` will be looked at. */
  get wanted(): boolean {
    return this.#wanted === null || this.#wanted.has(this.column);
  }

  startRow(number: number): void {
    const limit = this.#place.options.limits.rows_max;
    if (number > limit) throw errorAt(this.#place, 'too_many_rows', { limit });
    this.rowNumber = number;
    this.column = -1;
    this.#cells = [];
    this.#solid = false;
  }

  /** Sets the cell at `column`. `null`: it has a text that is not wanted. */
  setCell(text: string | null): void {
    if (text === '') return;
    const { columns_max, cell_characters_max } = this.#place.options.limits;
    const row = this.rowNumber;
    if (this.column >= columns_max)
      throw errorAt(this.#place, 'too_many_columns', { row, limit: columns_max });
    if (text !== null && text.length > cell_characters_max) {
      throw errorAt(this.#place, 'cell_too_long', {
        row,
        column: this.column + 1,
        limit: cell_characters_max,
      });
    }
    this.#solid = true;
    while (this.#cells.length < this.column) this.#cells.push('');
    this.#cells[this.column] = text ?? '';
  }

  endRow(): void {
    if (!this.#solid) return;
    this.#width = Math.max(this.#width, this.#cells.length);
    while (this.#cells.length < this.#width) this.#cells.push('');
    this.#rows.push({ number: this.rowNumber, cells: this.#cells });
    this.#cells = [];
    this.#solid = false;
  }

  /** The rows gathered since the last call. */
  take(): Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }
}
