import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { newKeyQueue } from './key-queue.ts';

/** A queue whose key `x` waits as long as `come` has not been called, and what its keys have done. */
function queueOf() {
  const done: string[] = [];
  let coming: { promise: Promise<boolean>; resolve: (hasCome: boolean) => void } | null = null;
  const queue = newKeyQueue(
    (key) =>
      key === '?'
        ? undefined
        : { run: () => done.push(key), ready: () => (key === 'x' ? (coming?.promise ?? null) : null) },
    (run) => run(),
  );
  const hold = (): void => {
    coming = Promise.withResolvers<boolean>();
  };
  const come = async (hasCome: boolean): Promise<void> => {
    const { resolve } = coming ?? { resolve: () => undefined };
    coming = null;
    resolve(hasCome);
    await Promise.resolve();
  };
  return { queue, done, hold, come };
}

test('a key that waits for nothing runs at once', () => {
  const { queue, done } = queueOf();
  queue.press('j');
  queue.press('x');
  deepEqual(done, ['j', 'x']);
});

test('keys behind one that waits run after it, in their order', async () => {
  const { queue, done, hold, come } = queueOf();
  hold();
  for (const key of ['x', 'j', '?', 'x', 'a']) queue.press(key);
  deepEqual(done, []);
  await come(true);
  deepEqual(done, ['x', 'j', 'x', 'a']);
  equal(queue.giveUp(), false);
});

test('a key that waits a second time keeps those behind it', async () => {
  const { queue, done, hold, come } = queueOf();
  hold();
  for (const key of ['x', 'j', 'x', 'k']) queue.press(key);
  const first = come(true);
  hold();
  await first;
  deepEqual(done, []);
  await come(true);
  deepEqual(done, ['x', 'j', 'x', 'k']);
});

test('what does not come takes the keys behind it along', async () => {
  const { queue, done, hold, come } = queueOf();
  hold();
  for (const key of ['x', 'j']) queue.press(key);
  await come(false);
  queue.press('k');
  deepEqual(done, ['k']);
});

test('keys that were given up never run, and a new one runs at once', async () => {
  const { queue, done, hold, come } = queueOf();
  hold();
  for (const key of ['x', 'j']) queue.press(key);
  equal(queue.giveUp(), true);
  queue.press('k');
  await come(true);
  deepEqual(done, ['k']);
});
