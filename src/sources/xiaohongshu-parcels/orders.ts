import { orderOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE } from './columns.ts';
import { xiaohongshuOrderLines } from './lines.ts';
import { xiaohongshuStatus } from './status.ts';

/** The orders, each on the rows of its articles, among which its amount is split. */
export const xiaohongshuOrders = {
  id: 'xiaohongshu-orders',
  channel: 'xiaohongshu',
  kind: 'orders',
  title: {
    'zh-CN': '小红书包裹详情中的订单',
    'zh-TW': '小紅書包裹詳情中的訂單',
    en: 'Orders in Xiaohongshu parcels',
  },
  signature: SIGNATURE,
  columns,
  identity: 'own',
  sum_of_lines: xiaohongshuOrderLines.id,
  normalize(values) {
    const { order_no, status_text, amount_minor } = values;
    const status = status_text === null ? undefined : xiaohongshuStatus(status_text);
    if (amount_minor === null || status_text === null || status === undefined) return null;
    return {
      identity: order_no,
      fact: orderOf({
        order_no,
        shop: values.shop,
        status,
        status_text,
        created_at: values.created_at,
        paid_at: values.paid_at,
        delivered_at: values.delivered_at,
        paid_minor: amount_minor,
      }),
    };
  },
} as const satisfies Source<'orders', typeof columns>;
