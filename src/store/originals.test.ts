import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { type OriginalStore, originalsIn, unchanged } from './originals.ts';

const folder = mkdtempSync(join(tmpdir(), 'originals-'));
const file = join(folder, '订单.csv');
let originals: OriginalStore;

beforeEach(() => {
  writeFileSync(file, 'a,b\n1,2\n');
  originals = originalsIn(mkdtempSync(join(folder, 'kept-')));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('what is kept are the bytes of the hash, once', async () => {
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  const first = await originals.keep(file);
  assert.deepEqual(first, { sha256, bytes: 8, path: originals.pathOf(sha256, file) });
  assert.deepEqual(await originals.keep(file), first);
  assert.equal(readFileSync(first.path, 'utf8'), 'a,b\n1,2\n');
  assert.deepEqual(readdirSync(originals.folder), [sha256.slice(0, 2)]);
});

test('a file that cannot be read leaves nothing behind', async () => {
  await assert.rejects(originals.copyIn(join(folder, 'none.csv')), { code: 'ENOENT' });
  assert.deepEqual(readdirSync(originals.folder), []);
});

const CHANGES: readonly (readonly [string, () => void])[] = [
  ['written to', () => appendFileSync(file, '3,4\n')],
  [
    'replaced by one of equal size',
    () => {
      writeFileSync(`${file}.new`, 'a,b\n9,9\n');
      renameSync(`${file}.new`, file);
    },
  ],
];

for (const [how, change] of CHANGES) {
  test(`a file that is ${how} while it is read is not taken`, async () => {
    const reading = unchanged(file, async () => change());
    await assert.rejects(reading, { code: 'file_changed', values: { file: '订单.csv' } });
  });
}

test('two readings of a file that nobody touched have one mark', async () => {
  const copy = await originals.copyIn(file);
  const { mark } = await unchanged(file, async () => readFileSync(file));
  assert.equal(mark, copy.mark);
  assert.equal(readFileSync(await originals.settle(copy), 'utf8'), 'a,b\n1,2\n');
});
