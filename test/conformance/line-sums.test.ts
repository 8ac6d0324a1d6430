import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import { explainOrder } from '../../src/actions/orders/explain-order.ts';
import { orderStory } from '../../src/actions/orders/order-story.ts';
import { listRefusals, mendRows } from '../../src/actions/rows/mend-rows.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';

/*
 * Goal: an order whose amount is split among the rows of its articles is the sum of them, whatever files tell them and in
 * whatever order these come and go.
 */

const HEADER =
  '订单号,订单状态,规格ID,SKU名称,SKU件数,商家应收金额(元)（支付金额）,支付时间,快递单号,订单创建时间,订单完成时间,商家编码';

/** An article of an order, completed on a day of July. */
function article(order: string, sku: string, amount: string, done = '08'): string {
  const day = `2026-07-${done} 10:00:00`;
  return `P70000000000000080${order},已完成,${sku}01,示例商品,1,${amount},2026-07-01 10:00:00,EX${sku},2026-07-01 09:00:00,${day},${sku}`;
}

const CUP = article('1', 'CUP', '59.00');
const LID = article('1', 'LID', '18.00');
const BOX = article('2', 'BOX', '30.00');

async function importing(book: Book, name: string, rows: readonly string[]) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'line-sums-'));
  try {
    const file = path.join(folder, name);
    await writeFile(file, [HEADER, ...rows, ''].join('\n'));
    const { receipts, failures } = await importFiles(book, [file]);
    assert.deepEqual(failures, []);
    const of = (source: string) => receipts.find((receipt) => receipt.source === source);
    return { orders: of('xiaohongshu-orders'), lines: of('xiaohongshu-order-lines') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What each order says was paid, in fen. */
async function paidIn(book: Book): Promise<Record<string, bigint>> {
  const rows = await book.store.query<{ no: string; paid_minor: bigint }>(
    sql`select match_key as no, paid_minor from orders where live order by match_key`,
  );
  return Object.fromEntries(rows.map(({ no, paid_minor }) => [no.slice(-2), paid_minor]));
}

forEachEngine((books) => {
  test('an order is the sum of its rows, near to each other or not', async () => {
    const book = await books.open();
    const { orders } = await importing(book, 'july.csv', [CUP, BOX, LID]);
    assert.deepEqual(await paidIn(book), { '01': 7700n, '02': 3000n });
    assert.equal(orders?.rows_changed, 0, 'the rows of an order agree: each tells a part of it');
  });

  test('a later export of the same rows adds and changes nothing', async () => {
    const book = await books.open();
    await importing(book, 'july.csv', [CUP, LID, BOX]);
    const { orders, lines } = await importing(book, 'again.csv', [BOX, LID, CUP, '']);
    assert.deepEqual(await paidIn(book), { '01': 7700n, '02': 3000n });
    assert.deepEqual([orders?.rows_new, orders?.rows_changed], [0, 0]);
    assert.deepEqual([lines?.rows_new, lines?.rows_changed], [0, 0]);
  });

  for (const [first, second] of [
    [[CUP, LID, BOX], [LID]],
    [[LID], [CUP, LID, BOX]],
    [[CUP, BOX], [LID]],
    [[LID], [BOX, CUP]],
  ]) {
    test(`an order of which ${first?.length} and ${second?.length} rows come loses and doubles nothing`, async () => {
      const book = await books.open();
      await importing(book, 'one.csv', first ?? []);
      await importing(book, 'two.csv', second ?? []);
      assert.deepEqual(await paidIn(book), { '01': 7700n, '02': 3000n });
    });
  }

  test('two equal articles of one order are two, in every export', async () => {
    const book = await books.open();
    await importing(book, 'july.csv', [BOX, BOX]);
    assert.deepEqual(await paidIn(book), { '02': 6000n });
    await importing(book, 'again.csv', [BOX, BOX, CUP]);
    assert.deepEqual(await paidIn(book), { '01': 5900n, '02': 6000n });
  });
});

forEachEngine((books) => {
  test('an amount that a later export has changed counts until that export is undone', async () => {
    const book = await books.open();
    await importing(book, 'july.csv', [CUP, LID]);
    const { orders, lines } = await importing(book, 'later.csv', [article('1', 'LID', '8.00', '09')]);
    assert.deepEqual(await paidIn(book), { '01': 6700n });
    assert.deepEqual([orders?.rows_changed, lines?.rows_changed], [1, 1]);
    const [, later] = await listImports(book);
    await undoImport(book, later?.import_id ?? 0n);
    assert.deepEqual(await paidIn(book), { '01': 7700n });
  });

  test('an order lacks the row that was refused until it is mended', async () => {
    const book = await books.open();
    await importing(book, 'july.csv', [CUP, article('1', 'LID', '十八元')]);
    assert.deepEqual(await paidIn(book), { '01': 5900n });
    const [refused] = (await listRefusals(book, 'clerk', {})).rows;
    assert.ok(refused);
    await mendRows(book, refused.batch_id, [{ row: refused.row, cells: { [refused.column]: '18.00' } }]);
    assert.deepEqual(await paidIn(book), { '01': 7700n });
  });

  test('the order names the rows that it is the sum of', async () => {
    const book = await books.open();
    await importing(book, 'july.csv', [CUP, BOX, LID]);
    const { events } = await explainOrder(book, 'P700000000000000801');
    const told = events.filter(({ what }) => what === 'order_line');
    const { lines, events: on_page } = await orderStory(book, 'P700000000000000801');
    const rows = [
      [5900n, 2],
      [1800n, 4],
    ];
    assert.deepEqual(
      told.map(({ amount_minor, evidence }) => [amount_minor, evidence?.row]),
      rows,
    );
    assert.deepEqual(
      lines.map(({ paid_minor, evidence }) => [paid_minor, evidence.row]),
      rows,
    );
    const besides = on_page.filter(({ live }) => !live);
    assert.deepEqual(
      besides.map(({ name, evidence }) => [name.en, evidence?.row]),
      [['another row of the same export', 2]],
    );
  });
});
