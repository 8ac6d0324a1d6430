import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import { explainOrder } from '../../src/actions/orders/explain-order.ts';
import { orderStory } from '../../src/actions/orders/order-story.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { Book } from '../../src/store/book.ts';
import { exactNumbers } from '../../src/store/orders/numbers.ts';
import { balanceOf } from '../../src/store/runs/results.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';

/*
 * Goal: a row that packs the sub-orders of a main order is that order, with the money of all of them; it never counts beside
 * orders of its sub-orders, whatever files tell them and in whatever order these come and go.
 */

const ORDERS =
  '主订单编号,子订单编号,选购商品,商品数量,商家编码,订单应付金额,订单提交时间,支付完成时间,订单完成时间,订单状态,平台实际承担优惠金额';
const FUNDS =
  '动账时间,动帐流水号,动账方向,动账金额,动账场景,子订单号,订单号,售后编号,订单实付应结,实际平台补贴,订单退款,平台服务费,备注';

function numbered(tail: string): string {
  return `69170000000000000${tail}`;
}

/** A row of an export by order or by article, completed on a day of September. */
function row(subs: string, paid: string, subsidy: string, day = '08'): string {
  const numbers = subs.split(';').map(numbered);
  const title = subs.replaceAll(/\d+/g, '示例商品');
  return `"\t${numbered('11')}","\t${numbers.join(';')}","\t${title}",1,SKU,${paid},2026-09-02 10:00:00,2026-09-02 10:00:10,2026-09-${day} 12:00:00,已完成,${subsidy}`;
}

const PACKED = row('11;12', '48.90', '26.00');
const CUP = row('11', '28.90', '21.00');
const BOX = row('12', '20.00', '5.00');

function settled(sub: string, no: string, cash: string, parts: string): string {
  return `2026-09-15 08:00:00,'F00000000000${no},入账,${cash},货款结算入账,'${numbered(sub)},'${numbered('11')},',${parts},-`;
}

const MONEY = [settled('11', '1', '48.41', '28.9,21,0,-1.49'), settled('12', '2', '24.24', '20,5,0,-0.76')];

async function importing(book: Book, name: string, rows: readonly string[], head = ORDERS) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'packed-orders-'));
  try {
    const file = path.join(folder, name);
    await writeFile(file, [head, ...rows, ''].join('\n'));
    const { receipts, failures } = await importFiles(book, [file]);
    assert.deepEqual(failures, []);
    return receipts.map(({ rows_new, rows_unchanged, rows_changed, rows_refused }) => [
      rows_new,
      rows_unchanged,
      rows_changed,
      rows_refused,
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function undo(book: Book, name: string): Promise<void> {
  const found = (await listImports(book)).find(({ file }) => file === name);
  await undoImport(book, found?.import_id ?? 0n);
}

/** What live orders say was paid, in fen, and what their live lines are called. */
async function counted(book: Book): Promise<{ orders: Record<string, bigint>; lines: string[] }> {
  const orders = await book.store.query<{ no: string; paid_minor: bigint }>(
    sql`select match_key as no, paid_minor from orders where live order by match_key`,
  );
  const lines = await book.store.query<{ no: string; title: string }>(
    sql`select match_key as no, title from order_lines where live order by match_key`,
  );
  return {
    orders: Object.fromEntries(orders.map(({ no, paid_minor }) => [no.slice(-2), paid_minor])),
    lines: lines.map(({ no, title }) => `${no.slice(-2)} ${title}`),
  };
}

const AS_PACKED = { orders: { '11': 4890n }, lines: ['11 示例商品;示例商品'] };
const BY_ARTICLE = { orders: { '11': 2890n, '12': 2000n }, lines: ['11 示例商品', '12 示例商品'] };

forEachEngine((books) => {
  test('money of all sub-orders is that of the order which a row packs them into', async () => {
    const book = await books.open();
    await importing(book, 'packed.csv', [PACKED]);
    await importing(book, 'funds.csv', MONEY, FUNDS);
    const result = await runReconciliation(book);
    assert.equal(result.equation.closes, true);
    const balance = await balanceOf(book.store, book.book_id, numbered('11'));
    assert.deepEqual(
      [balance?.state, balance?.received_minor, balance?.fees_minor, balance?.discrepancy_minor],
      ['matched', 7265n, 225n, 0n],
    );
    const { events } = await explainOrder(book, numbered('12'));
    const amounts = events.filter(({ what }) => what === 'statement_line').map((event) => event.amount_minor);
    assert.deepEqual(amounts, [4990n, 2500n]);
  });

  test('money of a sub-order that two packed orders claim stays apart', async () => {
    const book = await books.open();
    const other = PACKED.replace(numbered('11'), numbered('91'));
    await importing(book, 'packed.csv', [PACKED, other]);
    await importing(book, 'funds.csv', MONEY.slice(1), FUNDS);
    const result = await runReconciliation(book);
    assert.equal(result.equation.closes, true);
    const balance = await balanceOf(book.store, book.book_id, numbered('12'));
    assert.equal(balance?.received_minor, 2424n);
    const own = await balanceOf(book.store, book.book_id, numbered('11'));
    assert.equal(own?.received_minor, 0n);
  });

  test('a packed order is found by any of its numbers', async () => {
    const book = await books.open();
    await importing(book, 'packed.csv', [PACKED]);
    for (const number of ['11', '12']) {
      const [found] = await exactNumbers(book.store, book.book_id, numbered(number), 5);
      assert.equal(found?.match_key, numbered('11'));
      const { lines } = await orderStory(book, numbered(number));
      assert.deepEqual(
        lines.map(({ title, paid_minor, evidence }) => [title, paid_minor, evidence.row]),
        [['示例商品;示例商品', null, 2]],
      );
    }
  });

  test('the page of an order says what a packed row is that stands aside, and what one is that a later one replaced', async () => {
    const book = await books.open();
    const namesBeside = async (): Promise<string[]> =>
      (await orderStory(book, numbered('11'))).events.filter(({ live }) => !live).map(({ name }) => name.en);
    await importing(book, 'early.csv', [PACKED]);
    await importing(book, 'late.csv', [row('11;12', '47.00', '26.00', '09')]);
    assert.deepEqual(await namesBeside(), ['an earlier order export']);
    await importing(book, 'articles.csv', [CUP, BOX]);
    const aside = 'a row for the whole order; its sub-orders are told one by one';
    assert.deepEqual(await namesBeside(), [aside, aside]);
  });
});

forEachEngine((books) => {
  for (const [first, second] of [
    [
      ['packed.csv', PACKED],
      ['articles.csv', CUP, BOX],
    ],
    [
      ['articles.csv', CUP, BOX],
      ['packed.csv', PACKED],
    ],
  ] as const)
    test(`of ${first[0]} and then ${second[0]} the articles count, until they are undone`, async () => {
      for (const undone of ['packed.csv', 'articles.csv']) {
        const book = await books.open();
        for (const [name, ...rows] of [first, second]) await importing(book, name, rows);
        assert.deepEqual(await counted(book), BY_ARTICLE);
        await undo(book, undone);
        assert.deepEqual(await counted(book), undone === 'packed.csv' ? BY_ARTICLE : AS_PACKED);
      }
    });

  test('one file may hold both', async () => {
    const book = await books.open();
    await importing(book, 'both.csv', [CUP, PACKED, BOX]);
    assert.deepEqual(await counted(book), BY_ARTICLE);
  });

  for (const article of [CUP, BOX])
    test(`one sub-order alone puts the packed order aside: ${article === CUP ? 'the main' : 'another'} one`, async () => {
      const book = await books.open();
      await importing(book, 'packed.csv', [PACKED]);
      await importing(book, 'article.csv', [article]);
      const { orders } = await counted(book);
      assert.deepEqual(orders, article === CUP ? { '11': 2890n } : { '12': 2000n });
    });

  test('a packed row that comes again changes nothing, live or put aside', async () => {
    const book = await books.open();
    await importing(book, 'packed.csv', [PACKED]);
    assert.deepEqual(await importing(book, 'again.csv', [PACKED, '']), [
      [0, 1, 0, 0],
      [0, 1, 0, 0],
    ]);
    assert.deepEqual(await counted(book), AS_PACKED);
    await importing(book, 'articles.csv', [CUP, BOX]);
    assert.deepEqual(await importing(book, 'once-more.csv', [PACKED, '', '']), [
      [0, 1, 0, 0],
      [0, 1, 0, 0],
    ]);
    assert.deepEqual(await counted(book), BY_ARTICLE);
  });

  test('the later of two packed rows comes back, and the earlier where that is undone too', async () => {
    const book = await books.open();
    await importing(book, 'late.csv', [row('11;12', '47.00', '26.00', '09')]);
    await importing(book, 'articles.csv', [CUP, BOX]);
    await importing(book, 'early.csv', [PACKED]);
    assert.deepEqual(await counted(book), BY_ARTICLE);
    await undo(book, 'articles.csv');
    assert.deepEqual((await counted(book)).orders, { '11': 4700n });
    await importing(book, 'articles.csv', [CUP, BOX]);
    await undo(book, 'late.csv');
    assert.deepEqual(await counted(book), BY_ARTICLE);
    await undo(book, 'articles.csv');
    assert.deepEqual(await counted(book), AS_PACKED);
  });
});
