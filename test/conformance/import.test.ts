import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import { writeRefusedRows } from '../../src/actions/rows/refused-rows.ts';
import type { ImportReceipt } from '../../src/model/receipt.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { writeOrderLines, writeOrders, writePooled, writeStatement } from '../support/raw-files.ts';
import { snapshotOf } from '../support/snapshot.ts';

let root = '';
before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'duideshang-raw-'));
});
after(() => rm(root, { recursive: true, force: true }));

const freshFolder = (): Promise<string> => mkdtemp(path.join(root, 'files-'));

async function importAll(book: Book, ...paths: string[]): Promise<readonly ImportReceipt[]> {
  const { receipts, failures } = await importFiles(book, paths);
  assert.deepEqual(failures, []);
  return receipts;
}

/** `new/unchanged/changed/refused/repaired` of each receipt. */
function counts(receipts: readonly ImportReceipt[]): string[] {
  for (const r of receipts)
    assert.equal(
      r.rows_read,
      r.rows_new + r.rows_unchanged + r.rows_changed + r.rows_refused + r.rows_mended,
      r.file,
    );
  return receipts.map((r) =>
    [r.rows_new, r.rows_unchanged, r.rows_changed, r.rows_refused, r.rows_repaired].join('/'),
  );
}

async function liveOrders(book: Book): Promise<Record<string, string>> {
  const rows = await book.store.query<{ match_key: string; status_text: string }>(
    sql`select match_key, status_text from orders where book_id = ${book.book_id} and live order by match_key`,
  );
  return Object.fromEntries(rows.map(({ match_key, status_text }) => [match_key, status_text]));
}

const A = '4000000000000000101';
const B = '4000000000000000202';
const C = '4000000000000000303';

function repeating(books: Books): void {
  test('the same file twice is the same file once, under another name too', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    const file = await writeOrders(folder, 'orders.csv', [{ no: A }, { no: B }]);
    assert.deepEqual(counts(await importAll(book, file)), ['2/0/0/0/0']);
    const once = await snapshotOf(book);
    assert.deepEqual(counts(await importAll(book, file)), ['0/2/0/0/0']);
    const copy = path.join(folder, 'copy.csv');
    await writeFile(copy, await readFile(file));
    assert.deepEqual(counts(await importAll(book, folder)), ['0/2/0/0/0', '0/2/0/0/0']);
    assert.deepEqual(await snapshotOf(book), once);
  });

  test('two equal files of one import are one', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    const file = await writeOrders(folder, 'a.csv', [{ no: A }]);
    await writeFile(path.join(folder, 'b.csv'), await readFile(file));
    assert.deepEqual(counts(await importAll(book, folder)), ['1/0/0/0/0', '0/1/0/0/0']);
    assert.equal((await listImports(book)).length, 1);
  });

  test('overlapping statements count a line once', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    const line = (no: string, amount: number) => ({ no, amount, order: A });
    await writeStatement(folder, '1.csv', [line('1', 5), line('2', 6), line('3', 7)]);
    await writeStatement(folder, '2.csv', [line('2', 6), line('3', 7), line('4', 8)], { opening: 1005 });
    const receipts = await importAll(book, folder);
    assert.deepEqual(counts(receipts), ['3/0/0/0/0', '1/2/0/0/0']);
    assert.ok(receipts.every((r) => r.running_balance === 'ok' && r.control_totals === 'ok'));
    assert.deepEqual(
      await book.store.query(sql`select sum(amount_minor)::bigint as sum from statement_lines where live`),
      [{ sum: 2600n }],
    );
  });

  test('equal lines without a number of their own stay as many as one file tells', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    const line = { order: A, at: '2024-08-02 10:00:00', amount: '5.00' };
    const other = { ...line, amount: '6.00' };
    await writePooled(folder, '1.csv', [line, line, other]);
    await writePooled(folder, '2.csv', [line, line, line]);
    assert.deepEqual(counts(await importAll(book, folder)), ['3/0/0/0/0', '1/2/0/0/0']);
    assert.deepEqual(
      await book.store.query(sql`select sum(amount_minor)::bigint as sum from statement_lines where live`),
      [{ sum: 2100n }],
    );
  });

  test('a number repeated inside a file counts once, as its last row tells it', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    const file = await writeOrders(folder, 'a.csv', [
      { no: A, status: '卖家已发货，等待买家确认' },
      { no: B },
      { no: B },
      { no: A },
    ]);
    assert.deepEqual(counts(await importAll(book, file)), ['2/1/1/0/0']);
    assert.deepEqual(await liveOrders(book), { [A]: '交易成功', [B]: '交易成功' });
  });
}

const EARLY = 'ExportOrderList202408011200.csv';
const LATE = 'ExportOrderList202408051200.csv';
const SHIPPED = '卖家已发货，等待买家确认';

function versions(books: Books): void {
  test('a later export updates the earlier one, which is kept', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    const early = await writeOrders(folder, EARLY, [{ no: A, status: SHIPPED }, { no: B }]);
    const late = await writeOrders(folder, LATE, [{ no: A }, { no: B }, { no: C }]);
    assert.deepEqual(counts(await importAll(book, early)), ['2/0/0/0/0']);
    assert.deepEqual(counts(await importAll(book, late)), ['1/1/1/0/0']);
    assert.deepEqual(await liveOrders(book), { [A]: '交易成功', [B]: '交易成功', [C]: '交易成功' });
    const kept = await book.store.query(
      sql`select status_text from orders where match_key = ${A} and not live`,
    );
    assert.deepEqual(kept, [{ status_text: SHIPPED }]);
  });

  test('an earlier export that comes later does not win', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    const late = await writeOrders(folder, LATE, [{ no: A }]);
    const early = await writeOrders(folder, EARLY, [{ no: A, status: SHIPPED }]);
    await importAll(book, late);
    assert.deepEqual(counts(await importAll(book, early)), ['0/1/0/0/0']);
    assert.deepEqual(await liveOrders(book), { [A]: '交易成功' });
  });

  test('the order of imports does not matter', async () => {
    const folder = await freshFolder();
    const files = [
      await writeOrders(folder, EARLY, [{ no: A, status: SHIPPED }, { no: B }]),
      await writeOrders(folder, LATE, [{ no: A }, { no: C }]),
      await writeStatement(folder, '1.csv', [{ no: '1', amount: 5 }]),
      await writeStatement(folder, '2.csv', [
        { no: '1', amount: 5 },
        { no: '2', amount: 5 },
      ]),
    ];
    const one = await books.open();
    await importAll(one, ...files);
    const other = await books.open();
    for (const file of files.toReversed()) await importAll(other, file);
    const [forward, backward] = [await snapshotOf(one), await snapshotOf(other)];
    assert.deepEqual(forward.orders, backward.orders);
    assert.deepEqual(forward.imports, backward.imports);
  });
}

function undoing(books: Books): void {
  test('undoing an import restores the book as it was', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    const early = await writeOrders(folder, EARLY, [{ no: A, status: SHIPPED }, { no: B }]);
    const late = await writeOrders(folder, LATE, [{ no: A }, { no: A }, { no: C }, { no: '', paid: 'x' }]);
    const wallet = await writeStatement(folder, '1.csv', [{ no: '1', amount: 5, order: A }]);
    await importAll(book, early);
    const before = await snapshotOf(book);
    await importAll(book, late);
    const between = await snapshotOf(book);
    await importAll(book, wallet);
    const [, second, third] = await listImports(book);
    await undoImport(book, third?.import_id ?? 0n);
    assert.deepEqual(await snapshotOf(book), between);
    await undoImport(book, second?.import_id ?? 0n);
    assert.deepEqual(await snapshotOf(book), before);
    assert.deepEqual(counts(await importAll(book, late)), ['1/1/1/1/0']);
    assert.deepEqual(await snapshotOf(book), between);
    await assert.rejects(undoImport(book, 999n), { code: 'import_not_found' });
  });

  test('undoing the later of two tellings, or the earlier, leaves the other', async () => {
    const folder = await freshFolder();
    const early = await writeOrders(folder, EARLY, [{ no: A, status: SHIPPED }]);
    const late = await writeOrders(folder, LATE, [{ no: A }]);
    for (const [undone, status] of [
      [0, '交易成功'],
      [1, SHIPPED],
    ] as const) {
      const book = await books.open();
      await importAll(book, early, late);
      await undoImport(book, (await listImports(book))[undone]?.import_id ?? 0n);
      assert.deepEqual(await liveOrders(book), { [A]: status });
    }
  });
}

function failing(books: Books): void {
  test('refused rows are mended and loaded', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    const good = await writeStatement(folder, '流水.csv', [
      { no: '1', amount: 5, order: A },
      { no: '2', amount: 6, at: '昨天' },
      { no: '3', amount: 7, at: '=1+1' },
    ]);
    assert.deepEqual(counts(await importAll(book, good)), ['1/0/0/2/0']);
    const [imported] = await listImports(book);
    const target = path.join(folder, '拒收.csv');
    const which = { import_id: imported?.import_id ?? 0n };
    assert.deepEqual(await writeRefusedRows(book, which, target, { language: 'zh-CN' }), [target]);
    const text = await readFile(target, 'utf8');
    assert.ok(text.startsWith('\uFEFF') && text.includes("'=1+1") && text.includes('拒收原因'), text);
    assert.deepEqual(counts(await importAll(book, target)), ['0/0/0/2/0']);
    const mended = text.replace('昨天', '2024-08-03 10:00:00').replace("'=1+1", '2024-08-03 11:00:00');
    const again = path.join(folder, '拒收-改.csv');
    await writeFile(again, mended);
    assert.deepEqual(counts(await importAll(book, again)), ['2/0/0/0/0']);
    assert.deepEqual(
      await book.store.query(sql`select account_id, count(*) as lines, sum(amount_minor)::bigint as sum
        from statement_lines where live group by account_id`),
      [{ account_id: 'alipay:2088102030405060', lines: 3n, sum: 1800n }],
    );
  });

  test('the failure of one file does not stop the others and leaves nothing', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    await writeFile(path.join(folder, '1.csv'), '一,二,三\n1,2,3\n');
    await writeFile(path.join(folder, '2.csv'), '一,二,三\n1,2,3\n');
    await writeOrders(folder, '3.csv', [{ no: A }]);
    await writeFile(path.join(folder, '.hidden.csv'), 'x');
    await writeFile(path.join(folder, '~$3.csv'), 'x');
    await mkdir(path.join(folder, '店铺'));
    await writeOrders(path.join(folder, '店铺'), '4.csv', [{ no: B }]);
    const report = await importFiles(book, [folder, path.join(folder, 'absent.csv')]);
    assert.deepEqual(
      report.failures.map(({ file, error }) => [path.basename(file), error.code]),
      [
        ['absent.csv', 'file_unreadable'],
        ['1.csv', 'source_unknown'],
        ['2.csv', 'source_unknown'],
      ],
    );
    assert.deepEqual(
      report.receipts.map(({ file }) => file),
      ['3.csv', '店铺/4.csv'],
    );
    assert.equal((await listImports(book)).length, 2);
    assert.deepEqual(await readdir(book.tmp), []);
    assert.equal(
      (await readdir(book.originals.folder, { recursive: true })).filter((f) => f.endsWith('.csv')).length,
      2,
    );
  });
}

function callingOff(books: Books): void {
  test('an import that is called off stops and leaves nothing of the file under way', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    for (const no of [A, B, C]) await writeOrders(folder, `${no}.csv`, [{ no }]);
    const stop = new AbortController();
    const importing = importFiles(book, [folder], {
      signal: stop.signal,
      onProgress: ({ phase }) => phase === 'loading' && stop.abort(new Error('called off')),
    });
    await assert.rejects(importing, /called off/);
    assert.deepEqual(await listImports(book), []);
    assert.deepEqual(await readdir(book.tmp), []);
    assert.equal((await importFiles(book, [folder])).receipts.length, 3);
  });
}

forEachEngine((books) => {
  repeating(books);
  versions(books);
  undoing(books);
  failing(books);
  callingOff(books);
  damaged(books);
});

function damaged(books: Books): void {
  const P = '2024080122001400000000000777';

  test('a damaged number is repaired when another file proves it, and held again when that is undone', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    const orders = await writeOrders(folder, 'orders.csv', [
      { no: '4.00000E+18', payment: P },
      { no: '4.00000E+18', payment: '2024080122001400000000000888' },
      { no: B },
    ]);
    assert.deepEqual(counts(await importAll(book, orders)), ['1/0/0/2/0']);
    const before = await snapshotOf(book);
    const lines = await writeOrderLines(folder, 'lines.csv', [
      { no: '4000000000000000109', order: A, payment: P },
    ]);
    await importAll(book, lines);
    const [first, second] = await listImports(book);
    assert.deepEqual(counts(first?.receipts ?? []), ['2/0/0/1/1']);
    assert.deepEqual(await liveOrders(book), { [A]: '交易成功', [B]: '交易成功' });
    await undoImport(book, second?.import_id ?? 0n);
    assert.deepEqual(counts((await listImports(book))[0]?.receipts ?? []), ['1/0/0/2/0']);
    assert.deepEqual(await snapshotOf(book), before);
    const target = path.join(folder, 'refused.csv');
    await writeRefusedRows(book, { import_id: first?.import_id ?? 0n }, target, { language: 'en' });
    assert.equal((await readFile(target, 'utf8')).split('4.00000E+18').length - 1, 4);
  });

  test('a damaged number that two whole ones fit, or none, stays held', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    await writeOrders(folder, '1.csv', [{ no: '4.00000E+18', payment: P }]);
    await writeOrderLines(folder, '2.csv', [
      { no: '1', order: A, payment: P },
      { no: '2', order: C, payment: P },
    ]);
    assert.deepEqual(counts(await importAll(book, folder)), ['0/0/0/1/0', '2/0/0/0/0']);
    const other = await books.open();
    const unlike = await freshFolder();
    await writeOrders(unlike, '1.csv', [{ no: '5.00000E+18', payment: P }]);
    await writeOrderLines(unlike, '2.csv', [{ no: '1', order: A, payment: P }]);
    assert.deepEqual(counts(await importAll(other, unlike)), ['0/0/0/1/0', '1/0/0/0/0']);
  });

  test('a wallet line proves a number by its payment', async () => {
    const book = await books.open();
    const folder = await freshFolder();
    await writeOrders(folder, '1.csv', [{ no: '4.00000E+18', payment: P }]);
    await writeStatement(folder, '2.csv', [{ no: '1', amount: 100, order: A, payment: P }]);
    assert.deepEqual(counts(await importAll(book, folder)), ['1/0/0/0/1', '1/0/0/0/0']);
    assert.deepEqual(await liveOrders(book), { [A]: '交易成功' });
  });
}
