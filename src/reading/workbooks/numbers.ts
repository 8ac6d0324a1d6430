/** Up to here a double holds every whole number. */
const EXACT_UP_TO = 2 ** 53;
const LONG_WHOLE = /^-?(\d{16,})(?:\.0*)?$/;

const LONG_FRACTION = /^-?\d+\.\d+(?:[eE]-\d{1,2})?$/;
const DIGITS_OF_DOUBLE = 16;

/**
 * The text of a number cell: the digits that the file holds, of a fraction written with all digits of its double
 * (`548.58000000000004`, `7.0000000000000007E-2`) as few as tell it from its neighbours (`548.58`, `0.07`). But a whole number whose digits are those of a double
 * too coarse to hold such numbers, in full or filled up with zeros (`1763550022700831488`, `1763550022700831500` for
 * …459), has lost its last ones, which its exponent form shows. Digits that no double has were written by a program
 * that kept them, and stay.
 */
export function numberText(digits: string): string {
  const whole = LONG_WHOLE.exec(digits)?.[1];
  if (whole === undefined) return isFullFraction(digits) ? shortest(digits) : digits;
  const value = +digits;
  if (Math.abs(value) <= EXACT_UP_TO || !Number.isFinite(value)) return digits;
  return isOfDouble(whole, Math.abs(value)) ? value.toExponential().toUpperCase() : digits;
}

function isFullFraction(digits: string): boolean {
  return digits.length > DIGITS_OF_DOUBLE && LONG_FRACTION.test(digits);
}

function shortest(digits: string): string {
  const short = String(+digits);
  return short.includes('e') ? digits : short;
}

function isOfDouble(whole: string, value: number): boolean {
  const [kept = ''] = value.toExponential().replace('.', '').split('e');
  return whole === BigInt(value).toString() || whole === kept.padEnd(whole.length, '0');
}
