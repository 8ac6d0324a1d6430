import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRoundedByMachine, looksRounded, newTally } from './damage.ts';

/** Whether a file of such numbers is distrusted: `count` whole ones, `rounded` rounded ones, of `length` digits. */
const CASES: readonly (readonly [length: number, count: number, rounded: number, distrusted: boolean])[] = [
  [18, 1000, 0, false],
  [18, 1000, 1, false],
  [18, 1000, 20, false],
  [18, 1000, 21, true],
  [18, 1, 1, true],
  [19, 100_000, 200, false],
  [19, 100_000, 201, true],
  [17, 10, 2, false],
  [17, 10, 10, true],
  [16, 10, 10, false],
  [16, 12, 12, true],
  [16, 100, 15, false],
  [16, 100, 61, true],
  [15, 100, 100, false],
];

for (const [length, count, rounded, distrusted] of CASES) {
  test(`${rounded} rounded of ${count} numbers of ${length} digits: ${distrusted ? 'held' : 'chance'}`, () => {
    const tally = newTally();
    for (let at = 0; at < count; at++) {
      const tail = at < rounded ? '0'.repeat(length - 15) : '7'.repeat(length - 15);
      assert.equal(looksRounded(tally, `361234567890123${tail}`), at < rounded && length > 15);
    }
    assert.equal(isRoundedByMachine(tally), distrusted);
  });
}

test('only digits look rounded', () => {
  assert.equal(looksRounded(newTally(), 'T200P361234567890000'), false);
});
