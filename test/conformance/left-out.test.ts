import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { utils, write } from '@e965/xlsx';
import { listImportCards } from '../../src/actions/importing/import-cards.ts';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { undoImport } from '../../src/actions/importing/undo-import.ts';
import { draftTemplate } from '../../src/actions/teaching/teach-file.ts';
import { saveTemplate } from '../../src/actions/teaching/templates.ts';
import { DEFAULT_LIMITS } from '../../src/reading/limits.ts';
import type { Book } from '../../src/store/book.ts';
import { listLeftOut } from '../../src/store/imports/left-out-tables.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { writeOrders } from '../support/raw-files.ts';
import { zipOf } from '../support/reading.ts';

let root = '';
before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'duideshang-left-out-'));
});
after(() => rm(root, { recursive: true, force: true }));

const FREIGHT = '面单,区域,费\nZZ0000000000001,浙江,3.20\nZZ0000000000002,新疆,18.00\n';
const LABELS = '货位,条码\nA1,6900000000001\n';
const COLUMNS = { tracking_no: ['面单'], to_area: ['区域'], amount_minor: ['费'] };

/** A zip of orders, which are known, and of two lists that nobody knows. */
async function writeZip(): Promise<string> {
  const folder = await mkdtemp(path.join(root, 'drop-'));
  const orders = await readFile(
    await writeOrders(folder, 'orders.csv', [{ no: '4000000000000000101' }]),
    'utf8',
  );
  const file = path.join(folder, '九月.zip');
  const members: [string, string][] = [
    ['orders.csv', orders],
    ['快递.csv', FREIGHT],
    ['货位.csv', LABELS],
  ];
  await writeFile(file, await zipOf(members));
  return file;
}

const ORDER = '4000000000000000102';
const SHEETS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  订单报表: [
    ['订单编号', '买家实付金额', '订单状态', '订单创建时间', '订单付款时间', '物流单号'],
    [
      ORDER,
      '20.00',
      '卖家已发货,等待买家确认',
      '2026-06-02 11:37:39',
      '2026-06-02 11:38:00',
      'YT0000000000001',
    ],
  ],
  销售明细: [
    ['子订单编号', '主订单编号', '商品标题', '购买数量', '商品属性', '订单状态', '退款金额'],
    [ORDER, ORDER, '示例商品', '2', '颜色分类:示例', '卖家已发货,等待买家确认', '无退款申请'],
  ],
  发货报表: [
    ['订单编号', '收货人姓名', '联系手机', '收货地址'],
    [ORDER, '测试', '13000000000', '示例省示例市'],
  ],
  货位表: [
    ['货位', '条码'],
    ['A1', '6900000000001'],
  ],
};

async function writeWorkbook(): Promise<string> {
  const workbook = utils.book_new();
  for (const [name, rows] of Object.entries(SHEETS))
    utils.book_append_sheet(workbook, utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  const file = path.join(await mkdtemp(path.join(root, 'drop-')), '四张表.xlsx');
  await writeFile(file, write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return file;
}

async function shown(book: Book) {
  return (await listImportCards(book)).map(({ receipts, left_out }) => ({
    read: receipts.map(({ source, rows_new }) => `${source.replace(/:.*:/, ':')} ${rows_new}`),
    waits: left_out.map(({ member, row_count }) => `${member} ${row_count}`),
  }));
}

async function teach(book: Book, file: string): Promise<void> {
  const said = { name: '某快递', kind: 'carrier_charges' } as const;
  const draft = await draftTemplate(file, { file: '九月.zip', said, limits: DEFAULT_LIMITS });
  assert.deepEqual([draft.member, draft.tables.length], ['快递.csv', 3], 'the first table that nobody knows');
  await saveTemplate(book, { ...draft.template, columns: COLUMNS, positive_is: 'outflow' }, null);
}

forEachEngine((books) => {
  saysOfSheets(books);
  comesInLater(books);
});

function saysOfSheets(books: Books): void {
  test('of a workbook of orders, lines, shipments and a list that nobody knows the last sheet is said to be unknown, with its rows', async () => {
    const book = await books.open();
    const file = await writeWorkbook();
    const { receipts, failures, left_out } = await importFiles(book, [file]);
    assert.deepEqual(
      receipts.map(({ sheet, source, rows_new }) => [sheet, source, rows_new]),
      [
        ['订单报表', 'taobao-orders', 1],
        ['销售明细', 'taobao-order-lines', 1],
        ['发货报表', 'taobao-shipments', 1],
      ],
    );
    assert.deepEqual(failures, []);
    assert.deepEqual(
      left_out.map(({ error, row_count }) => [
        error.code,
        error.says('zh-CN').includes('[货位表]'),
        row_count,
      ]),
      [['source_unknown', true, 2]],
    );
    const [card] = await listImportCards(book);
    assert.deepEqual(
      card?.left_out.map(({ sheet, row_count }) => [sheet, row_count]),
      [['货位表', 2]],
    );
    const draft = await draftTemplate(file, {
      file: '四张表.xlsx',
      said: { name: '货位' },
      limits: DEFAULT_LIMITS,
    });
    assert.equal(draft.sheet, '货位表', 'it is offered to be taught');
  });
}

function comesInLater(books: Books): void {
  test('tables that nobody knows wait with their rows; taught, they come in with the file that they are of', async () => {
    const book = await books.open();
    const file = await writeZip();
    const first = await importFiles(book, [file]);
    assert.deepEqual(
      first.failures.map(({ error, row_count }) => [error.code, row_count]),
      [
        ['source_unknown', 3],
        ['source_unknown', 2],
      ],
    );
    assert.deepEqual(await shown(book), [{ read: ['taobao-orders 1'], waits: ['快递.csv 3', '货位.csv 2'] }]);

    await teach(book, file);
    const second = await importFiles(book, [file]);
    assert.deepEqual(
      second.receipts.map(({ rows_new, rows_unchanged }) => [rows_new, rows_unchanged]),
      [
        [0, 1],
        [2, 0],
      ],
    );
    assert.deepEqual(
      second.failures.map(({ row_count }) => row_count),
      [2],
    );
    assert.deepEqual(await shown(book), [
      { read: ['taobao-orders 1', 'taught:某快递 2'], waits: ['货位.csv 2'] },
    ]);

    const third = await importFiles(book, [file]);
    assert.deepEqual(
      third.receipts.map(({ rows_new, rows_unchanged }) => [rows_new, rows_unchanged]),
      [
        [0, 1],
        [0, 2],
      ],
      'what is in adds nothing',
    );

    const [card] = await listImportCards(book);
    await undoImport(book, card?.import_id ?? 0n);
    assert.deepEqual(await shown(book), []);
    assert.equal((await listLeftOut(book.store, book.book_id)).size, 0);
  });
}
