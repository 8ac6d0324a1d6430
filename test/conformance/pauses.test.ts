import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { forEachEngine } from '../support/books.ts';
import { writeOrders, writeStatement } from '../support/raw-files.ts';

/** More open keys than are diagnosed at a stretch. */
const OPEN = Array.from({ length: 120 }, (_, at) => `4000000000000001${String(at).padStart(3, '0')}`);

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'duideshang-停顿-'));
});
after(() => rm(folder, { recursive: true, force: true }));

forEachEngine((books) => {
  test('a run pauses between the keys that it diagnoses, and finds the same', async () => {
    const book = await books.open();
    const wallet = OPEN.map((order, at) => ({ no: String(9000 + at), amount: 50, order }));
    await importFiles(book, [
      await writeOrders(
        folder,
        'orders.csv',
        OPEN.map((no) => ({ no })),
      ),
      await writeStatement(folder, 'wallet.csv', wallet),
    ]);
    let pauses = 0;
    const paused = await runReconciliation(book, {
      pause: async () => {
        pauses += 1;
      },
    });
    assert.ok(pauses >= 3, `${pauses}`);
    const { equation, exceptions } = await runReconciliation(book);
    assert.deepEqual([paused.equation, paused.exceptions], [equation, exceptions]);
    assert.equal(exceptions.reduce((sum, { count }) => sum + count, 0) >= OPEN.length, true);
  });
});
