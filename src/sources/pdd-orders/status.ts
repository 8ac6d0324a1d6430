import type { OrderStatus } from '../../model/facts.ts';

/** How far the goods of an order got, and whether money went back to the buyer. */
export interface PddStanding {
  readonly status: OrderStatus;
  readonly is_refunded: boolean;
}

const STANDINGS: ReadonlyMap<string, PddStanding> = new Map([
  ['待支付', { status: 'unpaid', is_refunded: false }],
  ['待付款', { status: 'unpaid', is_refunded: false }],
  ['待成团', { status: 'paid', is_refunded: false }],
  ['拼单中', { status: 'paid', is_refunded: false }],
  ['待发货', { status: 'paid', is_refunded: false }],
  ['已成团,待发货', { status: 'paid', is_refunded: false }],
  ['待收货', { status: 'shipped', is_refunded: false }],
  ['待签收', { status: 'shipped', is_refunded: false }],
  ['已发货', { status: 'shipped', is_refunded: false }],
  ['已发货,待收货', { status: 'shipped', is_refunded: false }],
  ['已发货,待签收', { status: 'shipped', is_refunded: false }],
  ['已签收', { status: 'shipped', is_refunded: false }],
  ['已收货', { status: 'completed', is_refunded: false }],
  ['已完成', { status: 'completed', is_refunded: false }],
  ['已取消', { status: 'cancelled', is_refunded: false }],
  ['退款成功', { status: 'cancelled', is_refunded: true }],
  ['未发货,退款成功', { status: 'paid', is_refunded: true }],
  ['已发货,退款成功', { status: 'shipped', is_refunded: true }],
  ['已签收,退款成功', { status: 'shipped', is_refunded: true }],
  ['已收货,退款成功', { status: 'completed', is_refunded: true }],
]);

/** What 订单状态 says, with a half- or full-width comma; undefined for one that is not known. */
export function pddStanding(status_text: string): PddStanding | undefined {
  return STANDINGS.get(status_text.replaceAll('，', ',').replace(/\s/g, ''));
}
