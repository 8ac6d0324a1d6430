import type { Minor } from '../../money/money.ts';
import { directedAmount } from '../parts/wallet-line.ts';
import type { Refusal, Values } from '../source.ts';
import type { columns } from './columns.ts';
import { PARTS, sumOfParts } from './parts.ts';

/** The cash that a row moves, signed. Refused where the direction is not known, or its parts do not add up to it. */
export function movedBy(values: Values<typeof columns>): Minor | Refusal {
  const { amount, direction } = values;
  const moved = direction === null ? amount : directedAmount(amount, direction);
  if (moved === null) return { code: 'unknown_sign', column: 'direction', value: '' };
  const parts = sumOfParts(values, PARTS);
  return parts === 0n || parts === moved ? moved : { code: 'parts_differ', column: 'amount', value: '' };
}
