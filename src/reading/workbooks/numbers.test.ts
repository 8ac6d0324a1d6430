import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberText } from './numbers.ts';

/** digits in the file → text of the cell */
const CASES: readonly (readonly [string, string])[] = [
  ['548.58000000000004', '548.58'],
  ['-0.10000000000000001', '-0.1'],
  ['1234567.8899999999', '1234567.89'],
  ['0.123456789012345678', '0.12345678901234568'],
  ['0.00000000000000000012', '0.00000000000000000012'],
  ['7.0000000000000007E-2', '0.07'],
  ['-2.9999999999999999E-2', '-0.03'],
  ['548.58', '548.58'],
  ['9007199254740991', '9007199254740991'],
  ['1763550022700831488', '1.7635500227008315E+18'],
  ['1763550022700831459', '1763550022700831459'],
];

for (const [digits, text] of CASES) {
  test(`${digits} is ${text}`, () => assert.equal(numberText(digits), text));
}
