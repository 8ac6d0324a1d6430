import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptUntilChange } from './kept.ts';

/** A database of which only the changes are asked, and a search that counts how often it is made. */
function searched(changes: () => number | null) {
  let searches = 0;
  const find = async (): Promise<number> => {
    searches += 1;
    return searches;
  };
  const store = { changes };
  return { ask: (asked: string) => keptUntilChange(store, asked, find), searches: () => searches };
}

test('is found out once until the database changes, also for those who ask at the same time', async () => {
  let changes = 0;
  const { ask } = searched(() => changes);
  assert.deepEqual(await Promise.all([ask('a'), ask('a')]), [1, 1]);
  assert.equal(await ask('a'), 1);
  assert.equal(await ask('b'), 2);
  changes += 1;
  assert.equal(await ask('a'), 3);
});

test('a failure is not kept', async () => {
  const store = { changes: () => 0 };
  let tried = 0;
  const fail = async (): Promise<never> => {
    tried += 1;
    throw new Error('no');
  };
  await assert.rejects(keptUntilChange(store, 'a', fail));
  await assert.rejects(keptUntilChange(store, 'a', fail));
  assert.equal(tried, 2);
});

test('of more than a hundred things the oldest goes', async () => {
  const { ask, searches } = searched(() => 0);
  for (let each = 0; each <= 100; each += 1) await ask(String(each));
  await ask('100');
  assert.equal(searches(), 101);
  await ask('0');
  assert.equal(searches(), 102);
});

test('nothing is kept of a database that others can change', async () => {
  const { ask } = searched(() => null);
  await ask('a');
  assert.equal(await ask('a'), 2);
});
