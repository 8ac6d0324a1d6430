import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSurelyRounded, judgeRounding, looksRounded, newTally, type RoundingVerdict } from './damage.ts';

/** What the rounded-looking numbers of a file are: `count` whole ones, `rounded` rounded ones, of `length` digits. */
const CASES: readonly (readonly [
  length: number,
  count: number,
  rounded: number,
  verdict: RoundingVerdict,
])[] = [
  [18, 1000, 0, 'chance'],
  [18, 1000, 1, 'chance'],
  [18, 1000, 20, 'chance'],
  [18, 1000, 21, 'machine'],
  [18, 1, 1, 'isolated'],
  [19, 300, 1, 'isolated'],
  [19, 300, 3, 'machine'],
  [19, 2000, 4, 'chance'],
  [19, 2000, 5, 'machine'],
  [19, 100_000, 200, 'chance'],
  [19, 100_000, 201, 'machine'],
  [17, 10, 2, 'chance'],
  [17, 10, 10, 'machine'],
  [16, 10, 10, 'chance'],
  [16, 12, 12, 'machine'],
  [16, 100, 15, 'chance'],
  [16, 100, 61, 'machine'],
  [15, 100, 100, 'chance'],
];

for (const [length, count, rounded, verdict] of CASES) {
  test(`${rounded} rounded of ${count} numbers of ${length} digits: ${verdict}`, () => {
    const tally = newTally();
    for (let at = 0; at < count; at++) {
      const tail = (at < rounded ? '0' : '7').repeat(length - 15);
      const kept = `36123456${String(at).padStart(7, '0')}`;
      assert.equal(looksRounded(tally, kept + tail), at < rounded && length > 15);
    }
    assert.equal(judgeRounding(tally), verdict);
  });
}

test('only digits look rounded', () => {
  assert.equal(looksRounded(newTally(), 'T200P361234567890000'), false);
});

test('rows of one order repeat its number, which is rounded once', () => {
  const tally = newTally();
  for (let row = 0; row < 9; row++) assert.ok(looksRounded(tally, '3612345678901230000'));
  for (let row = 0; row < 300; row++) looksRounded(tally, `36123456789012${10_000 + row}`);
  assert.equal(judgeRounding(tally), 'isolated');
});

test('a long number with zeros after the 15th digit is rounded for sure', () => {
  const table = [
    ['2026010522001400000000000000', true],
    ['2026010522001400000000010000', false],
    ['202601052200140000000000', true],
    ['20260105220014000000000', false],
    ['T200P202601052200140000000000', false],
  ] as const;
  for (const [number, sure] of table) assert.equal(isSurelyRounded(number), sure, number);
});
