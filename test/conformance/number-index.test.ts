import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import { indexNumbers, wantsIndex } from '../../src/actions/indexes/index-numbers.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { KeyRule } from '../../src/sources/rules/key-rules.ts';
import { NO_RULES } from '../../src/sources/rules/rule-book.ts';
import type { Book } from '../../src/store/book.ts';
import { beginningNumbers } from '../../src/store/orders/numbers.ts';
import { writeRules } from '../../src/store/runs/rules.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import { answersOf, lookingUp, numbersOf } from '../support/number-answers.ts';
import { writeOrderLines, writeOrders, writeStatement } from '../support/raw-files.ts';

/** The digits at its end are lost, and the payment number tells which they were. */
const ROUNDED = '4000000000000010000';
const WHOLE = '4000000000000012345';
const PAYMENT = '2024080122001400000000000777';
const OTHERS = Array.from({ length: 30 }, (_, at) => `40000000010000${String(at).padStart(2, '0')}777`);

/** No line of Alipay names an order by its merchant order number. */
const MINE: KeyRule = {
  id: 'mine',
  channel: 'alipay',
  field: 'merchant_order_no',
  pattern: '^T200P',
  names: 'nothing',
};

let folder = '';
let files: { readonly orders: string; readonly lines: string; readonly wallet: string };

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'duideshang-单号-'));
  const orders = await writeOrders(folder, 'orders.csv', [
    { no: ROUNDED, payment: PAYMENT },
    ...OTHERS.map((no) => ({ no })),
  ]);
  const lines = await writeOrderLines(folder, 'lines.csv', [
    { no: '1', order: WHOLE, payment: PAYMENT },
    ...OTHERS.map((no) => ({ no, order: no, payment: '' })),
  ]);
  const paid = OTHERS.map((order, at) => ({ no: String(9000 + at), amount: 5, order }));
  files = { orders, lines, wallet: await writeStatement(folder, 'wallet.csv', paid) };
});
after(() => rm(folder, { recursive: true, force: true }));

async function assertAsRead(book: Book): Promise<void> {
  for (const number of [ROUNDED, WHOLE, PAYMENT, ...(await numbersOf(book)).slice(0, 6)])
    assert.equal(
      await answersOf(lookingUp(book, false), number),
      await answersOf(lookingUp(book, true), number),
    );
}

/** Names of the imported files that are in the index. */
async function indexed({ store }: Book): Promise<string[]> {
  const rows = await store.query<{ file: string }>(
    sql`select file from import_batches where is_indexed order by file`,
  );
  return rows.map(({ file }) => file);
}

async function orderOf(book: Book, number: string): Promise<string | undefined> {
  const { orders } = JSON.parse(await answersOf(lookingUp(book, false), number)) as { orders: string[] };
  return orders[0];
}

forEachEngine((books) => {
  test('a row that is repaired after its batch was indexed is found by its number, and not when that is undone', async () => {
    const book = lookingUp(await books.open(), false);
    await importFiles(book, [files.orders]);
    await indexNumbers(book, 1);
    assert.deepEqual(await indexed(book), ['orders.csv']);
    await importFiles(book, [files.lines]);
    assert.deepEqual(await indexed(book), []);
    assert.equal(await orderOf(book, WHOLE), WHOLE);
    await assertAsRead(book);
    await indexNumbers(book, 1);
    assert.deepEqual(await indexed(book), ['lines.csv', 'orders.csv']);
    await assertAsRead(book);
    await undoImport(book, (await listImports(book))[1]?.import_id ?? 0n);
    assert.equal(await orderOf(book, WHOLE), undefined);
    await assertAsRead(book);
    const left = await book.store.query(sql`select 1 as one from number_index
      where batch_id not in (select batch_id from import_batches)`);
    assert.deepEqual(left, []);
  });

  test('lines that changed key rules give other orders are found by both', async () => {
    const book = lookingUp(await books.open(), false);
    await importFiles(book, [files.orders, files.wallet]);
    await indexNumbers(book, 1);
    await assertAsRead(book);
    await book.store.transaction((tx) => writeRules(tx, book.book_id, { ...NO_RULES, key_rules: [MINE] }));
    await runReconciliation(book);
    assert.deepEqual(await indexed(book), ['orders.csv']);
    await assertAsRead(book);
    await indexNumbers(book, 1);
    await assertAsRead(book);
  });

  test('a number that counts is found by its beginning behind many that do not count any more', async () => {
    const book = lookingUp(await books.open(), false);
    await importFiles(book, [files.orders]);
    await indexNumbers(book, 1);
    const [last = ''] = OTHERS.toReversed();
    await book.store.execute(sql`update orders set live = false where match_key <> ${last}`);
    const found = await beginningNumbers(book.store, book.book_id, last.slice(0, -6), 1);
    assert.deepEqual(
      found.map(({ number }) => number),
      [last],
    );
  });

  test('few rows, and an engine with indexes, want no index', async () => {
    const book = await books.open();
    await importFiles(book, [files.wallet]);
    assert.equal(await wantsIndex(lookingUp(book, false), 30), true);
    assert.equal(await wantsIndex(lookingUp(book, false), 31), false);
    assert.equal(await wantsIndex(book, 1), books.engine === 'duckdb');
    await indexNumbers(lookingUp(book, false));
    assert.deepEqual(await indexed(book), []);
  });
});
