import type { Language } from './words.ts';

/** An amount of minor units as it is read: `-1234567` is `-12,345.67`. Never through a floating number. */
export function moneyText(minor: string | bigint): string {
  const amount = BigInt(minor);
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0n ? '-' : ''}${whole}.${digits.slice(-2)}`;
}

/** The same with its sign, for amounts that are a difference. */
export function signedMoneyText(minor: string | bigint): string {
  return BigInt(minor) > 0n ? `+${moneyText(minor)}` : moneyText(minor);
}

/** Minor units of an amount as people write it (`1,234.5`, `-12`, full-width digits); null when it is none. */
export function minorOf(text: string): string | null {
  return scaled(text, 2);
}

function scaled(text: string, decimals: number): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[,\s¥￥]/g, '')
    .replace(/^−/, '-');
  const match = /^([+-]?)(\d{1,15})(?:\.(\d{1,3}))?$/.exec(plain);
  if (match === null) return null;
  const [, sign, whole = '', fraction = ''] = match;
  if (fraction.length > decimals) return null;
  const units = BigInt(whole + fraction.padEnd(decimals, '0'));
  return String(sign === '-' ? -units : units);
}

/** An amount as a filter holds it, for a field: `-1234567` is `-12345.67`. */
export function plainMoneyText(minor: string): string {
  return moneyText(minor).replaceAll(',', '');
}

/** A quantity of thousandths as it is read: `1234500` is `1,234.5`. */
export function quantityText(milli: string | bigint): string {
  const quantity = BigInt(milli);
  const digits = (quantity < 0n ? -quantity : quantity).toString().padStart(4, '0');
  const whole = digits.slice(0, -3).replace(/\B(?=(\d{3})+$)/g, ',');
  const decimals = digits.slice(-3).replace(/0+$/, '');
  return `${quantity < 0n ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
}

/** Thousandths of a quantity as people write it (`1,234.5`, `-2`, full-width digits); null when it is none. */
export function milliOf(text: string): string | null {
  return scaled(text, 3);
}

/** A count with its thousands marked. */
export function countText(count: number, language: Language): string {
  return new Intl.NumberFormat(language).format(count);
}

/** A share of the whole in percent, as text. */
export function percentText(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Math.floor((part * 100) / whole)} %`;
}

/** A moment `YYYY-MM-DD HH:MM:SS` to the minute. */
export function momentText(moment: string): string {
  return moment.slice(0, 16);
}

/** A size of a file. */
export function bytesText(bytes: number, language: Language): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}

/** Names one after the other. */
export function listText(names: readonly string[], language: Language): string {
  return names.join(language === 'en' ? ', ' : '、');
}

/** Sentences one after the other: with a space between them in English, with none in Chinese. */
export function sentencesText(sentences: readonly string[], language: Language): string {
  return sentences.join(language === 'en' ? ' ' : '');
}

/** A name as a sentence or button begins with it. */
export function capitalText(name: string): string {
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

/** The number in a match key. That of money which names no order is the number of its line, behind a question mark. */
export function numberText(matchKey: string): string {
  return matchKey.replace(/^\?/, '');
}
