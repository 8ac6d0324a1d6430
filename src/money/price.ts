import type { Minor, MoneyFault } from './money.ts';

/** A price per piece in millionths of the main unit: finer than an amount, as costs that were averaged are. */
export type Micro = bigint;

const PRICE = /^([-+]?)(\d{1,12})(?:\.(\d{0,6})0*)?$/;
const MICRO_PER_MINOR = 10_000n;
const MILLI_PER_PIECE = 1000n;

/**
 * Reads a price, `12.3456` or `¥1,299`.
 * @returns null for an empty cell (also `-`, `--`, `/`); a fault for anything else.
 */
export function parsePrice(text: string): Micro | null | MoneyFault {
  const bare = text.replace(/[¥￥元,，\s]/g, '');
  if (bare === '' || bare === '-' || bare === '--' || bare === '/') return null;
  const [, sign, whole = '', decimals = ''] = PRICE.exec(bare) ?? [];
  if (sign === undefined) return /^[-+]?\d+\.\d+$/.test(bare) ? 'too_precise' : 'not_an_amount';
  const micro = BigInt(whole + decimals.padEnd(6, '0'));
  return sign === '-' ? -micro : micro;
}

/** What a quantity in thousandths of a piece costs at a price, rounded half away from zero. */
export function priceOf(quantity_milli: bigint, price: Micro): Minor {
  const exact = quantity_milli * price;
  const divisor = MILLI_PER_PIECE * MICRO_PER_MINOR;
  const half = exact < 0n ? -divisor / 2n : divisor / 2n;
  return (exact + half) / divisor;
}
