import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { memoryTable } from '../../test/support/memory-table.ts';
import { listFixtures } from '../../test/support/source-fixtures.ts';
import { formatMinor, parseMoney } from '../money/money.ts';
import { DEFAULT_LIMITS } from '../reading/limits.ts';
import { openTables } from '../reading/open-tables.ts';
import type { Row, Table } from '../reading/table.ts';
import { stageTable } from '../staging/stage.ts';
import { normalizeHeader } from './columns.ts';
import { otherTellings } from './parts/other-tellings.ts';
import { HEADER_ROWS_MAX, type Layout, recognize } from './recognize.ts';
import { SOURCES } from './registry.ts';
import type { Source } from './source.ts';

/*
 * Tools that save a file again write its amounts and quantities otherwise. A fact and its identity must not change with
 * that, or the same row loaded from both files would count twice.
 */

const SPELLINGS: Readonly<Record<string, (plain: string) => string>> = {
  'without idle zeros': (plain) => plain.replace(/\.?0+$/, ''),
  'with more zeros and separators': (plain) => `${plain.replace(/\B(?=(\d{3})+(?!\d))(?<!\..*)/g, ',')}00`,
  'with a sign': (plain) => (plain.startsWith('-') ? plain : `+${plain}`),
};

for (const { path, source } of listFixtures().filter(({ ok }) => ok)) {
  test(`${source}/${basename(path)} tells the same however its amounts are written`, async () => {
    for await (const table of openTables(path, { limits: DEFAULT_LIMITS })) {
      const rows = await allRows(table);
      const found = recognize(rows.slice(0, HEADER_ROWS_MAX), SOURCES);
      if (found.found === 'source') await assertSameFacts(table, path, rows, found.layout);
    }
  });
}

async function assertSameFacts(
  table: Table,
  path: string,
  rows: readonly Row[],
  layout: Layout,
): Promise<void> {
  const written = rows.map(({ cells }) => cells);
  for (const told of [layout.source, ...otherTellings(layout.source)]) {
    const facts = await factsOf(table, path, written, told);
    for (const [how, spell] of Object.entries(SPELLINGS)) {
      const spelled = rows.map((row) => cellsOf(row, layout, spell));
      assert.deepEqual(await factsOf(table, path, spelled, told), facts, `${told.id} ${how}`);
    }
  }
}

async function allRows(table: Table): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of table.rows()) rows.push(...batch);
  return rows;
}

/** The cells of a row, amounts, prices and quantities spelled anew; what stands above the header as it is. */
function cellsOf({ number, cells }: Row, layout: Layout, spell: (plain: string) => string): string[] {
  if (number <= layout.header_row) return [...cells];
  const amounts = new Set(
    Object.values(layout.source.columns)
      .filter(({ parse }) => typeof parse('1') === 'bigint')
      .flatMap(({ headers }) => headers.map((header) => layout.positions.get(normalizeHeader(header)))),
  );
  return cells.map((cell, at) => {
    const minor = amounts.has(at) ? parseMoney(cell) : null;
    return typeof minor === 'bigint' ? spell(formatMinor(minor)) : cell;
  });
}

async function factsOf(
  { sheet, encoding }: Table,
  path: string,
  lines: readonly (readonly string[])[],
  source: Source,
): Promise<string[]> {
  const told: string[] = [];
  const table = memoryTable(lines, { sheet, encoding });
  for await (const part of stageTable(table, basename(path), [source]))
    if (part.type !== 'summary') told.push(...Buffer.concat(part.facts.take()).toString().split('\n'));
  return told;
}
