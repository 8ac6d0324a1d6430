import type { Random } from '../../simulator/random.ts';
import { type Grid, withRows } from '../support/grids.ts';
import { HOSTILE_CELLS } from './hostile.ts';

/** A change of a table that its file can have, by name. */
export interface GridMutation {
  readonly name: string;
  apply(grid: Grid, random: Random): Grid;
}

/** Changes that no fact depends on. */
export const HARMLESS: readonly GridMutation[] = [
  {
    name: 'columns shuffled',
    apply: (grid, random) => columnsTaken(grid, (order) => random.shuffled(order)),
  },
  { name: 'columns added', apply: (grid) => columnsAdded(grid, (at) => [`列${at}甲`, '甲']) },
  { name: 'columns said twice', apply: (grid) => columnsAdded(grid, (at) => [headers(grid)[at] ?? '', '0']) },
  { name: 'blank rows', apply: blankRowsAdded },
];

/** Changes that may cost facts, but no row without a word. */
export const HARMFUL: readonly GridMutation[] = [
  { name: 'hostile cells', apply: (grid, random) => cellsReplaced(grid, random, 1 + random.below(4)) },
  { name: 'hostile column', apply: columnReplaced },
  { name: 'columns cut', apply: columnCut },
  { name: 'columns renamed', apply: columnRenamed },
  {
    name: 'rows cut',
    apply: (grid, random) =>
      withRows(
        grid,
        grid.rows.filter(() => random.chance(8000)),
      ),
  },
  { name: 'rows shuffled', apply: (grid, random) => withRows(grid, random.shuffled(grid.rows)) },
  { name: 'rows repeated', apply: (grid, random) => withRows(grid, repeated(grid, 2 + random.below(60))) },
  { name: 'rows shifted', apply: rowShifted },
  { name: 'header repeated', apply: headerRepeated },
  ...HARMLESS,
];

function headers(grid: Grid): readonly string[] {
  return grid.rows[grid.header] ?? [];
}

/** Rows above the header and footers stand in no column. */
function hasColumnsOnly(grid: Grid): boolean {
  return grid.header >= 0 && grid.source?.footer === undefined;
}

function columnsTaken(grid: Grid, order: (columns: number[]) => number[]): Grid {
  // Of columns that are named alike the first counts: they may not change places.
  if (!hasColumnsOnly(grid) || new Set(headers(grid)).size < headers(grid).length) return grid;
  const columns = order(headers(grid).map((_, at) => at));
  return withHeader(grid, (cells) => columns.map((at) => cells[at] ?? ''));
}

function columnsAdded(grid: Grid, more: (at: number) => readonly [header: string, cell: string]): Grid {
  if (!hasColumnsOnly(grid)) return grid;
  const width = headers(grid).length;
  return withHeader(grid, (cells, isHeader) => [
    ...Array.from({ length: Math.max(width, cells.length) }, (_, at) => cells[at] ?? ''),
    ...Array.from({ length: width }, (_, at) => more(at)[isHeader ? 0 : 1]),
  ]);
}

/** Changes the header row and all rows below it that are not blank. */
function withHeader(grid: Grid, change: (cells: readonly string[], isHeader: boolean) => string[]): Grid {
  const rows = grid.rows.map((cells, at) =>
    at < grid.header || cells.length === 0 ? cells : change(cells, at === grid.header),
  );
  return { ...grid, rows };
}

function blankRowsAdded(grid: Grid, random: Random): Grid {
  return withRows(
    grid,
    grid.rows.flatMap((cells) => (random.chance(2000) ? [[], cells] : [cells])),
  );
}

function cellsReplaced(grid: Grid, random: Random, count: number): Grid {
  const rows = grid.rows.map((cells) => [...cells]);
  for (let done = 0; done < count && rows.length > 0; done++) {
    const cells = random.pick(rows);
    cells[random.below(cells.length + 1)] = random.pick(HOSTILE_CELLS);
  }
  return withRows(grid, rows);
}

function columnReplaced(grid: Grid, random: Random): Grid {
  const column = random.below(headers(grid).length + 1);
  return withRows(
    grid,
    grid.rows.map((cells, at) =>
      at > grid.header && column < cells.length ? cells.with(column, random.pick(HOSTILE_CELLS)) : cells,
    ),
  );
}

function columnCut(grid: Grid, random: Random): Grid {
  const column = random.below(headers(grid).length + 1);
  return withRows(
    grid,
    grid.rows.map((cells) => cells.filter((_, at) => at !== column)),
  );
}

function columnRenamed(grid: Grid, random: Random): Grid {
  if (headers(grid).length === 0) return grid;
  const column = random.below(headers(grid).length);
  const name = random.pick([...headers(grid), ...HOSTILE_CELLS]);
  return { ...grid, rows: grid.rows.with(grid.header, headers(grid).with(column, name)) };
}

function repeated(grid: Grid, times: number): readonly (readonly string[])[] {
  const body = grid.rows.slice(grid.header + 1);
  return [...grid.rows, ...Array.from({ length: times }, () => body).flat()];
}

function rowShifted(grid: Grid, random: Random): Grid {
  if (grid.rows.length === 0) return grid;
  const row = random.below(grid.rows.length);
  const cells = grid.rows[row] ?? [];
  const at = random.below(cells.length + 1);
  const shifted = random.chance(5000) ? cells.toSpliced(at, 1) : cells.toSpliced(at, 0, '甲');
  return { ...grid, rows: grid.rows.with(row, shifted) };
}

function headerRepeated(grid: Grid, random: Random): Grid {
  const at = random.below(grid.rows.length + 1);
  return withRows(grid, grid.rows.toSpliced(at, 0, headers(grid)));
}
