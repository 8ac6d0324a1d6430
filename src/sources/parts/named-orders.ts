import { joinedOrders } from '../../model/records.ts';

/** What 聚水潭 puts behind the number of an order that it made anew. */
const REMADE = /-order$/i;

/** The orders that a cell of an ERP names. */
export interface NamedOrders {
  /** The order, where it is one. */
  readonly order_no: string | null;
  /** Several orders that were sent together, as the file has them: none of them is the row's alone. */
  readonly order_nos: string | null;
}

/** Reads a cell of one order number or of several with `;`, `|`, commas or blanks between them. A number named twice is one. */
export function namedOrders(cell: string | null): NamedOrders {
  const [first, ...others] = joinedOrders(cell ?? '');
  if (first === undefined) return { order_no: null, order_nos: null };
  if (others.length > 0) return { order_no: null, order_nos: cell };
  return { order_no: first.replace(REMADE, ''), order_nos: null };
}
