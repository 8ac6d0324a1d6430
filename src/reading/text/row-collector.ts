import { errorAt, type Place } from '../place.ts';
import type { Row } from '../table.ts';
import { ENTITY_CHARACTERS_MAX } from '../workbooks/xml.ts';

/**
 * Gathers the cells of a sheet into rows: gaps are '', every row is at least as wide as the widest before it (a sheet
 * is a rectangle, but workbooks leave out what is empty), rows without any text are left out. A place that is no place,
 * or is taken by another cell of the row, is `workbook_broken`: what stands there would be lost.
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

  /** Begins the row of that number, or of the next where the file says one that is taken. */
  startRow(number: number): void {
    const limit = this.#rowsMax;
    const row = Math.max(number, this.rowNumber + 1);
    if (row > limit) throw errorAt(this.#place, 'too_many_rows', { limit });
    if (!Number.isInteger(row)) throw errorAt(this.#place, 'workbook_broken', { row: this.rowNumber });
    this.rowNumber = row;
    this.column = -1;
    this.#cells = this.#template.slice();
    this.#solid = false;
  }

  /** The text of the cell at `column` as written so far, with its next piece: refused once no entities make it short enough. */
  joined(raw: string, piece: string): string {
    const whole = raw + piece;
    const limit = this.#charactersMax;
    if (whole.length <= limit * ENTITY_CHARACTERS_MAX) return whole;
    throw errorAt(this.#place, 'cell_too_long', { row: this.rowNumber, column: this.column + 1, limit });
  }

  /** Sets the cell at `column`. `null`: it has a text that is not wanted. */
  setCell(text: string | null): void {
    if (text === '') return;
    const { column } = this;
    const row = this.rowNumber;
    if (column >= this.#columnsMax) {
      throw errorAt(this.#place, 'too_many_columns', { row, limit: this.#columnsMax });
    }
    if (!(column >= 0 && Number.isInteger(column))) throw errorAt(this.#place, 'workbook_broken', { row });
    if (text !== null && text.length > this.#charactersMax) {
      const limit = this.#charactersMax;
      throw errorAt(this.#place, 'cell_too_long', { row, column: column + 1, limit });
    }
    this.#solid = true;
    const cells = this.#cells;
    while (cells.length <= column) cells.push('');
    if (cells[column] !== '') throw errorAt(this.#place, 'workbook_broken', { row });
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
