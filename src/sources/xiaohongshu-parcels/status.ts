import type { OrderStatus } from '../../model/facts.ts';

/** As the platform writes them. What is sent in part is not yet sent. */
const STATUSES: ReadonlyMap<string, OrderStatus> = new Map([
  ['待付款', 'unpaid'],
  ['待支付', 'unpaid'],
  ['未支付', 'unpaid'],
  ['已下单待付款', 'unpaid'],
  ['已支付', 'paid'],
  ['已支付处理中', 'paid'],
  ['清关中', 'paid'],
  ['待配货', 'paid'],
  ['待发货', 'paid'],
  ['部分发货', 'paid'],
  ['已发货', 'shipped'],
  ['待收货', 'shipped'],
  ['已签收', 'shipped'],
  ['已收货', 'completed'],
  ['已完成', 'completed'],
  ['已关闭', 'cancelled'],
  ['已取消', 'cancelled'],
]);

/** The status of an order by 订单状态; undefined for one that the platform is not known to write. */
export function xiaohongshuStatus(status_text: string): OrderStatus | undefined {
  return STATUSES.get(status_text);
}
