import type { OrderFact, OrderLineFact, RefundFact } from '../../model/facts.ts';

const NO_ORDER: Omit<OrderFact, 'order_no' | 'status' | 'status_text' | 'paid_minor'> = {
  shop: null,
  payment_no: null,
  created_at: null,
  paid_at: null,
  delivered_at: null,
  shipping_minor: null,
  refund_minor: null,
  payout_minor: null,
  subsidy_minor: null,
  deposit_order_no: null,
  sub_order_nos: null,
  stages: null,
  close_reason: null,
  tracking_no: null,
  carrier: null,
  shipped_at: null,
};

const NO_LINE: Omit<OrderLineFact, 'order_no' | 'status_text'> = {
  order_line_no: null,
  payment_no: null,
  title: null,
  sku: null,
  quantity: null,
  paid_minor: null,
  refund_minor: null,
  tracking_no: null,
  carrier: null,
  shipped_at: null,
};

const NO_REFUND: Omit<RefundFact, 'refund_no' | 'order_no' | 'status' | 'status_text' | 'refund_minor'> = {
  payment_no: null,
  kind_text: null,
  stage: null,
  requested_at: null,
  completed_at: null,
  return_tracking_no: null,
  return_carrier: null,
};

/** An order of which a file tells no more than this. */
export function orderOf(told: Omit<OrderFact, keyof typeof NO_ORDER> & Partial<OrderFact>): OrderFact {
  return { ...NO_ORDER, ...told };
}

/** An order line of which a file tells no more than this. */
export function orderLineOf(
  told: Omit<OrderLineFact, keyof typeof NO_LINE> & Partial<OrderLineFact>,
): OrderLineFact {
  return { ...NO_LINE, ...told };
}

/** A refund of which a file tells no more than this. */
export function refundOf(told: Omit<RefundFact, keyof typeof NO_REFUND> & Partial<RefundFact>): RefundFact {
  return { ...NO_REFUND, ...told };
}
