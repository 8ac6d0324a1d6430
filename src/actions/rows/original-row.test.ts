import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type RowPlace, readOriginalRow } from './original-row.ts';

const ROWS = 200_000;

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'original-row-'));
  const rows = Array.from({ length: ROWS }, (_, at) => `${at + 2},x`);
  await writeFile(path.join(folder, 'long.csv'), ['a,b', ...rows].join('\n'));
});
after(() => rm(folder, { recursive: true, force: true }));

function placeOf(row_no: number): RowPlace {
  const file = path.join(folder, 'long.csv');
  return { file: 'long.csv', path: file, member: null, sheet: null, row_no, header: ['a', 'b'] };
}

const STAYS = new AbortController().signal;

test('a reading that is called off ends, and the next one is done', async () => {
  const leaves = new AbortController();
  const [first, second, third] = [
    readOriginalRow(placeOf(ROWS), leaves.signal),
    readOriginalRow(placeOf(ROWS), leaves.signal),
    readOriginalRow(placeOf(ROWS), STAYS),
  ];
  setImmediate(() => leaves.abort());
  await assert.rejects(first, { name: 'AbortError' });
  await assert.rejects(second, { name: 'AbortError' });
  assert.equal((await third).cells[0]?.text, String(ROWS));
});

test('a row that the table does not have is unknown', async () => {
  await assert.rejects(readOriginalRow(placeOf(ROWS + 9), STAYS), { code: 'row_unknown' });
});
