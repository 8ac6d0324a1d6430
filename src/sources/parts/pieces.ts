import type { Milli } from '../../model/record-facts.ts';

const IDLE_ZEROS = /\.?0+$/;

/** A number of pieces as an order line tells it, `2` or `0.5`, however the file writes it. */
export function piecesOf(quantity_milli: Milli): string {
  const sign = quantity_milli < 0n ? '-' : '';
  const digits = String(quantity_milli).replace('-', '').padStart(4, '0');
  return `${sign}${digits.slice(0, -3)}.${digits.slice(-3)}`.replace(IDLE_ZEROS, '');
}
