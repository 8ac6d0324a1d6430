import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { before, test } from 'node:test';
import { type ImportReport, importFiles } from '../../src/actions/importing/import-files.ts';
import { listGroups, listTotals } from '../../src/actions/lists/list-groups.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { ListFilter } from '../../src/model/list.ts';
import type { Book } from '../../src/store/book.ts';
import { balanceOf } from '../../src/store/runs/results.ts';
import { forEachEngine } from '../support/books.ts';

const [A, B, C] = ['2026060100000011001', '2026060100000011002', '2026060200000011003'];

/** Orders in yuan whose buyers paid for a shop abroad, and what Alipay settled for them in two currencies. */
const FILES: Readonly<Record<string, string>> = {
  'orders.csv': `订单编号,订单状态,买家实际支付金额,订单创建时间,订单付款时间,确认收货时间
${A},交易成功,279.82,2026-06-01 10:20:00,2026-06-01 10:20:30,2026-06-04 10:00:00
${B},交易成功,854.40,2026-06-01 11:01:00,2026-06-01 11:02:03,2026-06-04 10:00:00
${C},交易成功,482.21,2026-06-02 09:14:00,2026-06-02 09:15:00,2026-06-04 10:00:00
`,
  'settlement.csv': `Partner_transaction_id,Amount,Rate,Payment_time,Refund,Currency
${A},39.30,7.12000000,2026-06-01 10:20:30,0.00,USD
${B},120.00,7.12000000,2026-06-01 11:02:03,20.00,USD
${C},58.45,8.25000000,2026-06-02 09:15:00,0.00,EUR
`,
};
const ALL: ListFilter = { conditions: [] };
const DOLLARS: ListFilter = { conditions: [{ column: 'currency', how: 'is', values: ['USD'] }] };

async function importAll(book: Book): Promise<ImportReport> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'foreign-money-'));
  try {
    for (const [name, text] of Object.entries(FILES)) await writeFile(path.join(folder, name), text);
    return await importFiles(book, [folder]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

forEachEngine((books) => {
  let book: Book;
  let report: ImportReport;
  before(async () => {
    book = await books.open();
    report = await importAll(book);
  });

  test('money of another currency is in no term of the equation', async () => {
    const { equation, wallets } = await runReconciliation(book);
    assert.equal(equation.closes, true);
    assert.equal(equation.expected_minor, 161643n);
    assert.equal(equation.received_minor, 0n);
    assert.equal(equation.outside_coverage_minor, 161643n);
    assert.equal(equation.discrepancy_minor, 0n);
    assert.deepEqual(wallets, []);
    assert.equal((await balanceOf(book.store, book.book_id, A))?.state, 'outside_coverage');
  });

  test('the receipt of its file sums no currencies', () => {
    const [receipt] = report.receipts.filter(({ source }) => source === 'tmall-global-settlement');
    assert.deepEqual([receipt?.rows_new, receipt?.inflow_minor, receipt?.outflow_minor], [3, 0n, 0n]);
  });

  test('sums are per currency, and there is none over several', async () => {
    const list = 'foreign_settlements';
    const { count, sums } = await listTotals(book, list, ALL, null);
    assert.equal(count, 3);
    assert.deepEqual(sums, { yuan_minor: 0n });
    const dollars = await listTotals(book, list, DOLLARS, null);
    assert.equal(dollars.sums.foreign_minor, 15930n);
    assert.equal(dollars.sums.foreign_refund_minor, -2000n);
    const { groups } = await listGroups(book, list, { filter: ALL, by: ['currency'] }, null);
    assert.deepEqual(
      groups.map(({ values, sums: { foreign_minor } }) => [...values, foreign_minor]),
      [
        ['USD', 15930n],
        ['EUR', 5845n],
      ],
    );
  });
});
