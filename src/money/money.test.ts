import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatMinor, parseMoney } from './money.ts';

const SIGNS = [...'0123456789012345678900,,..-+元'];

test('an amount that is read character by character is what it is with a mark before it', () => {
  const written = fc.array(fc.constantFrom(...SIGNS), { maxLength: 12 }).map((signs) => signs.join(''));
  fc.assert(
    fc.property(written, (text) => assert.equal(parseMoney(text), parseMoney(`¥${text}`), text)),
    { numRuns: 20_000, seed: 20260301 },
  );
});

test('printing an amount and reading it gives the amount, with separators or without', () => {
  const amounts = fc.bigInt({ min: -9_000_000_000_000_000n, max: 9_000_000_000_000_000n });
  fc.assert(
    fc.property(amounts, (minor) => {
      const plain = formatMinor(minor);
      const separated = plain.replace(/\B(?=(\d{3})+\.)/g, ',');
      assert.deepEqual([parseMoney(plain), parseMoney(separated)], [minor, minor], separated);
    }),
    { seed: 20260301 },
  );
});
