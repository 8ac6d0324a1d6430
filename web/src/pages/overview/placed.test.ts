import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { type Bar, placed } from './placed.ts';

function bar(term: Bar['term'], minor: string): Bar {
  return { term, minor, count: 1, drill: { list: 'orders', filter: { conditions: [] } }, parts: [] };
}

test('each bar begins where the one before ended, the whole ones stand on zero', () => {
  const { bars, low, high } = placed([
    bar('expected', '10000'),
    bar('discrepancy', '500'),
    bar('fees', '-1500'),
    bar('received', '9000'),
  ]);
  deepEqual(
    bars.map((each) => [each.low, each.high]),
    [
      [0n, 10000n],
      [10000n, 10500n],
      [9000n, 10500n],
      [0n, 9000n],
    ],
  );
  equal(low, 0n);
  equal(high, 10500n);
});

test('more taken away than was expected goes below zero', () => {
  const { bars, low } = placed([bar('expected', '100'), bar('refunded', '-300'), bar('received', '-200')]);
  deepEqual([bars[1]?.low, bars[1]?.high, low], [-200n, 100n, -200n]);
});

test('a book without money has no length', () => {
  const { low, high } = placed([bar('expected', '0'), bar('received', '0')]);
  deepEqual([low, high], [0n, 0n]);
});
