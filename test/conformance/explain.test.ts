import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { explainOrder } from '../../src/actions/explain-order.ts';
import { importFiles } from '../../src/actions/import-files.ts';
import { recordDecision } from '../../src/store/decisions.ts';
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
      await book.store.transaction((tx) =>
        recordDecision(tx, book.book_id, {
          decision: 'accept',
          match_key: NO,
          subject: 'amount_short',
          payload: '{}',
          made_by: 'clerk',
          made_at: '2024-08-07 09:00:00',
        }),
      );
      const { events } = await explainOrder(book, NO);
      assert.deepEqual(
        events.map(({ at, what }) => `${at?.slice(0, 10)} ${what}`),
        ['2024-08-01 order', '2024-08-05 statement_line', '2024-08-07 decision', '2024-08-09 statement_line'],
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
