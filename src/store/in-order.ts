/** What rows are put in order by. */
type Place = string | bigint | number | null;

/**
 * A few rows in order of what `placesOf` tells of each, the first that differs; null comes last. To put them in order here takes
 * a fraction of the time in which an engine plans it.
 */
export function inOrder<T>(rows: readonly T[], placesOf: (row: T) => readonly Place[]): T[] {
  if (rows.length < 2) return [...rows];
  const placed = rows.map((row) => ({ row, places: placesOf(row) }));
  return placed.sort((a, b) => compare(a.places, b.places)).map(({ row }) => row);
}

function compare(these: readonly Place[], those: readonly Place[]): number {
  for (const [at, a] of these.entries()) {
    const b = those[at] ?? null;
    if (a === b) continue;
    if (a === null) return 1;
    if (b === null) return -1;
    return a < b ? -1 : 1;
  }
  return 0;
}
