import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quantity } from '../columns.ts';
import { piecesOf } from './pieces.ts';

test('a number of pieces is told without idle zeros', () => {
  const { parse } = quantity('数量');
  const told = (text: string) => piecesOf(parse(text) as bigint);
  assert.deepEqual(['1', '1.0', '10', '1,000', '2.50件', '0.5', '0', '-3'].map(told), [
    '1',
    '1',
    '10',
    '1000',
    '2.5',
    '0.5',
    '0',
    '-3',
  ]);
});
