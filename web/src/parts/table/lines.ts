/** Lines that a browser can stack before it runs out of pixels (33 million). */
const LINES_MAX = 800_000;

/** How many lines a list of so many rows has. */
export function lineCount(rows: number): number {
  return Math.min(rows, LINES_MAX);
}

/** The row that a line shows: all of them, or of a list that is too long as many at its beginning as at its end. */
export function rowOfLine(line: number, rows: number): number {
  return line < LINES_MAX / 2 ? line : rows - lineCount(rows) + line;
}
