import type { WallTime } from '../../model/facts.ts';
import type { Minor } from '../../money/money.ts';
import type { NormalizedRow } from '../source.ts';

const GOODS = '货款';

/** The cells by which a line of the settlement tells a refund. */
export interface RefundCells {
  /** 单据编号, 售后服务单号: the document of the line, of a refund its case. */
  readonly refund_no: string | null;
  readonly order_no: string | null;
  readonly sku_no: string | null;
  readonly item: string;
  readonly amount: Minor;
  /** 单据类型, where the layout has it. */
  readonly kind_text: string | null;
  readonly completed_at: WallTime | null;
}

/** The refund case that a line names: 货款 that went out under a number that is not the order's. Null for any other line. */
export function settledRefund(cells: RefundCells): NormalizedRow<'refunds'> | null {
  const { refund_no, order_no, sku_no, item, amount, kind_text, completed_at } = cells;
  if (item !== GOODS || amount >= 0n || order_no === null) return null;
  if (refund_no === null || refund_no === order_no) return null;
  return {
    identity: [refund_no, sku_no].join('|'),
    fact: {
      refund_no,
      order_no,
      payment_no: null,
      status: 'succeeded',
      status_text: '',
      kind_text,
      refund_minor: -amount,
      stage: 'after_sale',
      requested_at: null,
      completed_at,
      return_tracking_no: null,
      return_carrier: null,
    },
  };
}
