const CELLS_OF_A_LINE_MIN = 3;

/** Whether a row is words for the reader and no line: a line has three cells or more, or begins with a number or a moment. */
export function isNote(cells: readonly string[]): boolean {
  let filled = 0;
  for (const cell of cells) {
    const bare = cell.trim();
    if (bare === '') continue;
    filled++;
    if (filled === 1 && /^['`]?\d/.test(bare)) return false;
    if (filled >= CELLS_OF_A_LINE_MIN) return false;
  }
  return true;
}
