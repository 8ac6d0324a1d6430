import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { csvLine, writeCsv } from './csv.ts';

test('a csv that a double click opens right: mark, exact amounts, whole numbers of orders, no formulas', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'duideshang-csv-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'x.csv');
  async function* rows() {
    yield [['1234567890123456789', -5n, 3, null, '=1+1', 'a,"b"\n']];
  }
  await writeCsv(path, ['单号', '金额', '行', '空', '公式', '文字'], rows());
  assert.equal(
    await readFile(path, 'utf8'),
    '\ufeff单号,金额,行,空,公式,文字\r\n1234567890123456789\t,-0.05,3,,\'=1+1,"a,""b""\n"\r\n',
  );
});

test('numbers of orders and goods that a spreadsheet would make something else of are followed by a TAB', () => {
  const kept = ['00123', '12E3', '1.5e10', '3-4', '1/2', '3-4-2024', '123456789012'];
  assert.equal(csvLine(kept), `${kept.map((value) => `${value}\t`).join(',')}\r\n`);
  const plain = [
    '0',
    '12',
    '3.50',
    '-12.50',
    '2026-01-31',
    '2026-01-31 10:00:00',
    'A-1',
    'E12',
    '77123456789',
  ];
  assert.equal(csvLine(plain), `${plain.join(',')}\r\n`);
});
