import assert from 'node:assert/strict';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { DEFAULT_LIMITS } from '../../reading/limits.ts';
import { fileOrigin } from '../../reading/origin.ts';
import { filePlace } from '../../reading/place.ts';
import { zipMembers } from '../../reading/zip.ts';
import { serialOf } from './serial.ts';
import type { TableColumn, TableRow } from './sheet.ts';
import { writeWorkbook } from './workbook.ts';
import { columnLetters, columnNumber, xmlText } from './xml.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duideshang-xlsx-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const COLUMNS: readonly TableColumn[] = [
  { title: '订单编号', width: 22, kind: 'id' },
  { title: '金额', width: 12, kind: 'money', total: true },
  { title: '笔数', width: 8, kind: 'count', total: true },
  { title: '日期', width: 12, kind: 'day' },
  { title: '说明', width: 40, kind: 'wrapped' },
];

async function* batches(rows: readonly TableRow[], size = 2): AsyncGenerator<readonly TableRow[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}

async function writeTable(name: string, rows: readonly TableRow[], rowsMax?: number): Promise<string> {
  const path = join(folder, name);
  await writeWorkbook(path, (book) =>
    book.addTable('表', {
      columns: COLUMNS,
      rows: batches(rows),
      total_label: '合计',
      empty_text: '没有',
      ...(rowsMax === undefined ? {} : { rows_max: rowsMax }),
    }),
  );
  return path;
}

async function sheetXml(path: string, part = 1): Promise<string> {
  const place = filePlace(path, { limits: DEFAULT_LIMITS });
  const members = await zipMembers(place, await fileOrigin(place, path));
  const member = members.find((one) => one.name === `xl/worksheets/sheet${part}.xml`);
  assert.ok(member);
  return Buffer.concat(await Array.fromAsync(member.chunks())).toString();
}

test('another program reads what was written', async () => {
  const path = await writeTable('plain.xlsx', [
    ['1234567890123456789', 123_456n, 3, '2024-08-31', '=1+1'],
    ['0012', -7n, 4, '2024-09-01', '换\n行 & <b>'],
  ]);
  const sheet = XLSX.read(await readFile(path)).Sheets.表;
  assert.ok(sheet);
  assert.equal(sheet.A2.v, '1234567890123456789');
  assert.equal(sheet.A2.t, 's');
  assert.equal(sheet.A3.v, '0012');
  assert.equal(sheet.B2.v, 1234.56);
  assert.equal(sheet.B2.w, '1,234.56');
  assert.equal(sheet.B3.v, -0.07);
  assert.equal(sheet.B4.v, 1234.49);
  assert.equal(sheet.B4.f, 'SUBTOTAL(9,B2:B3)');
  assert.equal(sheet.C4.v, 7);
  assert.equal(sheet.A4.v, '合计');
  assert.equal(sheet.D2.w, '2024-08-31');
  assert.equal(sheet.E2.v, "'=1+1");
  assert.equal(sheet.E2.f, undefined);
  assert.equal(sheet.E3.v, '换\n行 & <b>');
  assert.equal(sheet['!autofilter']?.ref, 'A1:E3');
});

test('money is written as the exact decimal, whatever its size', async () => {
  const path = await writeTable('money.xlsx', [['1', 9_000_000_000_000_001n, 0, null, null]]);
  assert.match(await sheetXml(path), /<v>90000000000000\.01<\/v>/);
});

test('a table beyond the rows of a sheet goes on on a further one, each with its header and totals', async () => {
  const rows = Array.from({ length: 10 }, (_, index): TableRow => [`${index}`, 100n, 1, null, null]);
  const book = XLSX.read(await readFile(await writeTable('long.xlsx', rows, 6)));
  assert.deepEqual(book.SheetNames, ['表', '表 2', '表 3']);
  const seen = book.SheetNames.flatMap((name) =>
    XLSX.utils
      .sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1 })
      .slice(1, -1)
      .map((row) => row[0]),
  );
  assert.deepEqual(
    seen,
    rows.map((row) => row[0]),
  );
  assert.equal(book.Sheets['表 3']?.B4?.v, 2);
});

test('a table without rows says so', async () => {
  const book = XLSX.read(await readFile(await writeTable('empty.xlsx', [])));
  assert.equal(book.Sheets.表?.A2?.v, '没有');
});

test('a workbook that fails half way leaves nothing behind', async () => {
  const path = join(folder, 'broken.xlsx');
  async function* broken(): AsyncGenerator<readonly TableRow[]> {
    yield [['1', 1n, 1, null, null]];
    throw new Error('the disk is gone');
  }
  const writing = writeWorkbook(path, (book) =>
    book.addTable('表', { columns: COLUMNS, rows: broken(), total_label: '', empty_text: '' }),
  );
  await assert.rejects(writing, /the disk is gone/);
  await assert.rejects(access(path));
  await assert.rejects(access(`${path}.part`));
});

test('sheet names are made to fit', async () => {
  const path = join(folder, 'names.xlsx');
  await writeWorkbook(path, async (book) => {
    for (let times = 0; times < 2; times += 1) {
      await book.addPage(`a/b:${'长'.repeat(40)}`, { widths: [10], rows: [] });
    }
  });
  const names = XLSX.read(await readFile(path)).SheetNames;
  assert.equal(names[0], `a b ${'长'.repeat(27)}`);
  assert.equal(names[1], `a b ${'长'.repeat(23)} (2)`);
});

test('serial numbers of days and moments', () => {
  assert.equal(serialOf('1900-03-01'), '61');
  assert.equal(serialOf('2024-08-31'), '45535');
  assert.equal(serialOf('2024-08-31 12:00:00'), '45535.5000000000');
  assert.equal(serialOf('2024-02-29 23:59:59'), '45351.9999884259');
  assert.equal(serialOf('昨天'), null);
});

test('column letters and numbers are each other’s inverse', () => {
  assert.equal(columnLetters(28), 'AB');
  assert.equal(columnLetters(16_384), 'XFD');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16_384 }), (column) => {
      assert.equal(columnNumber(`${columnLetters(column)}7`), column);
    }),
  );
});

test('text that XML cannot hold is escaped as the format says', () => {
  assert.equal(xmlText('a&<>"'), 'a&amp;&lt;&gt;&quot;');
  assert.equal(xmlText('\u0001'), '_x0001_');
  assert.equal(xmlText('_x0041_'), '_x005F_x0041_');
  assert.equal(xmlText('订\ud800单\u{20bb7}'), '订\ufffd单\u{20bb7}');
});
