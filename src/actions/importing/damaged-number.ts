import { isDigits } from '../../sources/columns.ts';

const SCIENTIFIC = /^(\d)(?:\.(\d+))?[eE]\+?(\d{1,3})$/;
/** Spreadsheets keep this many digits of a number and write zeros for the rest. */
const DIGITS_KEPT = 15;

/**
 * Whether a spreadsheet could have made the damaged number of this whole one: as many digits, and the leading ones the
 * same, cut off or rounded where the damage begins. `3.45679E+18` fits 3456788…; `1234567890123450000` fits 1234567890123456…;
 * `1.7635500227008315E+18`, which a double has left, fits the 256 numbers that it stands for.
 */
export function fitsDamaged(damaged_no: string, whole_no: string): boolean {
  if (whole_no === '' || !isDigits(whole_no)) return false;
  const parts = SCIENTIFIC.exec(damaged_no);
  if (parts !== null) {
    const [, first = '', decimals = '', exponent = ''] = parts;
    if (whole_no.length !== Number.parseInt(exponent, 10) + 1) return false;
    return startsLike(first + decimals, whole_no) || isSameDouble(damaged_no, whole_no);
  }
  return whole_no.length === damaged_no.length && startsLike(damaged_no.slice(0, DIGITS_KEPT), whole_no);
}

function isSameDouble(one: string, other: string): boolean {
  return +one === +other;
}

function startsLike(kept: string, whole_no: string): boolean {
  if (!isDigits(kept)) return false;
  const cut = whole_no.slice(0, kept.length);
  if (cut === kept) return true;
  return whole_no.charAt(kept.length) >= '5' && (BigInt(cut) + 1n).toString() === kept;
}
