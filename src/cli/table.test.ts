import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sumLines, tableLines } from './table.ts';

test('columns align whether a character fills one column or two', () => {
  assert.deepEqual(
    tableLines(
      [{ title: '类型' }, { title: 'n', side: 'right' }],
      [
        ['应收未到账', '1'],
        ['fee', '1,234'],
      ],
    ),
    ['类型            n', '──────────  ─────', '应收未到账      1', 'fee         1,234'],
  );
});

test('sums stand under each other', () => {
  assert.deepEqual(
    sumLines([
      ['订单应收', '1,000.00'],
      ['差异', '-5.00'],
    ]),
    ['订单应收  1,000.00', '差异         -5.00'],
  );
});
