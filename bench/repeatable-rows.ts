import { formatMinor, type Minor } from '../src/money/money.ts';
import { normalizeHeader } from '../src/sources/columns.ts';
import { readTable } from '../src/staging/read-table.ts';
import type { Grid } from '../test/support/grids.ts';
import { memoryTable } from '../test/support/memory-table.ts';

type Cells = readonly string[];

/** A table whose rows can be repeated. */
export interface RepeatableRows {
  /** The rows down to the header. */
  readonly head: readonly Cells[];
  /** The rows that are facts, when they come for the n-th time: where balances decide, they go on from the time before. */
  facts(time: number): readonly Cells[];
  /** The other rows, which a file has once: footers and totals. */
  readonly foot: readonly Cells[];
}

/** Parts the rows of a sound table into those that a longer file has more of and those that it has once. */
export async function repeatableRows(grid: Grid): Promise<RepeatableRows> {
  const { rows, header } = grid;
  const facts = await factsOf(grid);
  const moved = facts.reduce((sum, fact) => sum + fact.moved, 0n);
  const at = balanceColumn(grid);
  return {
    head: rows.slice(0, header + 1),
    facts: (time) => facts.map((fact) => (at < 0 ? fact.cells : goneOn(fact, at, moved * BigInt(time)))),
    foot: rows.filter((cells, index) => index > header && !facts.some((fact) => fact.cells === cells)),
  };
}

interface FactRow {
  readonly cells: Cells;
  readonly moved: Minor;
  readonly balance: Minor;
}

async function factsOf({ file, source, rows }: Grid): Promise<FactRow[]> {
  if (source === null) throw new TypeError(`${file} is of no source`);
  const facts: FactRow[] = [];
  const reading = readTable(memoryTable(rows), file, [source]);
  for (let next = await reading.next(); !next.done; next = await reading.next()) {
    const { facts: read, rows: numbers } = next.value;
    for (const [index, { fact }] of read.entries()) {
      const isLine = 'balance_minor' in fact;
      const moved = isLine ? fact.amount_minor - fact.fee_minor : 0n;
      const balance = (isLine ? fact.balance_minor : null) ?? 0n;
      facts.push({ cells: rows[(numbers[index] ?? 0) - 1] ?? [], moved, balance });
    }
  }
  return facts;
}

/** Position of the balances that decide, -1 where none do. */
function balanceColumn({ source, rows, header }: Grid): number {
  if (source?.balance_decides !== true) return -1;
  const names = (source.columns.balance?.headers ?? []).map(normalizeHeader);
  return (rows[header] ?? []).findIndex((name) => names.includes(normalizeHeader(name)));
}

const AMOUNT = /-?[\d,]+(?:\.\d+)?/;

function goneOn({ cells, balance }: FactRow, at: number, more: Minor): Cells {
  return cells.map((cell, column) =>
    column === at ? cell.replace(AMOUNT, formatMinor(balance + more)) : cell,
  );
}
