import { recordRow } from '../parts/record-row.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE, skuOf } from './columns.ts';

/** What the shop is to receive for the article of a row, by 商家应收金额; some exports lack it. */
export const xiaohongshuSales = {
  id: 'xiaohongshu-sales',
  channel: 'xiaohongshu',
  kind: 'sales_records',
  title: {
    'zh-CN': '小红书包裹详情中的销售',
    'zh-TW': '小紅書包裹詳情中的銷售',
    en: 'Sales in Xiaohongshu parcels',
  },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  normalize(values) {
    const { order_no, specification_no, after_sale, amount_minor } = values;
    const sku = skuOf(values);
    if (amount_minor === null) return null;
    return recordRow('sales_records', [order_no, sku, specification_no], {
      order_no,
      shop: values.shop,
      kind_text: after_sale,
      status_text: values.status_text,
      sold_at: values.paid_at ?? values.created_at,
      shipped_at: values.shipped_at,
      tracking_no: values.tracking_no,
      carrier: values.carrier,
      warehouse: values.warehouse,
      sku,
      title: values.title,
      quantity_milli: values.quantity_milli,
      amount_minor,
    });
  },
} as const satisfies Source<'sales_records', typeof columns>;
