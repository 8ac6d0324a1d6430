import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import { draftTemplate } from '../../src/actions/teaching/teach-file.ts';
import { listTemplates, removeTemplate, saveTemplate } from '../../src/actions/teaching/templates.ts';
import { DEFAULT_LIMITS } from '../../src/reading/limits.ts';
import { sql } from '../../src/store/sql.ts';
import { type Books, forEachEngine } from '../support/books.ts';

let folder = '';
before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'duideshang-templates-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(name: string, lines: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, lines);
  return file;
}

const SEPTEMBER = `派件日,面单,区域,斤两,费
2026-09-01,ZZ0000000000001,浙江,0.5,3.20
2026-09-02,ZZ0000000000002,新疆,1.2,18.00
合计,,,,21.20
`;
const OCTOBER = `派件日,面单,区域,斤两,费
2026-10-01,ZZ0000000000003,浙江,0.5,3.20
2026-10-02,ZZ0000000000004,江苏,x,4.00
`;
const COLUMNS = {
  charged_at: ['派件日'],
  tracking_no: ['面单'],
  to_area: ['区域'],
  weight_milli: ['斤两'],
  amount_minor: ['费'],
};

forEachEngine((books) => {
  teachesAndReads(books);
  keepsWhatWasRead(books);
  explainsStatuses(books);
});

function teachesAndReads(books: Books): void {
  test('a layout that nobody knows is taught once, and its files are read from then on', async () => {
    const book = await books.open();
    const september = fileOf('九月.csv', SEPTEMBER);
    const unknown = await importFiles(book, [september]);
    assert.deepEqual(
      unknown.failures.map(({ error }) => error.code),
      ['source_unknown'],
    );
    const said = { name: '某快递', kind: 'carrier_charges' } as const;
    const guessed = await draftTemplate(september, { file: '九月.csv', said, limits: DEFAULT_LIMITS });
    assert.ok(guessed.missing.length > 0, 'its headers say nothing: a person names the columns');
    const template = { ...guessed.template, columns: COLUMNS };
    const draft = await draftTemplate(september, {
      file: '九月.csv',
      said,
      template,
      limits: DEFAULT_LIMITS,
    });
    assert.deepEqual(draft.missing, []);
    assert.deepEqual([draft.rows_read, draft.rows_refused], [2, 0]);
    assert.equal(draft.understood[0]?.cells.amount_minor, '-3.20');

    await saveTemplate(book, draft.template, null);
    const { receipts, failures } = await importFiles(book, [september, fileOf('十月.csv', OCTOBER)]);
    assert.deepEqual(failures, []);
    assert.deepEqual(
      receipts.map(({ rows_new, rows_refused }) => [rows_new, rows_refused]),
      [
        [2, 0],
        [1, 1],
      ],
    );
    const charges = await book.store.query(
      sql`select match_key, tracking_no, weight_milli, amount_minor from carrier_charges
          where book_id = ${book.book_id} and live order by tracking_no`,
    );
    assert.deepEqual(charges.map(Object.values), [
      ['?ZZ0000000000001', 'ZZ0000000000001', 500n, -320n],
      ['?ZZ0000000000002', 'ZZ0000000000002', 1200n, -1800n],
      ['?ZZ0000000000003', 'ZZ0000000000003', 500n, -320n],
    ]);
  });
}

function keepsWhatWasRead(books: Books): void {
  test('a template that was changed or taken away leaves what was imported as it was read', async () => {
    const book = await books.open();
    const said = { name: '某快递', kind: 'carrier_charges' } as const;
    const file = fileOf('九月.csv', SEPTEMBER);
    const { template } = await draftTemplate(file, { file: '九月.csv', said, limits: DEFAULT_LIMITS });
    await saveTemplate(book, { ...template, columns: COLUMNS }, null);
    await importFiles(book, [file]);
    await saveTemplate(book, { ...template, columns: COLUMNS, positive_is: 'inflow' }, null);
    assert.equal((await listTemplates(book)).length, 1, 'one of a name');
    const sums = () =>
      book.store.query(
        sql`select sum(amount_minor)::bigint as sum from carrier_charges where book_id = ${book.book_id} and live`,
      );
    assert.deepEqual(await sums(), [{ sum: -2120n }]);

    const [imported] = await listImports(book);
    await undoImport(book, imported?.import_id ?? 0n);
    await importFiles(book, [file]);
    assert.deepEqual(await sums(), [{ sum: 2120n }], 'undone and imported again it is read anew');

    await removeTemplate(book, '某快递');
    assert.deepEqual(await listTemplates(book), []);
    const { failures } = await importFiles(book, [fileOf('十月.csv', OCTOBER)]);
    assert.deepEqual(
      failures.map(({ error }) => error.code),
      ['source_unknown'],
    );
    assert.deepEqual(await sums(), [{ sum: 2120n }]);
    await assert.rejects(removeTemplate(book, '某快递'), { code: 'template_unknown' });
  });
}

const ORDERS = `平台订单号,订单状态,实付金额,下单时间
D2026090100000001,已完成,59.90,2026-09-01 10:00:00
D2026090100000002,甲态,20.00,2026-09-01 11:00:00
`;

function explainsStatuses(books: Books): void {
  test('a word of a status means what a person says; one that comes later refuses its row and says what to do', async () => {
    const book = await books.open();
    const file = fileOf('商城.csv', ORDERS);
    const asked = {
      file: '商城.csv',
      said: { name: '商城', kind: 'orders' },
      limits: DEFAULT_LIMITS,
    } as const;
    const guessed = await draftTemplate(file, asked);
    assert.deepEqual(guessed.status_words, [
      { word: '已完成', status: 'completed' },
      { word: '甲态', status: null },
    ]);
    assert.equal(guessed.rows_refused, 1);
    const template = {
      ...guessed.template,
      statuses: { ...guessed.template.statuses, 甲态: 'shipped' },
    } as const;
    const draft = await draftTemplate(file, { ...asked, template });
    assert.deepEqual([draft.rows_read, draft.rows_refused], [2, 0]);
    await saveTemplate(book, draft.template, null);
    await importFiles(book, [file]);
    const later = ORDERS.replace('甲态', '乙态').replace('0002', '0003');
    const { receipts } = await importFiles(book, [fileOf('商城十月.csv', later)]);
    assert.equal(receipts[0]?.rows_refused, 1);
    const orders = await book.store.query(
      sql`select match_key, status from orders where book_id = ${book.book_id} and live order by match_key`,
    );
    assert.deepEqual(orders.map(Object.values), [
      ['D2026090100000001', 'completed'],
      ['D2026090100000002', 'shipped'],
    ]);
    const again = await draftTemplate(fileOf('再教.csv', later), { ...asked, template });
    assert.match(again.refused[0]?.why.en ?? '', /"乙态" is not known.*statuses/);
  });
}
