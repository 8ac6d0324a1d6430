import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newChunkPermits } from './chunk-permits.ts';

/** How many chunks a reader may write of a file before it has to wait. */
function granted(permits: ReturnType<typeof newChunkPermits>, file: number): number {
  let count = 0;
  for (let isGranted = true; isGranted; ) {
    isGranted = false;
    permits.want(file, () => {
      isGranted = true;
      count++;
    });
  }
  return count;
}

test('a statement that loads chunks of a file being read leaves room for its reader', () => {
  const permits = newChunkPermits(2);
  permits.started(0);
  const at_once = permits.atOnce();
  assert.ok(at_once > 1);
  assert.ok(at_once < granted(permits, 0));
});

test('when a file has been read, all of its chunks that may wait are loaded at once', () => {
  const permits = newChunkPermits(2);
  permits.started(1);
  const ahead = granted(permits, 1);
  permits.finished(1);
  assert.ok(permits.atOnce() >= ahead);
});
