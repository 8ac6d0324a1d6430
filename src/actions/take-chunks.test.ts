import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FromWorker } from './import-messages.ts';
import { takeChunks } from './take-chunks.ts';

function chunk(path: string): FromWorker {
  return { type: 'chunk', table: 0, kind: 'orders', channel: 'taobao', path, facts: 1 };
}

test('chunks are taken in order, up to the first message that is none', () => {
  const queue = [chunk('a'), chunk('b'), { type: 'progress', bytes: 1 } as const, chunk('c')];
  assert.deepEqual(takeChunks(queue, 8), [chunk('a'), chunk('b')]);
  assert.deepEqual(queue, [{ type: 'progress', bytes: 1 }, chunk('c')]);
  assert.deepEqual(takeChunks(queue, 8), []);
  assert.equal(queue.length, 2);
});

test('no more chunks are taken than asked for', () => {
  const queue = [chunk('a'), chunk('b'), chunk('c')];
  assert.deepEqual(takeChunks(queue, 2), [chunk('a'), chunk('b')]);
  assert.deepEqual(queue, [chunk('c')]);
});
