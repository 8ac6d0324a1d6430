import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePrice, priceOf } from './price.ts';

test('a price keeps what is finer than a fen', () => {
  assert.equal(parsePrice('12.3456'), 12_345_600n);
  assert.equal(parsePrice('¥1,299'), 1_299_000_000n);
  assert.equal(parsePrice('-0.5'), -500_000n);
  assert.equal(parsePrice('3.1400000000'), 3_140_000n);
  assert.equal(parsePrice('--'), null);
  assert.equal(parsePrice('0.1234567'), 'too_precise');
  assert.equal(parsePrice('面议'), 'not_an_amount');
});

test('what a quantity costs is rounded once, half away from zero', () => {
  assert.equal(priceOf(3000n, 12_345_600n), 3704n);
  assert.equal(priceOf(1000n, 5_000n), 1n);
  assert.equal(priceOf(-1000n, 5_000n), -1n);
  assert.equal(priceOf(1000n, 4_999n), 0n);
  assert.equal(priceOf(500n, 19_990_000n), 1000n);
});
