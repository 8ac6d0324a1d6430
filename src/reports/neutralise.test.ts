import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { neutralise } from './neutralise.ts';

test('a text that a spreadsheet would run gets an apostrophe', () => {
  for (const text of [
    '=1+1',
    '+86-10',
    '-5元',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =cmd|x',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\tx',
    '\n=1',
  ])
    assert.equal(neutralise(text), `'${text}`);
});

test('other texts stay as they are', () => {
  for (const text of [
    '',
    '订单',
    '12-3',
    'a=b',
    "'=1",
    '1234567890123456789',
    '退款 -5',
    '-5',
    '+86',
    '-1,234.50',
    '-',
  ])
    assert.equal(neutralise(text), text);
});

test('what comes out never runs, and twice is once', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const safe = neutralise(text);
      assert.doesNotMatch(safe, /^[=@\t\r\n]|^[+-].*[^\d.,%]/s);
      assert.equal(neutralise(safe), safe);
    }),
  );
});
