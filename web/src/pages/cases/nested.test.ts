import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { nested } from './nested.ts';

function group(type: string, cause: string, count: number, minor: string) {
  return { values: [type, cause], count, sums: { discrepancy_minor: minor } };
}

test('types stand by the size of their money, each before its causes', () => {
  const lines = nested([
    group('short', 'unknown', 1, '-26'),
    group('no_order', 'damaged', 4, '39160'),
    group('short', 'refund', 4, '-90000'),
    group('double', 'unknown', 2, '93830'),
  ]);
  deepEqual(
    lines.map(({ type, cause, count, minor }) => [type, cause, count, minor]),
    [
      ['double', null, 2, 93830n],
      ['short', null, 5, -90026n],
      ['short', 'refund', 4, -90000n],
      ['short', 'unknown', 1, -26n],
      ['no_order', null, 4, 39160n],
    ],
  );
});

test('a type with but one cause tells it in its own line', () => {
  deepEqual(
    nested([group('double', 'unknown', 2, '93830')]).map(({ cause, only }) => [cause, only]),
    [[null, 'unknown']],
  );
});
