import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import { writeRefusedRows } from '../../src/actions/rows/refused-rows.ts';
import { encoderOf } from '../../src/reports/annotated-orders/encode.ts';
import { REASON_HEADER } from '../../src/staging/refusals.ts';
import type { Book } from '../../src/store/book.ts';
import { CONTENT } from '../../src/store/facts/staging.ts';
import { sql, trusted } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';

let root = '';
before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'duideshang-refused-'));
});
after(() => rm(root, { recursive: true, force: true }));

const HEADER =
  '订单编号,支付单号,买家应付货款,买家实际支付金额,订单状态,订单创建时间,订单付款时间 ,店铺名称,订单备注';

/** Rows as the platform writes them, with what a row cannot be read for put in where it is to be refused. */
function orders(amount: string, time: string): string {
  const rows = [
    [
      '="4000000000000000101"',
      '="2024080122001400000000000101"',
      '10.00',
      '10.00',
      '2024-08-01 10:00:00',
      '-5元',
    ],
    [
      '="4000000000000000202"',
      '="2024080122001400000000000202"',
      '-1,200.50',
      amount,
      '2024-08-01 10:00:00',
      '=1+1',
    ],
    ["'4000000000000000303", '', '10.00', '10.00', time, '"备注，""引""，\r\n换行"'],
    [
      '4000000000000000404\t',
      '2024080122001400000000000404\t',
      '¥10.00',
      amount,
      '2024-08-01 10:00:00',
      '@店, ',
    ],
  ];
  const lines = rows.map(([no, payment, due, paid, at, memo]) => {
    const money = due?.includes(',') ? `"${due}"` : due;
    const text = memo?.startsWith('@') ? `"${memo}"` : memo;
    return [no, payment, money, paid, '交易成功', at, at, '＋示例旗舰店', text].join(',');
  });
  return [HEADER, ...lines].map((line) => `${line}\r\n`).join('');
}

/** What the live orders say, by their numbers. */
function facts(book: Book): Promise<unknown[]> {
  const columns = trusted(CONTENT.orders.join(', '));
  return book.store.query(sql`select ${columns} from orders where live order by match_key`);
}

forEachEngine((books) => {
  test('refused rows of a GB18030 file with ="…" numbers, mended and loaded, are as if they had never been wrong', async () => {
    const folder = await mkdtemp(path.join(root, 'files-'));
    const encode = encoderOf('gb18030');
    const [wrong, right] = [path.join(folder, 'wrong.csv'), path.join(folder, 'right.csv')];
    await writeFile(wrong, encode(orders('十元', '八月')));
    await writeFile(right, encode(orders('10.00', '2024-08-02 10:00:00')));
    const expected = await books.open();
    await importFiles(expected, [right]);
    const book = await books.open();
    const { receipts } = await importFiles(book, [wrong]);
    assert.deepEqual(
      receipts.map(({ rows_new, rows_refused }) => [rows_new, rows_refused]),
      [[1, 3]],
    );
    const target = path.join(folder, 'refused.csv');
    const [imported] = await listImports(book);
    await writeRefusedRows(book, { import_id: imported?.import_id ?? 0n }, target, { language: 'zh-CN' });
    const text = await readFile(target, 'utf8');
    assert.ok(text.startsWith(`\uFEFF${HEADER},${REASON_HEADER}\r\n`), text);
    assert.doesNotMatch(text, /(?:^|,)"?[=@＋]/m);
    assert.match(text, /,2024080122001400000000000404\t,/);
    await writeFile(target, text.replaceAll('十元', '10.00').replaceAll('八月', '2024-08-02 10:00:00'));
    const again = await importFiles(book, [target]);
    assert.deepEqual(
      again.receipts.map(({ rows_read, rows_new, source }) => [rows_read, rows_new, source]),
      [[3, 3, 'taobao-orders']],
    );
    assert.deepEqual(await facts(book), await facts(expected));
    const counts = async (): Promise<unknown[]> =>
      (await listImports(book)).flatMap(({ receipts: each }) =>
        each.map(({ rows_read, rows_refused, rows_mended }) => [rows_read, rows_refused, rows_mended]),
      );
    assert.deepEqual(await counts(), [
      [4, 0, 3],
      [3, 0, 0],
    ]);
    const old = await importFiles(book, [wrong]);
    assert.deepEqual(
      old.receipts.map(({ rows_unchanged, rows_refused }) => [rows_unchanged, rows_refused]),
      [[1, 0]],
    );
    assert.deepEqual(
      await writeRefusedRows(book, { import_id: imported?.import_id ?? 0n }, target, { language: 'en' }),
      [],
    );
    const mending = (await listImports(book)).at(-1);
    await undoImport(book, mending?.import_id ?? 0n);
    assert.deepEqual(await counts(), [[4, 3, 0]]);
  });
});
