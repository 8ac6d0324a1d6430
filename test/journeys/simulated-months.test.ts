import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { type JudgedResult, printScore, readTrueKeys, readTruth, score } from '../../simulator/score.ts';
import { type SimulationOptions, simulate } from '../../simulator/simulate.ts';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { foundKeys } from '../../src/cli/commands/score.ts';
import type { ExceptionRecord } from '../../src/model/run.ts';
import type { Book } from '../../src/store/book.ts';
import { streamExceptions } from '../../src/store/runs/results.ts';
import { type Books, forEachEngine } from '../support/books.ts';

type Month = Pick<SimulationOptions, 'seed' | 'layout' | 'mode' | 'shops' | 'orders'>;

/**
 * Every layout, usual and hard, one shop and several; 3 has an own WeChat merchant, 1 days that no statement holds. PostgreSQL
 * sees one hard month.
 */
const MONTHS: Readonly<Record<Books['engine'], readonly Month[]>> = {
  duckdb: [
    ...(['a', 'b', 'c', 'd', 'e'] as const).flatMap((layout, at): Month[] => [
      { seed: 100 + at, layout, mode: 'usual', shops: 1, orders: 1_000 },
      { seed: 200 + at, layout, mode: 'hard', shops: 1, orders: 1_000 },
      { seed: 300 + at, layout, mode: 'hard', shops: 1, orders: 1_000 },
    ]),
    { seed: 3, layout: 'd', mode: 'hard', shops: 1, orders: 1_000 },
    { seed: 1, layout: 'd', mode: 'hard', shops: 1, orders: 1_000 },
    { seed: 400, layout: null, mode: 'hard', shops: 3, orders: 3_000 },
    { seed: 401, layout: null, mode: 'hard', shops: 3, orders: 3_000 },
    { seed: 402, layout: null, mode: 'plain', shops: 1, orders: 1_000 },
  ],
  postgres: [{ seed: 403, layout: null, mode: 'hard', shops: 2, orders: 2_000 }],
};

forEachEngine((books) => {
  for (const month of MONTHS[books.engine]) {
    const { seed, layout, mode, shops } = month;
    test(`month ${seed}: layout ${layout ?? 'any'}, ${mode}, shops ${shops}`, () => judgeMonth(books, month));
  }
});

/** Nothing may differ: states, types, causes and terms of every key, to the fen. */
async function judgeMonth(books: Books, month: Month): Promise<void> {
  const out = mkdtempSync(join(tmpdir(), 'duideshang-月-'));
  try {
    const { files_dir, truth_file } = await simulate({ ...month, out });
    const book = await books.open();
    const { failures } = await importFiles(book, [files_dir]);
    assert.deepEqual(failures, []);
    const card = score(readTruth(truth_file), await resultOf(book), {
      truth: readTrueKeys(join(dirname(truth_file), 'truth-orders.tsv')),
      found: await foundKeys(book),
    });
    assert.ok(card.perfect, printScore(card));
    assert.equal(
      card.keys?.compared,
      [...card.states.values()].reduce((sum, { right }) => sum + right, 0),
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function resultOf(book: Book): Promise<JudgedResult> {
  const { equation, states } = await runReconciliation(book);
  assert.equal(equation.closes, true);
  const exceptions: ExceptionRecord[] = [];
  for await (const rows of streamExceptions(book.store, book.book_id)) exceptions.push(...rows);
  return { equation, states, exceptions };
}
