import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { decide } from '../../src/actions/cases/decide.ts';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { explainOrder } from '../../src/actions/orders/explain-order.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { forEachEngine } from '../support/books.ts';
import { writeOrders, writeStatement } from '../support/raw-files.ts';

const NO = '4000000000000000101';

forEachEngine((books) => {
  test('the story of an order is told in order of time, decisions among the rest', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'story-'));
    try {
      const book = await books.open();
      const orders = await writeOrders(folder, 'orders.csv', [{ no: NO, created: '2024-08-01 10:00:00' }]);
      const wallet = await writeStatement(folder, 'wallet.csv', [
        { no: '2', amount: -5, order: NO, at: '2024-08-09 09:00:00' },
        { no: '1', amount: 100, order: NO, at: '2024-08-05 09:00:00' },
      ]);
      await importFiles(book, [orders, wallet]);
      await runReconciliation(book);
      await decide(book, NO, 'accept', { made_by: 'clerk', note: '' });
      const { events } = await explainOrder(book, NO);
      const moments = events.flatMap(({ at }) => (at === null ? [] : [at]));
      assert.deepEqual(moments, moments.toSorted());
      const facts = events.map(({ what }) => what);
      assert.deepEqual(facts, ['order', 'statement_line', 'statement_line', 'decision']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
