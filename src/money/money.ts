/** An amount of money in integer minor units (fen, cent). Never a floating-point number. */
export type Minor = bigint;

/** Why a text is not an amount. */
export type MoneyFault = 'not_an_amount' | 'too_precise' | 'too_large';

/** Amounts beyond this many minor units (90 trillion yuan) are refused: no seller has them, but a broken file does. */
export const AMOUNT_MINOR_MAX: Minor = 9_000_000_000_000_000n;

const DECORATED = /^([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?$/;
const EMPTY = new Set(['', '-', '--', '—', '/', '无退款申请', 'null']);

/**
 * Reads an amount as the platforms write it: `1,299.00`, `¥12`, `12.00元`, `-0.5`, `+3`, `−1` (U+2212).
 * @returns minor units; `null` for an empty cell (also `-`, `--`, `/`, `无退款申请`); a fault for anything else.
 * More than two decimals are accepted only when the further digits are zeros (`0.04000`).
 */
export function parseMoney(text: string): Minor | null | MoneyFault {
  const plain = fromPlain(text);
  if (plain !== undefined) return plain;
  const bare = text
    .replace(/[¥￥元\s"']/g, '')
    .replace(/[−－]/g, '-')
    .replace(/＋/g, '+')
    .replace(/，/g, ',');
  if (EMPTY.has(bare)) return null;
  const parts = DECORATED.exec(bare);
  if (parts === null) return 'not_an_amount';
  const decimals = (parts[3] ?? '').replace(/0+$/, '');
  if (decimals.length > 2) return 'too_precise';
  const whole = (parts[2] ?? '').replaceAll(',', '');
  if (whole.length > 15) return 'too_large';
  const minor = BigInt(whole + decimals.padEnd(2, '0'));
  if (minor > AMOUNT_MINOR_MAX) return 'too_large';
  return parts[1] === '-' ? -minor : minor;
}

/** So many characters with two more digits are exact in floating point. */
const PLAIN_CHARACTERS_MAX = 13;
const DOT = 46;
const COMMA = 44;
/** Digits between two separators of thousands, with one of them. */
const GROUP = 4;
const MINUS = 45;
const PLUS = 43;
const YUAN = 0x5143;

/** Reads `-1234`, `+3`, `1,234.5`, `1234.50`, `1234.50元` character by character; undefined: not of that form, or too long. */
function fromPlain(text: string): Minor | undefined {
  const end = text.charCodeAt(text.length - 1) === YUAN ? text.length - 1 : text.length;
  const sign = text.charCodeAt(0);
  const start = sign === MINUS || sign === PLUS ? 1 : 0;
  if (end - start > PLAIN_CHARACTERS_MAX || end === start) return undefined;
  let digits = 0;
  let point = -1;
  let comma = -1;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) digits = digits * 10 + (code - 48);
    else if (code === DOT && point < 0 && at > start) point = at;
    else if (
      code === COMMA &&
      point < 0 &&
      (comma < 0 ? at > start && at < start + GROUP : at === comma + GROUP)
    )
      comma = at;
    else return undefined;
  }
  if (comma >= 0 && (point < 0 ? end : point) !== comma + GROUP) return undefined;
  const decimals = point < 0 ? 0 : end - point - 1;
  if (decimals > 2 || (point >= 0 && decimals === 0)) return undefined;
  const scale = decimals === 2 ? 1 : decimals === 1 ? 10 : 100;
  return BigInt(sign === MINUS ? -digits * scale : digits * scale);
}

/** Whether a result of {@link parseMoney} is a fault. */
export function isMoneyFault(value: Minor | null | MoneyFault): value is MoneyFault {
  return typeof value === 'string';
}

/** Writes minor units as a plain decimal, `-1234.50`: the form of files and JSON, and of `parseMoney`. */
export function formatMinor(minor: Minor): string {
  const negative = minor < 0n;
  const digits = (negative ? -minor : minor).toString().padStart(3, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The amount without its sign. */
export function absolute(minor: Minor): Minor {
  return minor < 0n ? -minor : minor;
}
