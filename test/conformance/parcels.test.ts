import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listPage } from '../../src/actions/lists/list-page.ts';
import { explainOrder } from '../../src/actions/orders/explain-order.ts';
import { orderStory } from '../../src/actions/orders/order-story.ts';
import { searchNumber } from '../../src/actions/orders/search-number.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { Book } from '../../src/store/book.ts';
import { type Books, forEachEngine } from '../support/books.ts';

const [A, B, C] = ['4000000000000000101', '4000000000000000102', '4000000000000000103'];

const ORDERS = `订单编号,订单状态,买家实际支付金额,订单创建时间,订单付款时间,店铺名称,物流单号,物流公司,发货时间
${A},"卖家已发货，等待买家确认",100.00,2024-08-01 10:00:00,2024-08-01 10:00:00,示例旗舰店,"No:EX000000000011，No:EX000000000012；No:EX000000000014",示例快递,2024-08-02 10:00:00
${B},"卖家已发货，等待买家确认",100.00,2024-08-01 10:00:00,2024-08-01 10:00:00,示例旗舰店,No:78900000000012,示例快递,
${C},"卖家已发货，等待买家确认",100.00,2024-08-01 10:00:00,2024-08-01 10:00:00,示例旗舰店,No:78900000000012,示例快递,
`;

const LINES = `子订单编号,主订单编号,标题,订单状态,支付单号,买家实际支付金额,发货时间,物流单号,物流公司
4000000000000000901,${A},示例商品,交易成功,,50.00,2024-08-02 10:00:00,No:EX000000000012,示例快递
4000000000000000902,${A},示例商品,交易成功,,50.00,2024-08-03 10:00:00,No:EX000000000013,另一快递
`;

const REFUNDS = `订单编号,退款编号,退款状态,买家退款金额,货物状态,退款的申请时间,退款完结时间,售后类型,售中或售后,退货物流单号,退货物流公司
${A},82612345678901231,退款成功,10.00,买家已退货,2024-08-04 10:00:00,2024-08-06 10:00:00,退货退款,售后,EX000000000021,示例快递
`;

const FILES: Readonly<Record<string, string>> = {
  'orders.csv': ORDERS,
  'lines.csv': LINES,
  'refunds.csv': REFUNDS,
};

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'parcels-'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(path.join(folder, name), text);
});
after(() => rm(folder, { recursive: true, force: true }));

async function ordersFound(book: Book, q: string): Promise<(string | null)[]> {
  const { hits } = await searchNumber(book, q);
  assert.ok(hits.every(({ kind }) => kind === 'parcel'));
  return hits.map(({ order_no }) => order_no).toSorted();
}

async function listsShowParcels(book: Book): Promise<void> {
  const asked = { filter: { conditions: [] }, sort: [] };
  const orders = await listPage(book, 'orders', { ...asked, columns: ['tracking_no', 'carrier'] });
  assert.deepEqual(
    orders.rows.toSorted().map((row) => row.slice(-2)),
    [
      ['EX000000000011，EX000000000012；EX000000000014', '示例快递'],
      ['78900000000012', '示例快递'],
      ['78900000000012', '示例快递'],
    ],
  );
  const refunds = await listPage(book, 'refunds', { ...asked, columns: ['return_tracking_no'] });
  assert.deepEqual(
    refunds.rows.map((row) => row.at(-1)),
    ['EX000000000021'],
  );
}

forEachEngine((books: Books) => {
  let book: Book;
  before(async () => {
    book = await books.open();
    await importFiles(
      book,
      Object.keys(FILES).map((name) => path.join(folder, name)),
    );
    await runReconciliation(book);
  });

  test('an order is found by the number of each of its parcels, however it is written', async () => {
    for (const number of [
      'EX000000000011',
      'EX000000000012',
      'EX000000000013',
      'EX000000000014',
      'EX000000000021',
    ])
      for (const q of [number, `No:${number}`, `'${number}\t`])
        assert.deepEqual(await ordersFound(book, q), [A], q);
    assert.deepEqual(await ordersFound(book, '78900000000012'), [B, C]);
    assert.deepEqual(await ordersFound(book, '7890000000'), [B, C]);
  });

  test('a piece of a number that is not its beginning finds nothing', async () => {
    assert.deepEqual(await ordersFound(book, '000000000012'), []);
  });

  test('who sees other shops only does not find it', async () => {
    assert.deepEqual((await searchNumber(book, 'EX000000000012', ['别的店'])).hits, []);
  });

  test('a page that cannot tell which order is meant names none of shops that are not seen', async () => {
    await assert.rejects(orderStory(book, '78900000000012'), { code: 'order_not_unique' });
    await assert.rejects(orderStory(book, '78900000000012', { shops: ['别的店'] }), {
      code: 'order_unknown',
    });
  });

  test('the page tells each parcel once, when it was sent, by whom and where that stands', async () => {
    const { events, order_no } = await orderStory(book, 'EX000000000013');
    assert.equal(order_no, A);
    const told = events
      .filter(({ what }) => what === 'parcel')
      .map(({ at, number, says, evidence }) => [at, number, says.en, evidence?.file, evidence?.row]);
    assert.deepEqual(told, [
      ['2024-08-02 10:00:00', 'EX000000000011', '示例快递', 'orders.csv', 2],
      ['2024-08-02 10:00:00', 'EX000000000012', '示例快递', 'orders.csv', 2],
      ['2024-08-02 10:00:00', 'EX000000000014', '示例快递', 'orders.csv', 2],
      ['2024-08-03 10:00:00', 'EX000000000013', '另一快递', 'lines.csv', 3],
    ]);
    const times = events.map(({ at }) => at ?? '');
    assert.deepEqual(times, times.toSorted());
    const refund = events.find(({ what }) => what === 'refund');
    assert.ok((refund?.amount_minor ?? 0n) < 0n, 'what goes back to the buyer leaves the seller');
    assert.ok(refund?.says.en.includes('示例快递 EX000000000021'), refund?.says.en);
  });

  test('the story of a parcel is that of its order; a parcel of several orders names them', async () => {
    const { order_no, events } = await explainOrder(book, 'EX000000000012');
    assert.equal(order_no, A);
    const order = events.find(({ what }) => what === 'order');
    assert.equal(order?.details.parcel, '示例快递 EX000000000011，EX000000000012；EX000000000014');
    assert.equal(order?.details.shipped_at, '2024-08-02 10:00:00');
    await assert.rejects(explainOrder(book, '78900000000012'), { code: 'order_not_unique' });
  });

  test('lists show parcels on choice, a row an order', () => listsShowParcels(book));
});
