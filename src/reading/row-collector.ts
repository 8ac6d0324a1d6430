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
  readonly #columnsMax: number;
  readonly #charactersMax: number;
  readonly #rowsMax: number;
  #wanted: Uint8Array | null = null;
  #cells: string[] = [];
  #rows: Row[] = [];
  /** As many empty cells as the widest row has. */
  #template: string[] = [];
  #solid = false;

  constructor(place: Place) {
    const { columns_max, cell_characters_max, rows_max } = place.options.limits;
    this.#place = place;
    this.#columnsMax = columns_max;
    this.#charactersMax = cell_characters_max;
    this.#rowsMax = rows_max;
  }

  select(columns: readonly number[]): void {
    this.#wanted = new Uint8Array(this.#columnsMax);
    for (const column of columns) this.#wanted[column] = 1;
  }

  /** Whether the text of the cell at `column` will be looked at. */
  get wanted(): boolean {
    return this.#wanted === null || this.#wanted[this.column] === 1;
  }

  startRow(number: number): void {
    const limit = this.#rowsMax;
    if (number > limit) throw errorAt(this.#place, 'too_many_rows', { limit });
    this.rowNumber = number;
    this.column = -1;
    this.#cells = this.#template.slice();
    this.#solid = false;
  }

  /** Sets the cell at `column`. `null`: it has a text that is not wanted. */
  setCell(text: string | null): void {
    if (text === '') return;
    const { column } = this;
    const row = this.rowNumber;
    if (column >= this.#columnsMax) {
      throw errorAt(this.#place, 'too_many_columns', { row, limit: this.#columnsMax });
    }
    if (text !== null && text.length > this.#charactersMax) {
      const limit = this.#charactersMax;
      throw errorAt(this.#place, 'cell_too_long', { row, column: column + 1, limit });
    }
    this.#solid = true;
    const cells = this.#cells;
    while (cells.length <= column) cells.push('');
    cells[column] = text ?? '';
  }

  endRow(): void {
    if (!this.#solid) return;
    const cells = this.#cells;
    const width = this.#template.length;
    while (cells.length < width) cells.push('');
    if (cells.length > width) this.#template = new Array<string>(cells.length).fill('');
    this.#rows.push({ number: this.rowNumber, cells });
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
