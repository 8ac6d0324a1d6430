import assert from 'node:assert/strict';
import { test } from 'node:test';
import { damagedLike, leftOver } from './damaged-orders.ts';

function alike(damagedNo: string, ...numbers: string[]): string[] {
  const row = { batch_id: 1n, row_no: 2, damaged_no: damagedNo, amounts_minor: [], is_nearly_whole: false };
  const like = damagedLike([{ row, ...leftOver(damagedNo) }]);
  return numbers.filter((number) => like(number).length > 0);
}

test('what damage leaves: the digits but the last, which may be rounded, and the length', () => {
  assert.deepEqual(leftOver('3.45679E+18'), { digits: '34567', length: 19 });
  assert.deepEqual(leftOver('3.76E+17'), { digits: '37', length: 18 });
  assert.deepEqual(leftOver('4E+15'), { digits: '4', length: 16 });
  assert.deepEqual(leftOver('3456789012345670000'), { digits: '34567890123456', length: 19 });
});

test('a damaged number is like every number of its length that begins as it does, however few digits are left', () => {
  assert.deepEqual(alike('3.45679E+18', '3456789012345678901', '345678901234567890', '3456999012345678901'), [
    '3456789012345678901',
  ]);
  assert.deepEqual(alike('3.76E+17', '376000000007426082', '386000000007426082'), ['376000000007426082']);
  assert.deepEqual(alike('4E+15', '4000000000000123', '3999999999999999'), ['4000000000000123']);
});
