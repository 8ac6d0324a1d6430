import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newChunkPermits } from './chunk-permits.ts';

type Permits = ReturnType<typeof newChunkPermits>;

/** A reader that writes chunks of a file until it has to wait; says how many it was granted by now. */
function reader(permits: Permits, file: number): () => number {
  let count = 0;
  const write = (): void =>
    permits.want(file, () => {
      count += 1;
      queueMicrotask(write);
    });
  write();
  return () => count;
}

/** Puts so many loads of a file in line; says how many have begun, and ends one of these. */
function loads(permits: Permits, file: number, count: number): { begun(): number; end(): Promise<void> } {
  const running: (() => void)[] = [];
  let begun = 0;
  for (let at = 0; at < count; at++)
    void permits.load(file, () => {
      begun += 1;
      return new Promise<void>((resolve) => running.push(resolve));
    });
  return {
    begun: () => begun,
    async end() {
      running.shift()?.();
      await settled();
    },
  };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('nothing is loaded while every core reads', async () => {
  const permits = newChunkPermits(2);
  permits.started(0);
  permits.started(1);
  const waiting = loads(permits, 0, 2);
  await settled();
  assert.equal(waiting.begun(), 0);
  permits.finished(1);
  await settled();
  assert.equal(waiting.begun(), 1);
});

test('a chunk is loaded on the core of a reader that has to wait, and the reader goes on', async () => {
  const permits = newChunkPermits(2);
  permits.started(0);
  permits.started(1);
  const granted = reader(permits, 0);
  await settled();
  const most = granted();
  const waiting = loads(permits, 0, 4);
  await settled();
  assert.equal(waiting.begun(), 1);
  assert.equal(granted(), most);
  await waiting.end();
  assert.equal(granted(), most + 1);
});

test('when all has been read, as many chunks are loaded at once as there are cores, up to a limit', async () => {
  for (const [cores, at_once] of [
    [1, 1],
    [2, 2],
    [64, 4],
  ] as const) {
    const waiting = loads(newChunkPermits(cores), 0, 10);
    await settled();
    assert.equal(waiting.begun(), at_once);
    await waiting.end();
    assert.equal(waiting.begun(), at_once + 1);
  }
});

test('files that are read ahead leave room for the one that is loaded', async () => {
  const permits = newChunkPermits(2);
  const ahead = reader(permits, 1);
  await settled();
  const most = ahead();
  const current = reader(permits, 0);
  await settled();
  assert.ok(current() > 0);
  assert.equal(ahead(), most);
});

test('a chunk whose loading fails no longer waits', async () => {
  const permits = newChunkPermits(2);
  const granted = reader(permits, 0);
  await settled();
  const most = granted();
  await assert.rejects(
    permits.load(0, () => Promise.reject(new Error('no room'))),
    /no room/,
  );
  await settled();
  assert.equal(granted(), most + 1);
});
