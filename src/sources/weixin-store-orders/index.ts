import type { OrderStatus } from '../../model/facts.ts';
import { orderOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { columns, MERGED, SIGNATURE } from './columns.ts';
import { weixinStoreOrderLines } from './lines.ts';
import { weixinStoreOrderRefunds } from './refunds.ts';

/** As the platform writes them. What is sent in part is not yet sent. */
const STATUSES: ReadonlyMap<string, OrderStatus> = new Map([
  ['待付款', 'unpaid'],
  ['已付款', 'paid'],
  ['待发货', 'paid'],
  ['部分发货', 'paid'],
  ['待收货', 'shipped'],
  ['已发货', 'shipped'],
  ['已收货', 'completed'],
  ['已完成', 'completed'],
  ['已取消', 'cancelled'],
  ['已关闭', 'cancelled'],
]);

/** 微信小店 (视频号小店) 订单: a row for each article, with the order repeated on each. */
export const weixinStoreOrders = {
  id: 'weixin-store-orders',
  channel: 'weixin-store',
  kind: 'orders',
  title: { 'zh-CN': '微信小店订单', 'zh-TW': '微信小店訂單', en: 'WeChat Store orders' },
  signature: SIGNATURE,
  columns,
  identity: 'own',
  merged: MERGED,
  also: [weixinStoreOrderLines, weixinStoreOrderRefunds],
  normalize(values) {
    const status = STATUSES.get(values.status);
    if (status === undefined) return { code: 'unknown_status', column: 'status', value: values.status };
    const { order_no, paid_minor, collected_minor } = values;
    const isWhole = (values.line_refund_minor ?? 0n) === 0n;
    return {
      identity: order_no,
      fact: orderOf({
        order_no,
        status,
        status_text: values.status,
        payment_no: values.payment_no,
        created_at: values.created_at,
        paid_at: values.paid_at,
        delivered_at: values.delivered_at,
        paid_minor,
        shipping_minor: values.shipping_minor,
        payout_minor: status === 'completed' && isWhole ? collected_minor : null,
        subsidy_minor: collected_minor === null ? null : collected_minor - paid_minor,
        tracking_no: values.tracking_no,
        carrier: values.carrier,
        shipped_at: values.shipped_at,
      }),
    };
  },
} as const satisfies Source<'orders', typeof columns>;
