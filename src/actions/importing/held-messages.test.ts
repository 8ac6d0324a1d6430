import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeldMessages } from './held-messages.ts';

test('messages wait for the verdict and keep their order', async () => {
  const verdict = Promise.withResolvers<void>();
  const posted: number[] = [];
  const messages = new HeldMessages<number>(verdict.promise, 2, (message) => posted.push(message));
  messages.say(1);
  messages.say(2);
  assert.deepEqual(posted, []);
  verdict.resolve();
  await verdict.promise;
  messages.say(3);
  assert.deepEqual(posted, [1, 2, 3]);
});

test('messages that are not wanted are dropped, also later ones', async () => {
  const verdict = Promise.withResolvers<void>();
  const messages = new HeldMessages<number>(verdict.promise, 2, () => assert.fail('dropped'));
  messages.say(1);
  assert.equal(messages.is_dropped, false);
  verdict.reject(new Error('known'));
  await assert.rejects(verdict.promise);
  messages.say(2);
  assert.equal(messages.is_dropped, true);
});

test('more messages than may be held do not wait, and are dropped once they are not wanted', async () => {
  const verdict = Promise.withResolvers<void>();
  const posted: number[] = [];
  const messages = new HeldMessages<number>(verdict.promise, 2, (message) => posted.push(message));
  for (const message of [1, 2, 3, 4]) messages.say(message);
  assert.deepEqual(posted, [1, 2, 3, 4]);
  verdict.reject(new Error('known'));
  await assert.rejects(verdict.promise);
  messages.say(5);
  assert.deepEqual(posted, [1, 2, 3, 4]);
});
