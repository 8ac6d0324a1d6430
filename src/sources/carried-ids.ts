/*
 * An id that a source only carries does not become text: a stand-in of two code units goes through `normalize` in its
 * place, and its bytes are copied where the stand-in comes out. No text that was decoded begins with half a character.
 */

const MARK = 0xdc00;

/** The stand-in for the id of a column. */
export function standInFor(column: number): string {
  return String.fromCharCode(MARK, column);
}

/** The column whose id the text stands for, -1 for a text that is itself. */
export function columnOf(text: string): number {
  return text.charCodeAt(0) === MARK ? text.charCodeAt(1) : -1;
}

/** The bytes of the ids of one record, by column. */
export interface CarriedIds {
  bytes: Buffer;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Room for the ids of so many columns. */
export function newCarriedIds(columns: number): CarriedIds {
  return { bytes: Buffer.alloc(0), from: new Int32Array(columns), to: new Int32Array(columns) };
}

/** The id of a stand-in; any other text is itself. */
export function idOf(ids: CarriedIds, text: string): string {
  const column = columnOf(text);
  return column < 0 ? text : ids.bytes.latin1Slice(ids.from[column] ?? 0, ids.to[column] ?? 0);
}
