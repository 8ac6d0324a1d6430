import { piecesOf } from '../parts/pieces.ts';
import { orderLineOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { columns, MERGED } from './columns.ts';

/** The articles of a 1688 order. They bear no number of their own, and what was paid stands for the order as a whole. */
export const alibabaOrderLines = {
  id: 'alibaba-order-lines',
  channel: 'alibaba',
  kind: 'order_lines',
  title: { 'zh-CN': '1688 订单中的货品', 'zh-TW': '1688 訂單中的貨品', en: 'Articles of 1688 orders' },
  signature: { all: ['订单编号', '货品标题'] },
  columns,
  identity: 'content',
  merged: MERGED,
  normalize(values) {
    const { order_no, title, price_micro, quantity_milli } = values;
    const sku = values.sku ?? values.sku_no;
    return {
      identity: [order_no, title, values.sku, values.sku_no, price_micro, quantity_milli].join('|'),
      fact: orderLineOf({
        order_no,
        status_text: values.status,
        title,
        sku,
        quantity: quantity_milli === null ? null : piecesOf(quantity_milli),
        tracking_no: values.tracking_no,
        carrier: values.carrier,
      }),
    };
  },
} as const satisfies Source<'order_lines', typeof columns>;
