import { orderLineOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { columns, MERGED, SIGNATURE } from './columns.ts';

/** The articles of 微信小店 orders, one a row. They have no number: the order and the article identify them. */
export const weixinStoreOrderLines = {
  id: 'weixin-store-order-lines',
  channel: 'weixin-store',
  kind: 'order_lines',
  title: {
    'zh-CN': '微信小店订单中的商品',
    'zh-TW': '微信小店訂單中的商品',
    en: 'Articles of WeChat Store orders',
  },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  merged: MERGED,
  normalize(values) {
    const { order_no, article_no, attributes } = values;
    const sku = values.sku ?? values.code ?? article_no;
    return {
      identity: [order_no, article_no, sku, attributes].join('|'),
      fact: orderLineOf({
        order_no,
        payment_no: values.payment_no,
        status_text: values.after_sale ?? values.status,
        title: values.title,
        sku,
        quantity: values.quantity,
        paid_minor: values.line_paid_minor,
        refund_minor: values.line_refund_minor,
        tracking_no: values.tracking_no,
        carrier: values.carrier,
        shipped_at: values.shipped_at,
      }),
    };
  },
} as const satisfies Source<'order_lines', typeof columns>;
