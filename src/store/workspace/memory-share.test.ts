import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryShare } from './memory-share.ts';

test('a book takes a sixth of the memory, within bounds', () => {
  const GIB = 1024 ** 3;
  const shares = [2, 8, 16, 24, 256].map((gib) => memoryShare(gib * GIB));
  assert.deepEqual(shares, ['1024MiB', '1365MiB', '2730MiB', '4096MiB', '4096MiB']);
});
