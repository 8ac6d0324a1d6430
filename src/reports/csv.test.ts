import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeCsv } from './csv.ts';

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
