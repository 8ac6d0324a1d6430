import '../reading/text/buffer-slices.ts';
import type { CarriedInKernel } from '../kernel/kernel.ts';

/*
 * A cell that a source only carries does not become text: a stand-in of two code units goes through `normalize` in its
 * place, and its bytes are copied where the stand-in comes out. No text that was decoded begins with half a character.
 */

const MARK = 0xdc00;
const STAND_IN_UNITS = 2;

/** The stand-in for the cell of a column. */
export function standInFor(column: number): string {
  return String.fromCharCode(MARK, column);
}

/** The column whose cell the text stands for, -1 for a text that is anything else. */
export function columnOf(text: string): number {
  return text.length === STAND_IN_UNITS && text.charCodeAt(0) === MARK ? text.charCodeAt(1) : -1;
}

/** The pieces and the columns that a text with stand-ins in it joins, in order. */
export function partsOf(text: string): (string | number)[] {
  const [first = '', ...others] = text.split(String.fromCharCode(MARK));
  const parts = others.flatMap((part) => [part.charCodeAt(0), part.slice(1)]);
  return [first, ...parts].filter((part) => part !== '');
}

/** The cells of one record that are carried, by column: where their bytes lie, or the minor units of an amount. */
export type CarriedCells = Readonly<Pick<CarriedInKernel, 'bytes' | 'from' | 'to' | 'minor'>>;

/** The text of a stand-in; any other text is itself. */
export function textOf(cells: CarriedCells, text: string): string {
  const column = columnOf(text);
  return column < 0 ? text : carriedText(cells, column);
}

/** The text of the cell of a column. */
export function carriedText(cells: CarriedCells, column: number): string {
  return cells.bytes.latin1Slice(cells.from[column] ?? 0, cells.to[column] ?? 0);
}
