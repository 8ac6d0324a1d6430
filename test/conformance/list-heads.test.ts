import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import { copyHeads, wantsHeads } from '../../src/actions/indexes/copy-heads.ts';
import { listPage } from '../../src/actions/lists/list-page.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { ListCell, ListName } from '../../src/model/list.ts';
import type { Book } from '../../src/store/book.ts';
import type { HeadTable } from '../../src/store/lists/list.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import { lookingUp } from '../support/number-answers.ts';
import { type RawLine, type RawOrder, writeOrders, writeStatement } from '../support/raw-files.ts';

const LINES: readonly RawLine[] = Array.from({ length: 9 }, (_, at) => ({
  no: String(100 + at),
  amount: at + 1,
  order: `40000000000000001${10 + at}`,
}));

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'duideshang-列表-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** The first rows of a list by its largest amounts, as copies tell them and as all rows do. */
async function firstRows(book: Book, name: ListName, column: string): Promise<(readonly ListCell[])[]> {
  const [copied = [], read = []] = await Promise.all(
    [false, true].map(async (has_indexes) => {
      const sort = [{ column, descending: true }];
      const request = { filter: { conditions: [] }, sort, columns: [column, 'account_id'], limit: 3 };
      return (await listPage(lookingUp(book, has_indexes), name, request)).rows;
    }),
  );
  assert.deepEqual(copied, read);
  return read.map((row) => row.slice(1, 2));
}

async function rowsIn({ store }: Book, table: HeadTable): Promise<bigint> {
  const [row] = await store.query<{ count: bigint }>(
    table === 'balance_heads'
      ? sql`select count(*) as count from balance_heads`
      : sql`select count(*) as count from statement_line_heads where live`,
  );
  return row?.count ?? 0n;
}

forEachEngine((books) => {
  test('copies of wallet lines follow what counts: a fuller telling, its undoing, and the undoing of all', async () => {
    const book = lookingUp(await books.open(), false);
    await importFiles(book, [await writeStatement(folder, 'narrow.csv', LINES)]);
    await copyHeads(book, 'statement_line_heads', 1);
    const copied = await rowsIn(book, 'statement_line_heads');
    assert.ok(copied >= 9n);
    const all = [[900n], [800n], [700n]];
    assert.deepEqual(await firstRows(book, 'statement_lines', 'amount_minor'), all);

    await importFiles(book, [await writeStatement(folder, 'wide.csv', LINES.slice(0, 8), { wide: true })]);
    assert.equal(await rowsIn(book, 'statement_line_heads'), copied / 9n);
    assert.deepEqual(await firstRows(book, 'statement_lines', 'amount_minor'), all);
    await copyHeads(book, 'statement_line_heads', 1);
    assert.deepEqual(await firstRows(book, 'statement_lines', 'amount_minor'), all);

    const [narrow, wide] = await listImports(book);
    await undoImport(book, wide?.import_id ?? 0n);
    assert.equal(await rowsIn(book, 'statement_line_heads'), copied);
    assert.deepEqual(await firstRows(book, 'statement_lines', 'amount_minor'), all);
    await undoImport(book, narrow?.import_id ?? 0n);
    assert.deepEqual(await firstRows(book, 'statement_lines', 'amount_minor'), []);
  });

  test('copies of orders are of the last run alone', async () => {
    const book = lookingUp(await books.open(), false);
    const paid = (no: string, amount: string): RawOrder => ({ no, paid: amount });
    const orders = ['1', '2', '3', '4'].map((no) => paid(`400000000000000021${no}`, `${no}0.00`));
    await importFiles(book, [await writeOrders(folder, 'orders.csv', orders)]);
    await runReconciliation(book);
    assert.equal(await wantsHeads(book, 'balance_heads', 1), true);
    await copyHeads(book, 'balance_heads', 1);
    assert.equal(await wantsHeads(book, 'balance_heads', 1), false);
    assert.deepEqual(await firstRows(book, 'orders', 'expected_minor'), [[4000n], [3000n], [2000n]]);

    const more = [paid('4000000000000000219', '90.00')];
    await importFiles(book, [await writeOrders(folder, 'more.csv', more)]);
    await runReconciliation(book);
    assert.deepEqual(await firstRows(book, 'orders', 'expected_minor'), [[9000n], [4000n], [3000n]]);
    await copyHeads(book, 'balance_heads', 1);
    assert.deepEqual(await firstRows(book, 'orders', 'expected_minor'), [[9000n], [4000n], [3000n]]);
  });

  test('few rows, and an engine with indexes, want no copies', async () => {
    const book = await books.open();
    await importFiles(book, [await writeStatement(folder, 'few.csv', LINES)]);
    assert.equal(await wantsHeads(lookingUp(book, false), 'statement_line_heads', 9), true);
    assert.equal(await wantsHeads(lookingUp(book, false), 'statement_line_heads', 10), false);
    assert.equal(await wantsHeads(book, 'statement_line_heads', 1), books.engine === 'duckdb');
    await copyHeads(lookingUp(book, false), 'statement_line_heads');
    assert.equal(await rowsIn(book, 'statement_line_heads'), 0n);
  });

  test('copies have the columns of what they copy, in the same order', async () => {
    const { store } = await books.open();
    const columnsOf = async (table: string): Promise<string[]> => {
      const columns = await store.query<{ name: string }>(sql`select column_name as name
        from information_schema.columns where table_name = ${table} order by ordinal_position`);
      return columns.map(({ name }) => name);
    };
    for (const [copies, table] of [
      ['balance_heads', 'balances'],
      ['statement_line_heads', 'statement_lines'],
    ] as const)
      assert.deepEqual(await columnsOf(copies), ['head_id', ...(await columnsOf(table))]);
    assert.deepEqual(await columnsOf('untimed_balances'), await columnsOf('balances'));
  });
});
