import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { copyHeads, copyHeadsOfChange, wantsHeads } from '../../src/actions/indexes/copy-heads.ts';
import { searchNumber } from '../../src/actions/orders/search-number.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { balanceOfOrder } from '../../src/store/runs/results.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import { lookingUp } from '../support/number-answers.ts';
import { type RawLine, writeOrders, writeStatement } from '../support/raw-files.ts';

const LINES: readonly RawLine[] = Array.from({ length: 9 }, (_, at) => ({
  no: String(100 + at),
  amount: at + 1,
  order: `400000000000000011${at}`,
}));

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'duideshang-无时间-'));
});
after(() => rm(folder, { recursive: true, force: true }));

forEachEngine((books) => {
  test('a run can bring the copies of its orders with it', async () => {
    const book = lookingUp(await books.open(), false);
    await importFiles(book, [await writeOrders(folder, 'brought.csv', [{ no: '4000000000000000231' }])]);
    await runReconciliation(book, { finish: (tx) => copyHeadsOfChange(book, tx, 'balance_heads', 1) });
    assert.equal(await wantsHeads(book, 'balance_heads', 1), false);
    await runReconciliation(book, { finish: (tx) => copyHeadsOfChange(book, tx, 'balance_heads', 2) });
    assert.equal(await wantsHeads(book, 'balance_heads', 1), true, 'there are too few');
  });

  test('balances without a moment of payment are found among their copies, of the last run alone', async () => {
    const book = lookingUp(await books.open(), false);
    const { store, book_id } = book;
    const key = '4000000000000000110';
    const shopFound = async (number: string): Promise<(string | null)[]> =>
      (await searchNumber(book, number)).hits.map(({ shop }) => shop);
    await importFiles(book, [await writeStatement(folder, 'untimed.csv', LINES)]);
    await runReconciliation(book);
    assert.deepEqual(await shopFound(key), [null]);
    await copyHeads(book, 'balance_heads', 1);
    await store.execute(sql`update untimed_balances set shop = '副本', state = 'not_due'`);
    assert.deepEqual(await shopFound(key), ['副本']);
    assert.deepEqual(
      await shopFound(key.slice(0, -1)),
      LINES.map(() => '副本'),
    );
    assert.equal((await balanceOfOrder(store, book_id, key, null))?.state, 'not_due');

    await runReconciliation(book);
    assert.deepEqual(await shopFound(key), [null]);
    assert.equal((await balanceOfOrder(store, book_id, key, null))?.state, 'exception');
  });
});
