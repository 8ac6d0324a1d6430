import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type CellObject, read } from '@e965/xlsx';
import { caseDetail } from '../../src/actions/cases/case-detail.ts';
import { makeMove } from '../../src/actions/cases/make-move.ts';
import { exportList, type ListExport } from '../../src/actions/lists/export-list.ts';
import { listPage } from '../../src/actions/lists/list-page.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import { CHIEF, selected } from '../support/case-books.ts';
import { parseScenarios, writeScenario } from '../support/scenarios.ts';

const [MONTH] = parseScenarios(`scenario month
covers 01-01 to 02-01
order 123456789012345678 paid 99.00 completed confirmed 01-08 payout 99.00
line sale 99.00 on 01-08 ref 123456789012345678
order O2 paid 50.00 shipped
order O3 paid 20.00 completed confirmed 01-09 payout 20.00
line sale 19.80 on 01-09 ref O3`);

const ASKED: ListExport = {
  list: 'orders',
  filter: { conditions: [] },
  sort: [{ column: 'expected_minor', descending: true }],
  columns: ['match_key', 'state', 'shop', 'expected_minor', 'discrepancy_minor'],
  format: 'csv',
  language: 'zh-CN',
};

async function withMonth(book: Book, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'duideshang-导出-'));
  try {
    await book.store.transaction(async (tx) => {
      if (MONTH !== undefined) await writeScenario(tx, book.book_id, MONTH);
      await tx.execute(sql`update orders set shop = '=HYPERLINK("x")' where match_key = 'O2'`);
    });
    await runReconciliation(book);
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

forEachEngine((books) => {
  test('a list is written in order, codes by name, formulas made harmless', async () => {
    const book = await books.open();
    await withMonth(book, async (folder) => {
      const csv = join(folder, '订单.csv');
      assert.equal(await exportList(book, csv, ASKED), 3);
      assert.deepEqual(readFileSync(csv, 'utf8').replace('\ufeff', '').split('\r\n'), [
        '订单编号,核对结果,店铺,应收,差额',
        '123456789012345678\t,已核对,店,99.00,0.00',
        `O2,在途,"'=HYPERLINK(""x"")",50.00,0.00`,
        'O3,有差异,店,20.00,-0.20',
        '',
      ]);
      const english = join(folder, 'orders.xlsx');
      assert.equal(await exportList(book, english, { ...ASKED, format: 'xlsx', language: 'en' }), 3);
      assert.equal(readFileSync(english).subarray(0, 2).toString('latin1'), 'PK');
      const filter = { conditions: [{ column: 'state', how: 'is' as const, values: ['exception'] }] };
      assert.equal(await exportList(book, csv, { ...ASKED, filter }), 1);
      assert.equal(await exportList(book, csv, ASKED, { shops: [] }), 0);
    });
  });

  test('an export that is cancelled or cannot be written leaves nothing behind', async () => {
    const book = await books.open();
    await withMonth(book, async (folder) => {
      for (const format of ['csv', 'xlsx'] as const) {
        const path = join(folder, `a.${format}`);
        await assert.rejects(exportList(book, path, { ...ASKED, format }, { signal: AbortSignal.abort() }));
        assert.equal(existsSync(path) || existsSync(`${path}.part`), false);
      }
      await assert.rejects(exportList(book, join(folder, 'none', 'a.csv'), ASKED), {
        code: 'report_not_written',
      });
      await assert.rejects(exportList(book, join(folder, 'a.csv'), { ...ASKED, columns: ['x'] }), {
        code: 'list_column_unknown',
      });
    });
  });

  test('the explanation of a case is a sentence in the list and in its export', async () => {
    const book = await books.open();
    await withMonth(book, async (folder) => {
      const asked = { filter: { conditions: [] }, sort: [], columns: ['says'] };
      const { rows } = await listPage(book, 'cases', { ...asked, language: 'en' });
      const [[case_id, says] = []] = rows;
      assert.equal(rows.length, 1);
      assert.equal(says, (await caseDetail(book, CHIEF, String(case_id))).says.en);
      const csv = join(folder, 'cases.csv');
      await exportList(book, csv, { ...asked, list: 'cases', format: 'csv', language: 'zh-CN' });
      assert.match(readFileSync(csv, 'utf8'), /说明\r\n"?[^{}]*0\.20/);
    });
  });
});

forEachEngine((books) => {
  test('accounts are written as people call them, not by their ids', async () => {
    const book = await books.open();
    await withMonth(book, async (folder) => {
      const csv = join(folder, 'lines.csv');
      await exportList(book, csv, { ...ASKED, list: 'statement_lines', sort: [], columns: ['account_id'] });
      assert.match(readFileSync(csv, 'utf8'), /资金账户\r\n支付宝/);
    });
  });

  test('users are written by their names, those of the command line as it wrote them down', async () => {
    const book = await books.open();
    await withMonth(book, async (folder) => {
      for (const who of [CHIEF, { ...CHIEF, user_id: '小林' }])
        await makeMove(book, who, await selected(book, 'O3'), { move: 'comment', note: '问过' });
      const csv = join(folder, 'steps.csv');
      const nameOfUser = (user_id: string): string => (user_id === CHIEF.user_id ? '主管' : user_id);
      const columns = ['what', 'made_by'];
      const filter = { conditions: [{ column: 'what', how: 'is' as const, values: ['comment'] }] };
      await exportList(
        book,
        csv,
        { ...ASKED, list: 'case_events', filter, sort: [{ column: 'made_at', descending: false }], columns },
        { nameOfUser },
      );
      assert.match(readFileSync(csv, 'utf8'), /,主管\r\n[^,]+,小林\r\n$/);
    });
  });

  test('in a workbook numbers stay texts when edited, amounts are numbers, and texts are shown whole', async () => {
    const book = await books.open();
    await withMonth(book, async (folder) => {
      const path = join(folder, 'cases.xlsx');
      const columns = ['match_key', 'says', 'discrepancy_minor'];
      const asked = { ...ASKED, list: 'cases', sort: [], columns, format: 'xlsx' as const };
      await exportList(book, path, asked);
      const { Sheets } = read(readFileSync(path), { cellNF: true, cellStyles: true });
      const sheet = Sheets['差异'] ?? {};
      const [number, says, amount] = ['A2', 'B2', 'C2'].map((at) => sheet[at] as CellObject);
      assert.deepEqual([number?.t, number?.z], ['s', '@']);
      assert.deepEqual([amount?.t, amount?.v], ['n', -0.2]);
      assert.ok(String(says?.v).length > 24);
      assert.deepEqual(
        sheet['!cols']?.map(({ width }) => width),
        [10, 60, 18],
      );
      await exportList(book, path, { ...asked, list: 'orders', columns: ['match_key'] });
      const orders = read(readFileSync(path), { cellStyles: true }).Sheets['订单'];
      assert.equal(orders?.['!cols']?.[0]?.width, '123456789012345678'.length + 3);
    });
  });
});
