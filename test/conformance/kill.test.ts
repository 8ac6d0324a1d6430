import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { Phase } from '../../src/reconciliations/orders-money/index.ts';
import { type Book, openBook } from '../../src/store/book.ts';
import { lastRun } from '../../src/store/runs/runs.ts';
import { sql, trusted } from '../../src/store/sql.ts';
import { type Books, forEachEngine, type Place } from '../support/books.ts';
import { writeOrders, writeStatement } from '../support/raw-files.ts';
import { type Snapshot, snapshotOf } from '../support/snapshot.ts';

const ROWS = 1500;

interface Moment {
  readonly word: 'open' | 'keeping' | 'loading' | 'done' | 'end' | Phase;
  readonly nth: number;
  readonly delay_ms: number;
}

const MOMENTS: readonly Moment[] = [
  { word: 'keeping', nth: 2, delay_ms: 100 },
  { word: 'loading', nth: 1, delay_ms: 0 },
  { word: 'loading', nth: 1, delay_ms: 20 },
  { word: 'loading', nth: 2, delay_ms: 5 },
  { word: 'loading', nth: 3, delay_ms: 10 },
  { word: 'done', nth: 3, delay_ms: 0 },
];

/** The phases of a run in their order, and its end. */
const RUN_MOMENTS: readonly Moment[] = [
  { word: 'classify', nth: 1, delay_ms: 0 },
  { word: 'sum', nth: 1, delay_ms: 0 },
  { word: 'link', nth: 1, delay_ms: 0 },
  { word: 'diagnose', nth: 1, delay_ms: 5 },
  { word: 'summarise', nth: 1, delay_ms: 0 },
  { word: 'summarise', nth: 1, delay_ms: 20 },
  { word: 'end', nth: 1, delay_ms: 0 },
];
const CHILD = new URL('./import-child.ts', import.meta.url);

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'duideshang-kill-'));
  const no = (index: number): string => String(4_000_000_000_000_000_000n + BigInt(index));
  const orders = Array.from({ length: ROWS }, (_, index) => ({ no: no(index) }));
  await writeOrders(folder, 'ExportOrderList202408011200.csv', orders);
  await writeOrders(folder, 'ExportOrderList202408051200.csv', orders.toReversed());
  const lines = orders.map((order, index) => ({ no: String(index), amount: 5, order: order.no }));
  await writeStatement(folder, 'wallet.csv', lines);
});
after(() => rm(folder, { recursive: true, force: true }));

/** Starts the child and kills it without notice, so long after it said a word for the nth time. */
async function killAfter(place: Place, { word, nth, delay_ms }: Moment, ...what: string[]): Promise<void> {
  const child = fork(CHILD, [place.location, place.options.originals ?? '', ...what], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const heard = Promise.withResolvers<void>();
  let count = 0;
  child.on('message', (said) => said === word && ++count === nth && heard.resolve());
  await Promise.race([heard.promise, ended]);
  await Promise.race([wait(delay_ms), ended]);
  child.kill('SIGKILL');
  await ended;
}

/** What the book must hold after so many files, in the order in which an import takes them. */
async function statesOf(books: Books): Promise<Snapshot[]> {
  const book = await books.open();
  const states = [await snapshotOf(book)];
  for (const file of (await readdir(folder)).sort()) {
    await importFiles(book, [path.join(folder, file)]);
    states.push(await snapshotOf(book));
  }
  return states;
}

/** An import that is repeated has a number of its own; file and row say the same without it. */
const BATCH_OF_EVIDENCE = /\\"batch_id\\":\\"\d+\\",?/g;

/** All that the last run said, after another one if asked. */
async function resultsOf(book: Book, { run = false } = {}): Promise<{ [table: string]: string[] }> {
  if (run) await runReconciliation(book);
  const { run_id: _id, ran_at: _at, ...summary } = (await lastRun(book.store, book.book_id)) ?? {};
  const text = (value: unknown) =>
    String(JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)));
  const tables: Record<string, string[]> = {};
  for (const table of ['balances', 'exceptions', 'subject_components', 'key_links'])
    tables[table] = (await book.store.query(sql`select * from ${trusted(table)}`))
      .map((row) => text(row).replaceAll(BATCH_OF_EVIDENCE, ''))
      .sort();
  return { ...tables, summary: [text(summary)] };
}

async function inspect<T>(place: Place, look: (book: Book) => Promise<T>): Promise<T> {
  const book = await openBook(place.location, place.options);
  try {
    return await look(book);
  } finally {
    await book.close();
  }
}

forEachEngine((books) => {
  test('an import killed at any moment has each file whole or not at all, and can be repeated', async () => {
    const states = await statesOf(books);
    for (const moment of MOMENTS) {
      const place = await books.place();
      await killAfter(place, moment, folder);
      await inspect(place, async (book) => {
        const count = (await listImports(book)).length;
        assert.deepEqual(await snapshotOf(book), states[count]);
        await importFiles(book, [folder]);
        assert.deepEqual(await snapshotOf(book), states.at(-1));
        assert.deepEqual(await readdir(book.tmp), []);
      });
    }
  });

  test('an undo killed at any moment is done or not begun', async () => {
    const states = await statesOf(books);
    const place = await books.place();
    const imports = await inspect(place, async (book) => {
      await importFiles(book, [folder]);
      return listImports(book);
    });
    for (const delay_ms of [0, 10, 20, 40, 80]) {
      await killAfter(place, { word: 'open', nth: 1, delay_ms }, 'undo', String(imports.at(-1)?.import_id));
      const undone = await inspect(place, async (book) => {
        const count = (await listImports(book)).length;
        assert.deepEqual(await snapshotOf(book), states[count]);
        return count < states.length - 1;
      });
      if (undone) return;
    }
  });

  test('a run killed at any moment leaves the results of the run before whole', async () => {
    const place = await books.place();
    const [before, after] = await inspect(place, async (book) => {
      await importFiles(book, [path.join(folder, 'ExportOrderList202408051200.csv')]);
      const orders_only = await resultsOf(book, { run: true });
      await importFiles(book, [path.join(folder, 'wallet.csv')]);
      const all = await resultsOf(book, { run: true });
      await undoImport(book, (await listImports(book))[1]?.import_id ?? 0n);
      assert.deepEqual(await resultsOf(book, { run: true }), orders_only);
      await importFiles(book, [path.join(folder, 'wallet.csv')]);
      return [orders_only, all];
    });
    assert.notDeepEqual(before, after);
    for (const moment of RUN_MOMENTS) {
      await killAfter(place, moment, 'run');
      await inspect(place, async (book) => {
        const results = await resultsOf(book);
        const is_over = results.summary?.[0] === after?.summary?.[0];
        if (moment.word === 'classify') assert.ok(!is_over);
        if (moment.word === 'end') assert.ok(is_over);
        assert.deepEqual(results, is_over ? after : before);
      });
    }
  });
});
