import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import { makeDaySums, wantsDaySums } from '../../src/actions/indexes/sum-days.ts';
import { listTotals } from '../../src/actions/lists/list-groups.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import { type RawLine, writeStatement } from '../support/raw-files.ts';

const LINES: readonly RawLine[] = Array.from({ length: 9 }, (_, at) => ({
  no: String(100 + at),
  amount: at + 1,
  order: `40000000000000001${10 + at}`,
}));

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'duideshang-合计-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** Lines that are counted and their sum, which days and lines tell alike. */
async function counted(book: Book): Promise<readonly [number, bigint | undefined]> {
  const totals = await listTotals(book, 'statement_lines', { conditions: [] });
  const everyAmount = { column: 'amount_minor', how: 'between' as const, values: ['-999999', ''] };
  assert.deepEqual(totals, await listTotals(book, 'statement_lines', { conditions: [everyAmount] }));
  return [totals.count, totals.sums.amount_minor];
}

/** How many lines days tell. */
async function inDays({ store }: Book): Promise<bigint> {
  const [row] = await store.query<{ count: bigint }>(sql`select coalesce(sum(line_count), 0)::bigint as count
    from statement_line_days where batch_id in (select batch_id from import_batches where is_summed)`);
  return row?.count ?? 0n;
}

forEachEngine((books) => {
  test('sums by day follow what counts: a fuller telling, its undoing, and the undoing of all', async () => {
    const book = await books.open();
    await importFiles(book, [await writeStatement(folder, 'narrow.csv', LINES)]);
    assert.equal(await wantsDaySums(book), false);
    await makeDaySums(book, 1);
    assert.equal(await inDays(book), 9n);
    assert.deepEqual(await counted(book), [9, 4500n]);

    await importFiles(book, [await writeStatement(folder, 'wide.csv', LINES.slice(0, 8), { wide: true })]);
    assert.equal(await inDays(book), 0n);
    assert.deepEqual(await counted(book), [9, 4500n]);
    await makeDaySums(book, 1);
    assert.equal(await inDays(book), 9n);
    assert.deepEqual(await counted(book), [9, 4500n]);

    const [narrow, wide] = await listImports(book);
    await undoImport(book, wide?.import_id ?? 0n);
    assert.equal(await inDays(book), 0n);
    assert.deepEqual(await counted(book), [9, 4500n]);
    await makeDaySums(book, 1);
    await undoImport(book, narrow?.import_id ?? 0n);
    assert.deepEqual(await counted(book), [0, 0n]);
    assert.deepEqual(await book.store.query(sql`select 1 as one from statement_line_days`), []);
  });
});
