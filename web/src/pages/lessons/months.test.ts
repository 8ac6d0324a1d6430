import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysOf, earlierMonth, monthsBetween } from './months.ts';

test('months run back over the turn of a year, both ends included', () => {
  assert.deepEqual(monthsBetween('2025-11-30 23:59:59', '2026-02-01 00:00:00'), [
    '2026-02',
    '2026-01',
    '2025-12',
    '2025-11',
  ]);
  assert.deepEqual(monthsBetween('2026-05-01', '2026-05-31'), ['2026-05']);
  assert.deepEqual(monthsBetween('2026-06-01', '2026-05-31'), []);
});

test('the month before is there unless a month is the first, or all are meant', () => {
  const months = ['2026-02', '2026-01'];
  assert.equal(earlierMonth(months, '2026-02'), '2026-01');
  assert.equal(earlierMonth(months, '2026-01'), null);
  assert.equal(earlierMonth(months, 'all'), null);
});

test('a month ends on its own last day', () => {
  assert.deepEqual(daysOf('2024-02'), { from_day: '2024-02-01', to_day: '2024-02-29' });
  assert.equal(daysOf('2100-02').to_day, '2100-02-28');
  assert.equal(daysOf('2000-02').to_day, '2000-02-29');
  assert.equal(daysOf('2025-09').to_day, '2025-09-30');
  assert.equal(daysOf('2025-12').to_day, '2025-12-31');
});
