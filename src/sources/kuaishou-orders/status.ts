import type { OrderStatus } from '../../model/facts.ts';

const STATUSES: ReadonlyMap<string, OrderStatus> = new Map([
  ['待付款', 'unpaid'],
  ['未付款', 'unpaid'],
  ['已付款', 'paid'],
  ['待发货', 'paid'],
  ['部分发货', 'paid'],
  ['已发货', 'shipped'],
  ['待收货', 'shipped'],
  ['已签收', 'shipped'],
  ['已收货', 'completed'],
  ['交易成功', 'completed'],
  ['订单成功', 'completed'],
  ['交易关闭', 'cancelled'],
  ['交易失败', 'cancelled'],
  ['订单失败', 'cancelled'],
  ['已取消', 'cancelled'],
]);

/** What 订单状态 says; undefined for one that is not known. */
export function kuaishouStatus(status_text: string): OrderStatus | undefined {
  return STATUSES.get(status_text.replace(/\s/g, ''));
}
