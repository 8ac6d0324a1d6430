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
const STATEMENT = new URL('alipay-statement/fixtures/ok/12-columns.csv', SOURCES);
const SUMMARY = new URL('alipay-totals/fixtures/ok/2088102030405060_202408_账务明细(汇总).csv', SOURCES);

/** What each file's receipt says of control totals, and how many totals disagree. */
async function verdicts(book: Book): Promise<Record<string, string>> {
  const receipts = (await listImports(book)).flatMap((record) => record.receipts);
  return Object.fromEntries(
    receipts.map(({ source, control_totals, totals }) => [
      source,
      `${control_totals} ${totals.filter(({ agrees }) => !agrees).length}/${totals.length}`,
    ]),
  );
}

forEachEngine((books) => {
  test('a summary proves its statement whichever comes first, and no longer when it is undone', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'summary-'));
    try {
      const [statement, summary, wrong] = ['明细.csv', '汇总.csv', '错.csv'].map((name) =>
        path.join(folder, name),
      );
      assert.ok(statement && summary && wrong);
      await writeFile(statement, await readFile(STATEMENT));
      await writeFile(summary, await readFile(SUMMARY));
      const book = await books.open();
      await importFiles(book, [summary]);
      assert.deepEqual(await verdicts(book), { 'alipay-totals': 'waiting 14/14' });
      const { receipts } = await importFiles(book, [statement]);
      assert.deepEqual(
        receipts.map(({ control_totals, totals }) => [control_totals, totals.length]),
        [['ok', 16]],
      );
      assert.deepEqual(await verdicts(book), { 'alipay-totals': 'ok 0/14', 'alipay-statement': 'ok 0/16' });
      const text = await readFile(SUMMARY, 'latin1');
      await writeFile(wrong, text.replaceAll('-1316.64', '-1316.60'), 'latin1');
      await importFiles(book, [wrong]);
      const [first] = await listImports(book);
      assert.ok(first);
      await undoImport(book, first.import_id);
      assert.deepEqual(await verdicts(book), {
        'alipay-statement': 'mismatch 1/16',
        'alipay-totals': 'mismatch 1/14',
      });
      const last = (await listImports(book)).at(-1);
      assert.ok(last);
      await undoImport(book, last.import_id);
      assert.deepEqual(await verdicts(book), { 'alipay-statement': 'ok 0/2' });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('imported wallet lines name their orders by the built-in key rules', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'keys-'));
    try {
      const statement = path.join(folder, '明细.csv');
      await writeFile(statement, await readFile(STATEMENT));
      const book = await books.open();
      await importFiles(book, [statement]);
      const rows = await book.store.query<{ match_key: string; lines: bigint }>(sql`select match_key,
          count(*) as lines from statement_lines where key_rule is not null group by match_key order by match_key`);
      assert.deepEqual(rows, [
        { match_key: '2618000000000100042', lines: 5n },
        { match_key: '2618000000000200043', lines: 3n },
        { match_key: '2618000000000300044', lines: 1n },
      ]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
