import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { simulate } from '../../simulator/simulate.ts';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import { listExceptions, listInTransit, listUnmatchedLines } from '../../src/actions/runs/list-results.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { type Snapshot, snapshotOf } from '../support/snapshot.ts';

/** Months with overlapping exports, two statements of one account, summaries and damaged numbers. */
const MONTHS = [
  { seed: 3, layout: 'd' },
  { seed: 5, layout: 'e' },
] as const;
const RUNS: Readonly<Record<Books['engine'], number>> = { duckdb: 5, postgres: 2 };

let root = '';
const files: string[][] = [];

before(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'duideshang-arrival-'));
  for (const [at, month] of MONTHS.entries()) {
    const { files_dir } = await simulate({
      ...month,
      orders: 300,
      mode: 'hard',
      out: path.join(root, String(at)),
    });
    const found = readdirSync(files_dir, { recursive: true, withFileTypes: true });
    files.push(
      found.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)),
    );
  }
});
after(() => rmSync(root, { recursive: true, force: true }));

async function all<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

function sorted(rows: readonly unknown[]): string[] {
  return rows
    .map((row) =>
      JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    )
    .sort();
}

/** What the book holds and what a run of it finds, without the numbers of runs and the time. */
async function contentOf(book: Book): Promise<{ facts: Snapshot; results: Record<string, unknown> }> {
  const { run_id: _run, ran_at: _ran, book: _book, ...summary } = await runReconciliation(book);
  const balances =
    await book.store.query(sql`select match_key, state, cause, match_rule, shop, account_id, status,
      expected_minor, received_minor, fees_minor, refunded_minor, in_transit_minor, outside_coverage_minor,
      discrepancy_minor from balances order by match_key`);
  const results = {
    summary,
    balances,
    exceptions: sorted(await all(listExceptions(book))),
    in_transit: sorted(await all(listInTransit(book))),
    unmatched: sorted(await all(listUnmatchedLines(book))),
  };
  return { facts: await snapshotOf(book), results };
}

/** The files in an order, cut into calls: each takes as many files as its number says. */
interface Arrival {
  readonly order: readonly number[];
  readonly calls: readonly number[];
}

async function importAs(book: Book, all_files: readonly string[], { order, calls }: Arrival): Promise<void> {
  const waiting = order.map((index) => all_files[index] ?? '');
  for (const size of [...calls, waiting.length]) {
    const call = waiting.splice(0, size);
    if (call.length > 0) assert.deepEqual((await importFiles(book, call)).failures, []);
  }
}

function arrivals(count: number): fc.Arbitrary<Arrival> {
  const indexes = Array.from({ length: count }, (_, at) => at);
  return fc.record({
    order: fc.shuffledSubarray(indexes, { minLength: count }),
    calls: fc.array(fc.integer({ min: 1, max: count }), { maxLength: count }),
  });
}

forEachEngine((books) => {
  for (const [at, { seed }] of MONTHS.entries()) {
    test(`the files of month ${seed} give the same book and result in whatever order they come`, async () => {
      const month = files[at] ?? [];
      const plain = await books.open();
      await importFiles(plain, month);
      const expected = await contentOf(plain);
      assert.ok(expected.facts.damaged_rows?.length && expected.facts.shadowed_days);
      await fc.assert(
        fc.asyncProperty(arrivals(month.length), async (arrival) => {
          const book = await books.open();
          await importAs(book, month, arrival);
          assert.deepEqual(await contentOf(book), expected);
        }),
        { numRuns: RUNS[books.engine], seed, endOnFailure: true },
      );
    });

    test(`a file of month ${seed} that is undone and comes again changes nothing`, async () => {
      const month = files[at] ?? [];
      const book = await books.open();
      await importFiles(book, month);
      const expected = await contentOf(book);
      for (const [index, { import_id }] of (await listImports(book)).entries()) {
        await undoImport(book, import_id);
        await importFiles(book, [month[index] ?? '']);
      }
      assert.deepEqual(await contentOf(book), expected);
    });
  }
});
