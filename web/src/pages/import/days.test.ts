import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { daysOf, kindOf, monthsBetween, weekdayOf } from './days.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('days of the week are those of the calendar', () => {
  fc.assert(
    fc.property(day, (one) => assert.equal(weekdayOf(one), (new Date(one).getUTCDay() + 6) % 7, one)),
  );
});

test('the days of a month are all it has', () => {
  fc.assert(
    fc.property(day, (one) => {
      const days = daysOf(one.slice(0, 7));
      const [year = 0, month = 0] = one.split('-').map(Number);
      assert.equal(days.length, new Date(Date.UTC(year, month, 0)).getUTCDate(), one);
      assert.ok(days.includes(one));
    }),
  );
});

test('months follow each other over the end of a year', () => {
  assert.deepEqual(monthsBetween('2023-11-30', '2024-02-01'), ['2023-11', '2023-12', '2024-01', '2024-02']);
  assert.deepEqual(monthsBetween('2024-08-01', '2024-08-31'), ['2024-08']);
});

test('a day is covered, missing, or outside of what the book holds', () => {
  const covered = [{ from_day: '2024-08-01', to_day: '2024-08-10' }];
  const missing = [{ from_day: '2024-08-11', to_day: '2024-08-12' }];
  const kinds = ['2024-07-31', '2024-08-10', '2024-08-11', '2024-08-13'].map((one) =>
    kindOf(one, covered, missing),
  );
  assert.deepEqual(kinds, ['outside', 'covered', 'missing', 'outside']);
});
