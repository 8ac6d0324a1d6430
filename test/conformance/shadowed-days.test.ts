import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';

const SOURCES = new URL('../../src/sources/', import.meta.url);
const TRADES = new URL('wechat-trades/fixtures/ok/all.csv', SOURCES);
const FUND_FLOW = new URL('wechat-fund-flow/fixtures/ok/1900000042资金账单.csv', SOURCES);

/** The rows of the fund flow that do not count because the trades tell them. */
async function toldRows({ store }: Book): Promise<number[]> {
  const rows = await store.query<{ row_no: number; source_id: string }>(sql`select t.row_no, b.source_id
    from told_lines t join import_batches b on b.book_id = t.book_id and b.batch_id = t.batch_id
    order by t.row_no`);
  assert.ok(rows.every(({ source_id }) => source_id === 'wechat-fund-flow'));
  assert.deepEqual(await store.query(sql`select 1 as one from shadowed_days`), []);
  return rows.map(({ row_no }) => row_no);
}

/** Rewrites every payment number, so that the file is another merchant's. */
function ofAnotherMerchant(text: string): string {
  return text
    .replaceAll('`4200', '`4299')
    .replaceAll('`5000', '`5099')
    .replaceAll('1900000042', '1900000077');
}

forEachEngine((books) => {
  for (const [says, name, change, rows] of [
    ['without, by a payment in common', '资金账单.csv', String, [2, 3, 4]],
    ["but another merchant's counts", '资金账单.csv', ofAnotherMerchant, []],
    ['with its merchant number in the name', '1900000042资金账单.csv', String, [2, 3, 4]],
  ] as const) {
    test(`trades tell the payments of a fund flow ${says}`, async () => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'shadow-'));
      try {
        const trades = path.join(folder, 'trades.csv');
        const fund_flow = path.join(folder, name);
        await writeFile(trades, await readFile(TRADES));
        await writeFile(fund_flow, change(await readFile(FUND_FLOW, 'utf8')));
        const orders = [[trades, fund_flow]];
        if (rows.length > 0) orders.push([fund_flow, trades]);
        for (const order of orders) {
          const book = await books.open();
          for (const file of order) await importFiles(book, [file]);
          assert.deepEqual(await toldRows(book), rows);
          const imports = await listImports(book);
          const of_trades = imports.find(({ file }) => file === 'trades.csv');
          assert.ok(of_trades);
          await undoImport(book, of_trades.import_id);
          assert.deepEqual(await toldRows(book), []);
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
});
