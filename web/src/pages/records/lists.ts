import type { TableState } from '../../parts/table/state.ts';

function latest(column: string): Partial<TableState> {
  return { sort: [{ column, descending: true }] };
}

/**
 * The lists of records in the order in which they are offered, with how each is shown first and by which numbers a row leads
 * to its order.
 */
export const RECORD_LISTS = [
  { list: 'charges', first: latest('charged_at'), leads: ['order_no'] },
  { list: 'shipments', first: latest('shipped_at'), leads: ['order_no', 'tracking_no'] },
  { list: 'carrier_charges', first: latest('charged_at'), leads: ['order_no', 'tracking_no'] },
  { list: 'returns', first: latest('requested_at'), leads: ['order_no', 'tracking_no'] },
  { list: 'stock_movements', first: latest('moved_at'), leads: ['order_no'] },
  { list: 'stock_counts', first: latest('counted_at'), leads: ['order_no'] },
  { list: 'sales_records', first: latest('sold_at'), leads: ['order_no', 'tracking_no'] },
  { list: 'foreign_settlements', first: latest('paid_at'), leads: ['order_no'] },
] as const;

/** A list of records. */
export type RecordList = (typeof RECORD_LISTS)[number]['list'];
