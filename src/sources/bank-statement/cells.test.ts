import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bankMoney, bankTime, momentOf } from './cells.ts';

/** as written → the moment */
const TIMES: readonly (readonly [string, string])[] = [
  ['20260105', '2026-01-05 00:00:00'],
  ['20260105101112', '2026-01-05 10:11:12'],
  ['20260105 10:11:12', '2026-01-05 10:11:12'],
  ['2026/01/05  10:11:12', '2026-01-05 10:11:12'],
  ['2026/01/05(10:11:12)', '2026-01-05 10:11:12'],
  ['115/01/05', '2026-01-05 00:00:00'],
  ['民國115年1月5日', '2026-01-05 00:00:00'],
  ['1150105', '2026-01-05 00:00:00'],
  ['2026-01-05 10:11:12', '2026-01-05 10:11:12'],
];

test('moments are read as banks write them', () => {
  const { parse } = bankTime('x');
  for (const [text, moment] of TIMES) assert.equal(parse(text), moment, text);
  for (const text of ['20261301', '115/13/05', '昨天']) assert.notEqual(typeof parse(text), 'string', text);
});

test('a clock completes its day, and a whole moment stands for itself', () => {
  const day = '2026-01-05 00:00:00';
  for (const clock of ['10:11:12', '101112', '10：11：12', '20260105101112', '2026-01-05 10:11:12'])
    assert.equal(momentOf(day, clock), '2026-01-05 10:11:12', clock);
  assert.equal(momentOf(day, '1011'), '2026-01-05 10:11:00');
  assert.equal(
    momentOf(day, '45321'),
    '2026-01-05 04:53:21',
    'a clock that lost its zero, no day of a spreadsheet',
  );
  assert.equal(momentOf(day, '早上'), null);
  assert.equal(momentOf(day, '256161'), null);
});

/** as written → minor units, null for nothing */
const AMOUNTS: readonly (readonly [string, bigint | null])[] = [
  ['USD 1,000.00', 100000n],
  ['NT$1,250', 125000n],
  ['$12,345.60', 1234560n],
  ['+1,234,567.80', 123456780n],
  ['500.00CNY', 50000n],
  ['-500.00', -50000n],
  ['−', null],
  ['（空）', null],
  ['-------------------', null],
  ['  \t', null],
];

test('amounts are read as banks write them', () => {
  const { parse } = bankMoney('x');
  for (const [text, minor] of AMOUNTS) assert.equal(parse(text), minor, text);
  assert.equal(typeof parse('三十'), 'object');
});
