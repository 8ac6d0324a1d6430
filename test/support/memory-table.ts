import type { Row, Table } from '../../src/reading/table.ts';

/** A table of these cells, numbered from 1, given in batches of `batch` rows. `select` is honoured as a reader does. */
export function memoryTable(
  lines: readonly (readonly string[])[],
  {
    sheet = null,
    encoding = 'utf-8',
    batch = 3,
  }: { sheet?: string | null; encoding?: string; batch?: number } = {},
): Table {
  let wanted: ReadonlySet<number> | null = null;
  const cut = (cells: readonly string[]) => cells.map((cell, at) => (wanted?.has(at) === false ? '' : cell));
  return {
    member: null,
    sheet,
    encoding,
    select(columns) {
      wanted = new Set(columns);
    },
    async *rows() {
      for (let from = 0; from < lines.length; from += batch) {
        const rows: Row[] = [];
        for (const [at, line] of lines.slice(from, from + batch).entries()) {
          if (line.some((cell) => cell !== '')) rows.push({ number: from + at + 1, cells: cut(line) });
        }
        yield rows;
      }
    },
  };
}
