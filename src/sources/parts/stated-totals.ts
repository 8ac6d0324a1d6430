import type { WallTime } from '../../calendar/wall-time.ts';
import { isMoneyFault, parseMoney } from '../../money/money.ts';
import { stripped } from '../columns.ts';
import type { ControlTotal, Footer, Refusal } from '../source.ts';

/** A total in the words of a footer. `null`: it states no such number. */
export interface TotalWords {
  /** What it is a total of, see {@link ControlTotal}. */
  readonly of: string;
  /** What the file calls it. */
  readonly name: string;
  readonly count: string | null;
  readonly sum: string | null;
}

const COUNT = /^(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.0*)?$/;

/**
 * The footer with these totals; count and sum of one may stand apart. A count is at most nine digits, with separators of thousands or decimals that are zeros
 * (`1,204`, `20.0`); an empty one is not stated. Refused by the name of the first total that cannot be read.
 */
export function totalsFooter(
  words: readonly TotalWords[],
  exported_at: WallTime | null = null,
): Footer | Refusal {
  const totals = new Map<string, ControlTotal>();
  for (const each of words) {
    const total = statedTotal(each);
    if ('code' in total) return total;
    const { of, count, sum_minor } = total;
    const known = totals.get(of);
    totals.set(of, { of, count: known?.count ?? count, sum_minor: known?.sum_minor ?? sum_minor });
  }
  return { totals: [...totals.values()], ...(exported_at === null ? {} : { exported_at }) };
}

function statedTotal({ of, name, count, sum }: TotalWords): ControlTotal | Refusal {
  const found = countIn(stripped(count ?? ''));
  if (found === undefined) return { code: 'not_a_quantity', column: name, value: count ?? '' };
  const sum_minor = parseMoney(stripped(sum ?? ''));
  if (isMoneyFault(sum_minor)) return { code: sum_minor, column: name, value: sum ?? '' };
  return { of, count: found, sum_minor };
}

/** Undefined where something stands that is no count. */
function countIn(text: string): number | null | undefined {
  if (text === '') return null;
  const [, whole] = COUNT.exec(text) ?? [];
  return whole === undefined ? undefined : Number.parseInt(whole.replaceAll(',', ''), 10);
}
