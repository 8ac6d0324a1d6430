import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fittedWidth } from './fitted-width.ts';

test('a column of texts shows them whole, Chinese counting two, between a header and half a screen', () => {
  assert.equal(fittedWidth([]), 10);
  assert.equal(fittedWidth(['店']), 10);
  assert.equal(fittedWidth(['20260114200040011000100000788904', '短']), 35);
  assert.equal(fittedWidth(['订单表未记的部分退款']), 23);
  assert.equal(fittedWidth(['字'.repeat(200)]), 48);
});
