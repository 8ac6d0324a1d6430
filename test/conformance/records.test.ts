import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import { exportList } from '../../src/actions/lists/export-list.ts';
import { listPage } from '../../src/actions/lists/list-page.ts';
import { orderStory } from '../../src/actions/orders/order-story.ts';
import { searchNumber } from '../../src/actions/orders/search-number.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { ListName, ShopsSeen } from '../../src/model/list.ts';
import { RECORD_COLUMNS, RECORD_KINDS } from '../../src/model/records.ts';
import type { Book } from '../../src/store/book.ts';
import { LISTS, listOf } from '../../src/store/lists/index.ts';
import { totalsOf } from '../../src/store/lists/sums.ts';
import { type Books, forEachEngine } from '../support/books.ts';

const [A, B, C] = ['4000000000000000101', '4000000000000000102', '4000000000000000103'];

const ORDER_CELLS = '交易成功,100.00,2024-08-01 10:00:00,2024-08-01 10:00:00';
const ORDERS = `订单编号,订单状态,买家实际支付金额,订单创建时间,订单付款时间,店铺名称
${A},${ORDER_CELLS},甲店
${B},${ORDER_CELLS},甲店
${C},${ORDER_CELLS},乙店
`;
const SHIPMENTS = `出库单编号,原始单号,店铺,物流公司,物流单号,发货时间,商家编码,实发数量
CK2024080200011,${A};${B},甲店,示例快递,EX000000000011,2024-08-02 10:00:00,SKU-A,2
CK2024080200012,${C},乙店,示例快递,EX000000000012,2024-08-02 10:00:00,SKU-A,0.5
`;
const FREIGHT = `发货日期,运单号码,运费,店铺
2024-08-02,EX000000000011,3.50,甲店
2024-08-02,EX000000000099,4.50,
`;
const MORE_FREIGHT = `发货日期,运单号码,运费,店铺
2024-08-02,EX000000000011,3.50,甲店
2024-08-03,EX000000000011,-3.50,甲店
`;
const STOCK = `单据编号,日期,出入库类型,商品编码,数量
MV2024080200011,2024-08-02,销售出库,SKU-A,2
`;

const FILES: Readonly<Record<string, string>> = {
  'orders.csv': ORDERS,
  'shipments.csv': SHIPMENTS,
  'freight.csv': FREIGHT,
  'more-freight.csv': MORE_FREIGHT,
  'stock.csv': STOCK,
};

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'records-'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(path.join(folder, name), text);
});
after(() => rm(folder, { recursive: true, force: true }));

async function shown(book: Book, list: ListName, columns: readonly string[], shops: ShopsSeen = null) {
  const { rows } = await listPage(book, list, { filter: { conditions: [] }, sort: [], columns }, shops);
  return rows.map((row) => row.slice(-columns.length).map(String).join(' ')).toSorted();
}

async function found(book: Book, q: string, shops: ShopsSeen = null): Promise<string[]> {
  const { hits } = await searchNumber(book, q, shops);
  return hits.map(({ kind, order_no, list }) => `${kind} ${order_no ?? list}`).toSorted();
}

async function listsShowRecords(book: Book): Promise<void> {
  assert.deepEqual(await shown(book, 'shipments', ['order_no', 'order_nos', 'quantity_milli', 'shop']), [
    `${C} null 500 乙店`,
    `null ${A};${B} 2000 甲店`,
  ]);
  assert.deepEqual(await shown(book, 'carrier_charges', ['tracking_no', 'amount_minor']), [
    'EX000000000011 -350',
    'EX000000000011 350',
    'EX000000000099 -450',
  ]);
  assert.deepEqual(await shown(book, 'stock_movements', ['movement_no', 'quantity_milli']), [
    'MV2024080200011 -2000',
  ]);
}

async function waybillsLeadToOrders(book: Book): Promise<void> {
  assert.deepEqual(await found(book, 'EX000000000011'), [`parcel ${A}`, `parcel ${B}`]);
  assert.deepEqual(await found(book, 'EX000000000012'), [`parcel ${C}`]);
  assert.deepEqual(await found(book, 'EX000000000012', ['甲店']), []);
  assert.equal((await orderStory(book, 'EX000000000012')).order_no, C);
  await assert.rejects(orderStory(book, 'EX000000000011'), { code: 'order_not_unique' });
}

async function exportWritesDecimals(book: Book): Promise<void> {
  const file = path.join(folder, 'shipments-out.csv');
  await exportList(book, file, {
    list: 'shipments',
    filter: { conditions: [] },
    sort: [{ column: 'quantity_milli', descending: false }],
    columns: ['shipment_no', 'quantity_milli'],
    format: 'csv',
    language: 'en',
  });
  const [, ...lines] = (await readFile(file, 'utf8')).split('\r\n');
  assert.deepEqual(lines, ['CK2024080200012,0.5', 'CK2024080200011,2', '']);
}

test('every kind of record is a list with all of its columns', () => {
  for (const kind of RECORD_KINDS) {
    const names = new Set(LISTS.find(({ name }) => name === kind)?.columns.map(({ name }) => name));
    for (const column of ['order_no', ...Object.keys(RECORD_COLUMNS[kind])])
      assert.ok(names.has(column), `${kind} ${column}`);
  }
});

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

  test('a list shows records as the files have them, and what overlapping files tell twice once', () =>
    listsShowRecords(book));

  test('sums of a list are those of its rows', async () => {
    const totals = (list: ListName) =>
      totalsOf(book.store, listOf(list), book.book_id, { conditions: [] }, null);
    assert.equal((await totals('carrier_charges')).sums.amount_minor, -450n);
    assert.equal((await totals('shipments')).sums.quantity_milli, 2500n);
  });

  test('who sees some shops sees the records of these', async () => {
    assert.deepEqual(await shown(book, 'shipments', ['shipment_no'], ['乙店']), ['CK2024080200012']);
    assert.deepEqual(await shown(book, 'carrier_charges', ['amount_minor'], ['乙店']), []);
    assert.deepEqual(await shown(book, 'carrier_charges', ['amount_minor'], ['甲店']), ['-350', '350']);
    assert.deepEqual(await shown(book, 'stock_movements', ['movement_no'], ['甲店']), []);
  });

  test('a waybill leads to every order that the warehouse sent in it', () => waybillsLeadToOrders(book));

  test('a number that leads to no order leads to the list that shows it', async () => {
    assert.deepEqual(await found(book, 'EX000000000099'), ['parcel carrier_charges']);
    assert.deepEqual(await found(book, 'MV20240802'), ['document stock_movements']);
    assert.deepEqual(await found(book, 'CK2024080200012'), [`document ${C}`]);
    assert.deepEqual(await found(book, 'EX000000000099', ['甲店']), []);
  });

  test('an export writes quantities as decimals', () => exportWritesDecimals(book));

  test('a file that is undone takes its records with it, and what another tells too stays', async () => {
    const imports = await listImports(book);
    for (const name of ['stock.csv', 'freight.csv']) {
      const [made] = imports.filter(({ file }) => file === name);
      assert.ok(made, name);
      await undoImport(book, made.import_id);
    }
    assert.deepEqual(await shown(book, 'stock_movements', ['movement_no']), []);
    assert.deepEqual(await shown(book, 'carrier_charges', ['amount_minor']), ['-350', '350']);
  });
});
