import type { OrderStatus } from '../../model/facts.ts';

const STATUSES: ReadonlyMap<string, OrderStatus> = new Map([
  ['未付款', 'unpaid'],
  ['等待付款', 'unpaid'],
  ['等待付款确认', 'unpaid'],
  ['等待出库', 'paid'],
  ['等待发货', 'paid'],
  ['锁定', 'paid'],
  ['锁定订单', 'paid'],
  ['暂停', 'paid'],
  ['暂停订单', 'paid'],
  ['等待确认收货', 'shipped'],
  ['等待收货', 'shipped'],
  ['已出库', 'shipped'],
  ['完成', 'completed'],
  ['已完成', 'completed'],
  ['已取消', 'cancelled'],
]);
const DELETED = '(删除)';
const LOCKED = '(锁定)';

/** What 订单状态 says; an order that is `(删除)` is cancelled, one that is `(锁定)` stands where it stood. Undefined: not known. */
export function jdStatus(status_text: string): OrderStatus | undefined {
  const bare = status_text.replaceAll('（', '(').replaceAll('）', ')').replace(/\s/g, '');
  return bare.startsWith(DELETED) ? 'cancelled' : STATUSES.get(bare.replace(LOCKED, ''));
}
