import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { test } from 'node:test';
import { Random } from '../../simulator/random.ts';
import { CARRIERS } from '../../test/support/carriers.ts';
import { readingOptions, readOne, readTables, temporaryFile, zipOf } from '../../test/support/reading.ts';
import { DuideshangError } from '../errors.ts';
import { LANGUAGES } from '../model/language.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { openTables } from './open-tables.ts';
import { readRows } from './read-rows.ts';
import { builtInFormat, customFormat, momentOf } from './workbooks/serials.ts';

test('what is no file is refused', async () => {
  await assert.rejects(readTables('/nowhere/none.csv'), {
    message:
      'file_unreadable: none.csv cannot be opened: ENOENT. Make sure that it is there and that no other program holds it.',
  });
  await assert.rejects(readTables(tmpdir()), {
    message: `file_unreadable: ${basename(tmpdir())} cannot be opened: EISDIR. Make sure that it is there and that no other program holds it.`,
  });
});

const WITHOUT_CELLS =
  'a page as it looks, without cells, so that its amounts cannot be read for certain; it was not imported. Download the statement as Excel or csv from the bank or the platform, and import that.';
const NO_TABLES = [
  ['%PDF-1.7', `file_without_cells: file.bin is PDF: ${WITHOUT_CELLS}`],
  [Uint8Array.from([0x89, 80, 78, 71]), `file_without_cells: file.bin is PNG: ${WITHOUT_CELLS}`],
  [
    'Rar!\x1a\x07',
    'archive_kind_unknown: file.bin is a RAR archive; only zip is opened here. Unpack it first and import the files inside.',
  ],
  [
    '<?xml version="1.0"?><config/>',
    'file_kind_unknown: file.bin is XML, not a table that can be read. Download it from the platform or the bank as csv or Excel.',
  ],
] as const;

for (const [content, message] of NO_TABLES) {
  test(`refused: ${message.slice(0, 40)}`, async () => {
    await assert.rejects(readOne(content), { message });
  });
}

test('a statement that is a PDF is refused in the words of the clerk', async () => {
  const error = await readTables(temporaryFile('流水.pdf', '%PDF-1.7')).then(
    () => assert.fail('was read'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof DuideshangError);
  for (const language of LANGUAGES) assert.match(error.text[language], /流水\.pdf.*PDF.*Excel.*csv/);
});

test('a Word document is refused', async () => {
  const zip = await zipOf([['word/document.xml', '<w/>']]);
  await assert.rejects(readOne(zip), { code: 'file_kind_unknown' });
});

test('rows are read again by number', async () => {
  const text = 'id,name\n\n1,"two\nlines"\n2,x\n3,y\n';
  const path = temporaryFile(
    'again.zip',
    await zipOf([
      ['a.csv', 'other\n'],
      ['b.csv', text],
    ]),
  );
  const rows = await readRows(path, 'b.csv', null, [4, 3, 99], readingOptions());
  assert.deepEqual(
    [...rows],
    [
      [3, ['1', 'two\nlines']],
      [4, ['2', 'x']],
    ],
  );
  assert.equal((await readRows(path, 'c.csv', null, [1], readingOptions())).size, 0);
  assert.equal((await readRows(path, 'b.csv', null, [], readingOptions())).size, 0);
});

const FORMATS = [
  ['General', null],
  ['0.00E+00', null],
  ['#,##0.00;[Red]-#,##0.00', null],
  ['"d"0', null],
  ['@', null],
  ['_-* #,##0.00_-;_-@_-', null],
  ['yyyy-mm-dd hh:mm:ss', 'date'],
  ['[$-804]yyyy"年"m"月"d"日"', 'date'],
  ['m/d', 'date'],
  ['mmm', 'date'],
  ['e"年"', 'date'],
  ['h:mm AM/PM', 'time'],
  ['[h]:mm:ss', 'time'],
  ['上午/下午h"时"mm"分"', 'time'],
] as const;

for (const [code, kind] of FORMATS) {
  test(`number format ${code}`, () => assert.equal(customFormat(code), kind));
}

test('number formats without text', () => {
  assert.deepEqual([0, 4, 14, 21, 22, 31, 46, 49].map(builtInFormat), [
    null,
    null,
    'date',
    'time',
    'date',
    'date',
    'time',
    null,
  ]);
});

const SERIALS = [
  ['1', '1900-01-01'],
  ['59', '1900-02-28'],
  ['60', '1900-02-29'],
  ['61', '1900-03-01'],
  ['36526', '2000-01-01'],
  ['43890', '2020-02-29'],
  ['44197.000011574074', '2021-01-01 00:00:01'],
  ['45657.999999', '2025-01-01'],
  ['2958465', '9999-12-31'],
  ['0.5', '12:00:00'],
  ['-1', '-1'],
  ['2958466', '2958466'],
  ['1E+400', '1E+400'],
] as const;

for (const [serial, moment] of SERIALS) {
  test(`serial ${serial}`, () => assert.equal(momentOf(serial, 'date', false), moment));
}

test('the page of limits lists every limit with its value', () => {
  const page = readFileSync(new URL('../../docs/reference/limits.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `(\w+)` \| ([\d,]+)(?: ([MG])iB)? \|/gm)].map(
    ([, name = '', figure = '', unit]) => {
      const scale = unit === 'G' ? 1024 ** 3 : unit === 'M' ? 1024 ** 2 : 1;
      return [name, +figure.replaceAll(',', '') * scale];
    },
  );
  assert.deepEqual(Object.fromEntries(listed), DEFAULT_LIMITS);
});

const SHEET = Array.from({ length: 40 }, (_, row) => [
  `单号${row}`,
  `${row}.50`,
  row % 7 === 0 ? '备注' : '',
]);

for (const carrier of CARRIERS) {
  test(`a table is read again from its start, with nothing selected: ${carrier.name}`, async () => {
    const path = temporaryFile('table', carrier.write(SHEET, new Random(1)));
    for await (const table of openTables(path, readingOptions())) {
      const readings = [];
      for (const columns of [[0], null, null]) {
        const rows = [];
        for await (const batch of table.rows()) {
          rows.push(...batch);
          if (columns !== null) table.select(columns);
        }
        readings.push(rows);
      }
      const [, again, third] = readings;
      assert.deepEqual(again?.at(-1)?.cells.slice(0, 2), ['单号39', '39.50']);
      assert.equal(again?.length, SHEET.length);
      assert.deepEqual(third, again);
    }
  });
}

test('every sheet of a file that is read once for all of them can be read again', async () => {
  const sheet = (name: string): string =>
    `<Worksheet ss:Name="${name}"><Table><Row><Cell><Data ss:Type="String">${name}1</Data></Cell></Row></Table></Worksheet>`;
  const space = 'urn:schemas-microsoft-com:office:spreadsheet';
  const path = temporaryFile(
    'sheets.xls',
    Buffer.from(
      `<?xml version="1.0"?><Workbook xmlns="${space}" xmlns:ss="${space}">${['甲', '乙', '丙'].map(sheet).join('')}</Workbook>`,
    ),
  );
  const seen: string[] = [];
  for await (const table of openTables(path, readingOptions()))
    for (let time = 0; time < 2; time++)
      for await (const rows of table.rows()) seen.push(...rows.map(({ cells }) => cells.join()));
  assert.deepEqual(seen, ['甲1', '甲1', '乙1', '乙1', '丙1', '丙1']);
});
