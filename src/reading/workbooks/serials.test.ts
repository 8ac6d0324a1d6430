import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { momentOf } from './serials.ts';

const SECONDS_A_DAY = 86_400;

test('every second from March 1900 to the year 9999 is the moment of its serial', () => {
  const seconds = fc.integer({ min: 61 * SECONDS_A_DAY, max: 2_958_466 * SECONDS_A_DAY - 1 });
  fc.assert(
    fc.property(seconds, (second) => {
      const [day, time] = new Date((second - 25_569 * SECONDS_A_DAY) * 1000).toISOString().split(/[T.]/);
      const expected = time === '00:00:00' ? day : `${day} ${time}`;
      assert.equal(momentOf(String(second / SECONDS_A_DAY), 'date', false), expected);
    }),
    { numRuns: 2000 },
  );
});

test('days that share a slot of those kept are not mixed up', () => {
  const days = ['46054', '46566', '46054', '47078', '46566'];
  assert.deepEqual(
    days.map((day) => momentOf(day, 'date', false)),
    ['2026-02-01', '2027-06-28', '2026-02-01', '2028-11-21', '2027-06-28'],
  );
});

test('days counted from 1904 may lie beyond the year 9999', () => {
  assert.equal(momentOf('2958465.5', 'date', true), '10004-01-01 12:00:00');
});
