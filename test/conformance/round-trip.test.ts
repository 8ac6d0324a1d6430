import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import * as xlsx from '@e965/xlsx';
import { caseDetail } from '../../src/actions/cases/case-detail.ts';
import { makeMove } from '../../src/actions/cases/make-move.ts';
import { applyRoundTrip, exportRoundTrip, readRoundTripFile } from '../../src/actions/cases/round-trip.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { LANGUAGES, type Language } from '../../src/model/language.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import { bookWith, CLERK, REVIEWER, selected, statesOf } from '../support/case-books.ts';

const FOUR = `covers 01-01 to 02-01
order O1 paid 100.00 completed confirmed 01-10 payout 100.00
line sale 99.00 on 01-10 ref O1
order O2 paid 50.00 completed confirmed 01-11 payout 50.00
line sale 20.00 on 01-11 ref O2
order O3 paid 900.00 completed confirmed 01-12 payout 900.00
line sale 300.00 on 01-12 ref O3
line sale 58.00 on 01-12 ref ? payment 78`;

const ALL = sql`true`;

type Cells = Record<string, string>;

/** Opens a workbook as a spreadsheet program does, changes its rows, and saves it in that program's own way. */
function fill(file: string, change: (rows: Cells[]) => Cells[]): void {
  const workbook = xlsx.read(readFileSync(file));
  const [name = ''] = workbook.SheetNames;
  const rows = xlsx.utils.sheet_to_json<Cells>(workbook.Sheets[name] ?? {}, { defval: '', raw: false });
  const headers = Object.keys(rows[0] ?? {});
  workbook.Sheets[name] = xlsx.utils.json_to_sheet(change(rows), { header: headers });
  writeFileSync(file, xlsx.write(workbook, { type: 'buffer', bookType: 'xlsx', bookSST: true }));
}

/** Writes what a person fills in beside the order numbers. */
function answers(given: Record<string, Cells>): (rows: Cells[]) => Cells[] {
  return (rows) => rows.map((row) => ({ ...row, ...given[row['订单编号'] ?? ''] }));
}

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'duideshang-round-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function written(book: Book, name: string, language: Language = 'zh-CN'): Promise<string> {
  const file = path.join(await mkdtemp(path.join(folder, 'out-')), `${name}.xlsx`);
  await exportRoundTrip(book, CLERK, ALL, file, language);
  return file;
}

forEachEngine((books) => {
  test('filled, sorted otherwise and saved by another program, a workbook changes what it says and no more', async () => {
    const book = await bookWith(books, FOUR);
    await runReconciliation(book);
    const file = await written(book, '差异');
    fill(file, (rows) => {
      const done = answers({
        O1: { 处理结果: '认可说明', 处理原因: '测试单、内部单', 备注: '老板的测试' },
        O2: { 处理结果: '向平台申诉' },
        O3: { 备注: '等运营回复' },
      })(rows);
      return [...done.reverse(), { 订单编号: '手工加的', 处理结果: '认可说明' }];
    });
    const preview = await readRoundTripFile(book, CLERK, { path: file });
    assert.deepEqual([preview.rows, preview.unchanged, preview.conflicts.length], [5, 1, 0]);
    assert.deepEqual(
      preview.changes.map(({ match_key, move, note, to_state }) => [match_key, move, note, to_state]).sort(),
      [
        ['O1', 'accept', '老板的测试', 'resolved'],
        ['O2', 'claim_from_platform', null, 'waiting'],
        ['O3', 'comment', '等运营回复', null],
      ],
    );
    assert.deepEqual(
      preview.refused.map(({ row, column }) => [row, column]),
      [[6, '差异编号']],
    );
    assert.deepEqual(await statesOf(book), { '?78': 'open', O1: 'open', O2: 'open', O3: 'open' });
    const { actions, left_out } = await applyRoundTrip(book, CLERK, preview.round_trip_id, []);
    assert.deepEqual([actions.length, left_out.length], [3, 0]);
    assert.deepEqual(await statesOf(book), { '?78': 'open', O1: 'resolved', O2: 'waiting', O3: 'open' });
    const [first] = (await selected(book, 'O1')).cases;
    const shown = await caseDetail(book, CLERK, first?.case_id ?? '');
    assert.deepEqual([shown.reason_code, shown.events.at(-1)?.note], ['test_order', '老板的测试']);
    await assert.rejects(applyRoundTrip(book, CLERK, preview.round_trip_id, []), {
      code: 'round_trip_applied',
    });
  });
});

forEachEngine((books) => {
  test('what others changed meanwhile is a conflict, and is overwritten only when chosen', async () => {
    const book = await bookWith(books, FOUR);
    await runReconciliation(book);
    const file = await written(book, '冲突');
    await makeMove(book, REVIEWER, await selected(book, 'O1', 'O2'), { move: 'ask_colleague' });
    fill(
      file,
      answers({ O1: { 处理结果: '认可说明' }, O2: { 处理结果: '核销差额' }, O3: { 处理结果: '应退款' } }),
    );
    const preview = await readRoundTripFile(book, CLERK, { path: file });
    assert.deepEqual(
      preview.changes.map(({ match_key }) => match_key),
      ['O3'],
    );
    assert.deepEqual(
      preview.conflicts.map(({ match_key, changed_by, now }) => [match_key, changed_by, now.en]).sort(),
      [
        ['O1', 'mei', 'waiting'],
        ['O2', 'mei', 'waiting'],
      ],
    );
    const chosen = preview.conflicts.find(({ match_key }) => match_key === 'O1')?.case_id ?? '';
    await applyRoundTrip(book, CLERK, preview.round_trip_id, [chosen]);
    assert.deepEqual(await statesOf(book), { '?78': 'open', O1: 'resolved', O2: 'waiting', O3: 'waiting' });
  });
});

forEachEngine((books) => {
  test('cells that say what no list holds are refused by row and column', async () => {
    const book = await bookWith(books, FOUR);
    await runReconciliation(book);
    const file = await written(book, '不对');
    fill(file, (rows) => {
      const filled = answers({
        O1: { 处理结果: '随便' },
        O2: { 处理结果: '认可说明', 处理原因: '没有这个' },
        O3: { 处理结果: '核销差额' },
      })(rows);
      return [...filled, ...filled.filter((row) => row['订单编号'] === 'O3')];
    });
    const preview = await readRoundTripFile(book, CLERK, { path: file, name: '上传.xlsx' });
    assert.equal(preview.file, '上传.xlsx');
    assert.deepEqual(
      preview.refused.map(({ column, value }) => [column, value]).sort(),
      [
        ['处理原因', '没有这个'],
        ['处理结果', '随便'],
        ['差异编号', String(preview.changes[0]?.case_id)],
      ].sort(),
    );
    assert.match(preview.refused.find(({ column }) => column === '处理结果')?.says['zh-CN'] ?? '', /随便/);
    const strange = path.join(folder, 'strange.xlsx');
    const sheet = xlsx.utils.json_to_sheet([{ a: 1 }]);
    writeFileSync(
      strange,
      xlsx.write({ SheetNames: ['x'], Sheets: { x: sheet } }, { type: 'buffer', bookType: 'xlsx' }),
    );
    await assert.rejects(readRoundTripFile(book, CLERK, { path: strange }), { code: 'round_trip_not_ours' });
  });
});

forEachEngine((books) => {
  test('a workbook of any language is read, and its lists and hidden columns are in the file', async () => {
    const book = await bookWith(books, FOUR);
    await runReconciliation(book);
    for (const language of LANGUAGES) {
      const file = await written(book, language, language);
      const sheet = sheetXml(file);
      assert.match(sheet, /<col min="1" max="1"[^>]* hidden="1"\/>/);
      assert.equal([...sheet.matchAll(/<dataValidation /g)].length, 4);
      assert.ok(sheet.indexOf('<autoFilter') < sheet.indexOf('<dataValidations'));
      assert.ok(sheet.indexOf('<dataValidations') < sheet.indexOf('<pageMargins'));
      const { Sheets, SheetNames } = xlsx.read(readFileSync(file));
      const lists = Sheets[SheetNames[1] ?? ''] ?? {};
      const result = { 'zh-CN': '处理结果', 'zh-TW': '處理結果', en: 'result' }[language];
      const [move] = xlsx.utils.sheet_to_json<Cells>(lists);
      fill(file, (rows) => rows.map((row) => ({ ...row, [result]: move?.[result] ?? '' })));
      const preview = await readRoundTripFile(book, CLERK, { path: file });
      assert.deepEqual(
        preview.changes.map((change) => change.move),
        Array(4).fill('investigate'),
        language,
      );
    }
  });
});

/** The first sheet as it stands in the file. */
function sheetXml(file: string): string {
  const { files } = xlsx.read(readFileSync(file), { bookFiles: true }) as unknown as {
    files: Record<string, { content: Uint8Array }>;
  };
  return Buffer.from(files['xl/worksheets/sheet1.xml']?.content ?? []).toString('utf8');
}
