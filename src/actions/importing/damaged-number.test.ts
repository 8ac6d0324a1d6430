import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitsDamaged } from './damaged-number.ts';

test('a damaged number fits the whole one it was made of, and no other', () => {
  const table = [
    ['3.45679E+18', '3456788123456789012', true],
    ['3.45679E+18', '3456791123456789012', true],
    ['3.45679E+18', '3456784123456789012', false],
    ['3.45679E+18', '345678812345678901', false],
    ['4E+18', '3999999999999999999', true],
    ['2.026e+27', '2026000112345678901234567890', true],
    ['1234567890123450000', '1234567890123456789', true],
    ['1234567890123450000', '1234567890123436789', false],
    ['1234567890123456000', '1234567890123456000', true],
    ['1234567890123450000', '1234567890123450999', true],
    ['1234567890123460000', '1234567890123459999', true],
    ['1234567890123450000', '12345678901234509990', false],
    ['1234567890123450000', '12345678901234x0999', false],
    ['3.45679E+18', '', false],
    ['1.7635500227008315E+18', '1763550022700831370', true],
    ['1.7635500227008315E+18', '1763550022700831900', false],
  ] as const;
  for (const [damaged, whole, fits] of table)
    assert.equal(fitsDamaged(damaged, whole), fits, `${damaged} ${whole}`);
});

test('what a spreadsheet makes of a number fits it', () => {
  const digits = fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 16, maxLength: 28 })
    .map((list) => `1${list.join('')}`);
  fc.assert(
    fc.property(digits, fc.integer({ min: 1, max: 6 }), (whole, kept) => {
      const rounded = Number(whole).toExponential(kept - 1);
      const zeroed = whole.slice(0, 15).padEnd(whole.length, '0');
      const held = Number(whole).toExponential().toUpperCase();
      return [rounded, zeroed, held].every((damaged) => fitsDamaged(damaged, whole));
    }),
  );
});
