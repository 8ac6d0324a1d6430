import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as XLSX from '@e965/xlsx';
import { batch, sampleContent, sampleSummary } from '../../../test/support/results.ts';
import { LANGUAGES, type Language } from '../../model/language.ts';
import { writeResultWorkbook } from './report.ts';
import { TEXTS } from './texts.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duideshang-workbook-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function written(language: Language, content = sampleContent()): Promise<XLSX.WorkBook> {
  const path = join(folder, `${language}.xlsx`);
  await writeResultWorkbook(path, content, language);
  return XLSX.read(await readFile(path));
}

function textOf(book: XLSX.WorkBook, name: string): string[][] {
  const sheet = book.Sheets[name];
  assert.ok(sheet, name);
  return XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' });
}

test('the summary shows the equation in words and numbers, and that it closes', async () => {
  const lines = textOf(await written('zh-CN'), '汇总').map((row) => row.join('|'));
  const all = lines.join('\n');
  assert.match(all, /订单应收 \+ 差异 = 已到账 \+ 平台扣费 \+ 已退款 \+ 在途 \+ 覆盖期外/);
  assert.match(
    all,
    /1,234,567\.89 \+ \(-123\.45\) = 1,100,000\.00 \+ 34,567\.00 \+ 20,000\.00 \+ 79,877\.44 \+ 0\.00/,
  );
  assert.ok(
    lines.some(
      (line) => line.startsWith('全部|1,234,567.89|-123.45|1,100,000.00') && line.includes('平 0.00'),
    ),
  );
  assert.ok(lines.some((line) => line.startsWith('示例旗舰店|1,000,000.00')));
  assert.ok(
    lines.some((line) => line.startsWith('alipay:2088000000000123|5,000.00') && line.includes('平 0.00')),
  );
  assert.ok(lines.some((line) => line.startsWith('示例旗舰店|佣金|2.00%|2|账单里的常见费率')));
  assert.ok(lines.some((line) => line.startsWith('已核对|1,802|')));
  assert.ok(lines.some((line) => line.startsWith('其它 | 0999999|新费用')));
});

test('an equation that does not close is said aloud, with the amount', async () => {
  const summary = sampleSummary();
  const broken = { ...summary.equation, received_minor: summary.equation.received_minor + 1n, closes: false };
  const book = await written('zh-CN', sampleContent({ summary: { ...summary, equation: broken } }));
  const all = textOf(book, '汇总').flat().join('\n');
  assert.match(all, /等式不平，两边相差 0\.01 元/);
  assert.match(all, /差 0\.01/);
});

test('an exception carries its order number as text, its evidence and its sentence', async () => {
  const [header, first, second] = textOf(await written('zh-CN'), '差异明细');
  assert.deepEqual(header?.slice(0, 11), [
    '订单编号',
    '类型',
    '原因',
    '应为',
    '实际',
    '差异金额',
    '说明',
    '依据文件',
    '工作表',
    '行号',
    '其他依据',
  ]);
  assert.equal(first?.[0], '1234567890123456789');
  assert.equal(first?.[5], '-120.00');
  assert.match(first?.[6] ?? '', /部分退款/);
  assert.equal(first?.[7], 'ExportOrderList202409050900.csv');
  assert.equal(first?.[9], '17');
  assert.equal(first?.[10], '退款管理.xlsx · Sheet1 第 4 行\n账务明细.csv 第 231 行');
  assert.equal(second?.[12], '\'=HYPERLINK("x")');
});

test('nothing from outside runs as a formula', async () => {
  const book = await written('zh-CN');
  for (const name of book.SheetNames) {
    for (const [reference, cell] of Object.entries(book.Sheets[name] ?? {})) {
      if (reference.startsWith('!')) continue;
      const { f: formula, v: value, t: type } = cell as XLSX.CellObject;
      assert.ok(formula === undefined || formula.startsWith('SUBTOTAL('), `${name}!${reference}`);
      if (type === 's') assert.doesNotMatch(String(value), /^[=+\-@]/, `${name}!${reference}`);
    }
  }
});

test('receipts show every figure; unmatched and refused rows are listed', async () => {
  const book = await written('zh-CN');
  const [, receipt] = textOf(book, '导入回执');
  assert.deepEqual(receipt?.slice(3, 18), [
    '5,321',
    '5,300',
    '20',
    '0',
    '1',
    '0',
    '0',
    '0',
    '9',
    '相符',
    '连续',
    '5,000.00',
    '1,150,000.00',
    '1,050,000.00',
    '105,000.00',
  ]);
  assert.equal(textOf(book, '未匹配流水')[1]?.[5], "'-备注");
  assert.equal(textOf(book, '拒收行')[1]?.[2], '77');
  assert.equal(textOf(book, '在途')[1]?.[4], '2024-09-14');
});

test('a month without anything to say is written in every language', async () => {
  for (const language of LANGUAGES) {
    const book = await written(
      language,
      sampleContent({
        summary: sampleSummary({
          exceptions: [],
          by_shop: [],
          wallets: [],
          fees: [],
          fee_rates: [],
          unknown_subjects: [],
        }),
        exceptions: batch([]),
        in_transit: batch([]),
        receipts: [],
        unmatched_lines: batch([]),
        refused_rows: batch([]),
      }),
    );
    assert.equal(book.SheetNames.length, 7);
    assert.equal(book.SheetNames[0], TEXTS.sheet_summary[language]);
    assert.equal(textOf(book, TEXTS.sheet_exceptions[language])[1]?.[0], TEXTS.no_exceptions[language]);
  }
});
