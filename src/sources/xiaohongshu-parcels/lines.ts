import { piecesOf } from '../parts/pieces.ts';
import { orderLineOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE, skuOf } from './columns.ts';

/** The articles of the orders, with what the shop is to receive for each; exports that lack 商家应收金额 tell none. */
export const xiaohongshuOrderLines = {
  id: 'xiaohongshu-order-lines',
  channel: 'xiaohongshu',
  kind: 'order_lines',
  title: {
    'zh-CN': '小红书包裹详情中的商品',
    'zh-TW': '小紅書包裹詳情中的商品',
    en: 'Articles in Xiaohongshu parcels',
  },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  normalize(values) {
    const { order_no, status_text, specification_no, amount_minor } = values;
    const sku = skuOf(values);
    if (amount_minor === null || status_text === null) return null;
    return {
      identity: [order_no, sku, specification_no].join('|'),
      fact: orderLineOf({
        order_no,
        status_text,
        title: values.title,
        sku,
        quantity: piecesOf(values.quantity_milli),
        paid_minor: amount_minor,
      }),
    };
  },
} as const satisfies Source<'order_lines', typeof columns>;
