import { basename } from 'node:path';
import { DEFAULT_LIMITS } from '../../src/reading/limits.ts';
import { openTables } from '../../src/reading/open-tables.ts';
import type { Row } from '../../src/reading/table.ts';
import { normalizeHeader } from '../../src/sources/columns.ts';
import { recognize } from '../../src/sources/recognize.ts';
import { SOURCES } from '../../src/sources/registry.ts';
import type { Source } from '../../src/sources/source.ts';
import { listFixtures } from './source-fixtures.ts';

/** A table of a fixture as cells of text, free of how its file wrote them. */
export interface Grid {
  /** Name of the fixture's file: sources read from it too. */
  readonly file: string;
  /** Whether the fixture is one in which nothing is wrong. */
  readonly ok: boolean;
  readonly source: Source | null;
  /** Index of the header row; -1 where no source knows the table. */
  readonly header: number;
  /** How its file wrote it: `Table.encoding`. */
  readonly encoding: string;
  readonly rows: readonly (readonly string[])[];
}

/** The tables of every fixture of every source, in order of path: a new source is fuzzed and measured by its fixtures alone. */
export async function fixtureGrids(): Promise<Grid[]> {
  const grids: Grid[] = [];
  for (const { path, ok } of listFixtures()) {
    for await (const table of openTables(path, { limits: DEFAULT_LIMITS })) {
      const rows: Row[] = [];
      for await (const batch of table.rows()) rows.push(...batch);
      grids.push(gridOf(basename(path), ok, table.encoding, rows));
    }
  }
  return grids;
}

function gridOf(file: string, ok: boolean, encoding: string, rows: readonly Row[]): Grid {
  const found = recognize(rows, SOURCES);
  const layout = found.found === 'source' ? found.layout : null;
  const header = rows.findIndex((row) => row.number === layout?.header_row);
  const source = layout?.source ?? null;
  return { file, ok, source, header, encoding, rows: rows.map((row) => row.cells) };
}

/** The grid with other rows; the header is looked for where it was. */
export function withRows(grid: Grid, rows: readonly (readonly string[])[]): Grid {
  const name = (cells: readonly string[] = []): string => cells.map(normalizeHeader).join('\t');
  const wanted = name(grid.rows[grid.header]);
  return { ...grid, rows, header: rows.findIndex((cells) => name(cells) === wanted) };
}
