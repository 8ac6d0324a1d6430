import type { Refusal } from '../source.ts';

/** The order that a row tells, and what identifies it. */
interface Named {
  readonly identity: string;
  readonly order_no: string;
  /** The sub-orders that the row packs, `;` between them; null where it tells one. */
  readonly sub_order_nos: string | null;
}

/** What a row says of numbers: a list where 子订单编号 packs several. */
interface Numbers {
  readonly order_no: string | readonly string[];
  readonly main_order_no: string | null;
}

/**
 * The sub-order of a row, or the main order of a row that packs several. A packed order is identified apart from a sub-order
 * of the same number: their rows tell different things.
 */
export function namedIn({ order_no, main_order_no }: Numbers): Named | Refusal {
  if (typeof order_no === 'string') return { identity: order_no, order_no, sub_order_nos: null };
  if (main_order_no === null) return { code: 'damaged_id', column: 'main_order_no', value: '' };
  return {
    identity: `packed ${main_order_no}`,
    order_no: main_order_no,
    sub_order_nos: order_no.join(';'),
  };
}
