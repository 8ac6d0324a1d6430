import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addHours,
  dayOf,
  earlier,
  later,
  momentSince1970,
  now,
  parseWallTime,
  secondsSince1970,
  startOfDay,
  startOfNextDay,
  today,
} from './wall-time.ts';

const READ: readonly (readonly [text: string, time: string | null])[] = [
  ['2016-05-23 22:02:11', '2016-05-23 22:02:11'],
  ['2016/5/23 22:02', '2016-05-23 22:02:00'],
  ['2025/12/03  14:06:51', '2025-12-03 14:06:51'],
  ['2014-11-10 16：33：45', '2014-11-10 16:33:45'],
  ['2012年12月31日 13:19:01', '2012-12-31 13:19:01'],
  ['2012年1月2日 3时4分5秒', '2012-01-02 03:04:05'],
  ['2016-05-23', '2016-05-23 00:00:00'],
  ['2026-01-05T12:00:00.000', '2026-01-05 12:00:00'],
  ['42513.918', '2016-05-23 22:01:55'],
  ['42513', '2016-05-23 00:00:00'],
  ['2024-02-29 23:59:59', '2024-02-29 23:59:59'],
  ['2023-02-29 00:00:00', null],
  ['2100-02-29 00:00:00', null],
  ['2016-04-31 00:00:00', null],
  ['2016-13-01 00:00:00', null],
  ['2016-00-10 00:00:00', null],
  ['2016-01-01 24:00:00', null],
  ['2016-01-01 10:60:00', null],
  ['2016-01-01 10:00:60', null],
  ['2016-01-01X10:00:00', null],
  ['2016.01.01 10', null],
  ['20160523', null],
  ['12345', null],
  ['昨天', null],
  ['', null],
];

for (const [text, time] of READ) {
  test(`reads "${text}"`, () => assert.equal(parseWallTime(text), time));
}

const moments = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19).replace('T', ' '));

test('reading what is written is identity, in either form', () => {
  fc.assert(
    fc.property(moments, (time) => {
      assert.equal(parseWallTime(time), time);
      const [year, month, day] = time.slice(0, 10).split('-');
      const loose = `${year}/${month?.replace(/^0/, '')}/${day?.replace(/^0/, '')} ${time.slice(11)}`;
      assert.equal(parseWallTime(loose), time);
    }),
  );
});

test('adding hours and days and going back is identity; text order is time order', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 10_000 }), (time, count) => {
      assert.equal(addHours(addHours(time, count), -count), time);
      assert.equal(addDays(time, count), addHours(time, count * 24));
      assert.ok(addHours(time, count) > time);
    }),
  );
});

test('days begin and end', () => {
  assert.equal(startOfDay('2024-02-28 23:59:59'), '2024-02-28 00:00:00');
  assert.equal(startOfNextDay('2024-02-28 23:59:59'), '2024-02-29 00:00:00');
  assert.equal(startOfNextDay('2024-12-31 00:00:00'), '2025-01-01 00:00:00');
  assert.equal(dayOf('2024-02-28 23:59:59'), '2024-02-28');
});

test('unknown moments give way', () => {
  assert.equal(earlier(null, '2024-01-01 00:00:00'), '2024-01-01 00:00:00');
  assert.equal(later('2024-01-01 00:00:00', null), '2024-01-01 00:00:00');
  assert.equal(earlier('2024-01-02 00:00:00', '2024-01-01 00:00:00'), '2024-01-01 00:00:00');
  assert.equal(later('2024-01-02 00:00:00', '2024-01-01 00:00:00'), '2024-01-02 00:00:00');
  assert.equal(later(null, null), null);
});

test('now is a moment of today', () => {
  const moment = now();
  assert.equal(parseWallTime(moment), moment);
  assert.match(today(), /^\d{4}-\d\d-\d\d$/);
});

test('seconds since 1970 lead to the moment that they were counted to', () => {
  assert.equal(momentSince1970(1_790_899_200), '2026-10-02 00:00:00');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      assert.equal(secondsSince1970(momentSince1970(seconds)), seconds);
    }),
  );
});
