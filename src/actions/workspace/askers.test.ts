import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newAskers } from './askers.ts';

/** Keeps the thread for longer than a piece of work takes. */
function work(): void {
  const until = performance.now() + 5;
  while (performance.now() < until);
}

test('somebody is here while he waits for an answer and for a while after', async () => {
  const askers = newAskers();
  assert.equal(askers.areHere(), false);
  const answer = Promise.withResolvers<string>();
  const answered = askers.answer(() => answer.promise);
  assert.equal(askers.areHere(), true);
  answer.resolve('4.20');
  assert.equal(await answered, '4.20');
  assert.equal(askers.areHere(), true);
});

test('an answer that fails is over, too', async () => {
  const askers = newAskers();
  await assert.rejects(
    askers.answer(() => Promise.reject(new Error('no'))),
    /no/,
  );
  const pause = askers.newPause();
  let turns = 0;
  const others = setImmediate(() => (turns += 1));
  work();
  await pause();
  clearImmediate(others);
  assert.equal(turns, 1);
});

test('others have a turn after a piece of work, not before', async () => {
  const pause = newAskers().newPause();
  let turns = 0;
  setImmediate(() => (turns += 1));
  await pause();
  assert.equal(turns, 0, 'nothing was done yet');
  work();
  await pause();
  assert.equal(turns, 1);
});

test('who waits for an answer has more than one turn', async () => {
  const askers = newAskers();
  const answer = Promise.withResolvers<void>();
  const answered = askers.answer(() => answer.promise);
  let turns = 0;
  let ended = false;
  const take = (): void => {
    turns += 1;
    if (!ended) setImmediate(take);
  };
  setImmediate(take);
  const pause = askers.newPause();
  work();
  await pause();
  ended = true;
  assert.ok(turns > 1, `${turns}`);
  answer.resolve();
  await answered;
});
