import { recordRow } from '../parts/record-row.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE, skuOf } from './columns.ts';
import { xiaohongshuOrderLines } from './lines.ts';
import { xiaohongshuOrders } from './orders.ts';
import { xiaohongshuSales } from './sales.ts';
import { xiaohongshuStatus } from './status.ts';

/**
 * 小红书包裹详情: which articles of an order went by which parcel. The whole export tells the orders, too, and what is due
 * for each article.
 */
export const xiaohongshuParcels = {
  id: 'xiaohongshu-parcels',
  channel: 'xiaohongshu',
  kind: 'shipments',
  title: { 'zh-CN': '小红书包裹详情', 'zh-TW': '小紅書包裹詳情', en: 'Xiaohongshu parcels' },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  also: [xiaohongshuSales, xiaohongshuOrderLines, xiaohongshuOrders],
  normalize(values) {
    const { order_no, quantity_milli, tracking_no, status_text, amount_minor } = values;
    const is_order = amount_minor !== null && status_text !== null;
    if (is_order && xiaohongshuStatus(status_text) === undefined)
      return { code: 'unknown_status', column: 'status_text', value: status_text };
    const sku = skuOf(values);
    return recordRow('shipments', [order_no, sku, quantity_milli, tracking_no], {
      order_no,
      shop: values.shop,
      tracking_no,
      carrier: values.carrier,
      warehouse: values.warehouse,
      status_text,
      shipped_at: values.shipped_at,
      sku,
      title: values.title,
      quantity_milli,
    });
  },
} as const satisfies Source<'shipments', typeof columns>;
