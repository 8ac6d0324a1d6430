import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ATTACKS } from './attacks.ts';
import { casesOf } from './cases.ts';
import { Trial } from './trial.ts';

/*
 * Every file that can be read is read, and every other refused by a sentence that says where; no row is lost without a
 * word, whatever the bytes. `npm run fuzz` goes on where these end.
 */

const SEED = 20240801;
const CASES = 150;

const trial = new Trial();
after(() => trial.end());

for (const attack of ATTACKS) {
  test(`${attack.name} in ${attack.file}`, async () => {
    assert.deepEqual(await trial.ofAttack(attack), []);
  });
}

test('files made of the fixtures of all sources, damaged by chance', async () => {
  const makeCase = await casesOf(SEED);
  for (let index = 0; index < CASES; index++) {
    const made = makeCase(index);
    assert.deepEqual(await trial.ofCase(made), [], `--seed ${SEED} --only ${index}: ${made.made}`);
  }
});
