import { refundOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { columns, MERGED, SIGNATURE } from './columns.ts';

/** What was refunded of the articles, by 商品已退款金额. It has no number: the order's stands for it. */
export const weixinStoreOrderRefunds = {
  id: 'weixin-store-order-refunds',
  channel: 'weixin-store',
  kind: 'refunds',
  title: {
    'zh-CN': '微信小店订单中的退款',
    'zh-TW': '微信小店訂單中的退款',
    en: 'Refunds in WeChat Store orders',
  },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  merged: MERGED,
  normalize(values) {
    const { order_no, article_no, code, sku, attributes, line_refund_minor } = values;
    if (line_refund_minor === null || line_refund_minor === 0n) return null;
    return {
      identity: [order_no, article_no, sku ?? code, attributes].join('|'),
      fact: refundOf({
        refund_no: order_no,
        order_no,
        payment_no: values.payment_no,
        status: 'succeeded',
        status_text: values.after_sale ?? '',
        refund_minor: line_refund_minor,
      }),
    };
  },
} as const satisfies Source<'refunds', typeof columns>;
