import { orderLineOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE } from './columns.ts';

/** The articles of 京东订单, one a row. They have no number: the order and the article identify them. */
export const jdOrderLines = {
  id: 'jd-order-lines',
  channel: 'jd',
  kind: 'order_lines',
  title: { 'zh-CN': '京东订单中的商品', 'zh-TW': '京東訂單中的商品', en: 'Articles in JD orders' },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  carries_numbers: true,
  normalize(values) {
    const { order_no, sku_no, title, code, quantity } = values;
    return {
      identity: [order_no, sku_no].join('|'),
      fact: orderLineOf({
        order_no,
        status_text: values.status,
        title,
        sku: code ?? sku_no,
        quantity,
      }),
    };
  },
} as const satisfies Source<'order_lines', typeof columns>;
