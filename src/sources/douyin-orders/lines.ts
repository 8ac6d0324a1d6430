import { orderLineOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { parcelOf } from './cells.ts';
import { columns } from './columns.ts';
import { namedIn } from './named.ts';

/** The article of a sub-order: what it is, and how many of it. A packed row tells those of its sub-orders as it joins them. */
export const douyinOrderLines = {
  id: 'douyin-order-lines',
  channel: 'douyin',
  kind: 'order_lines',
  title: { 'zh-CN': '抖店订单中的商品', 'zh-TW': '抖店訂單中的商品', en: 'Articles of Douyin orders' },
  signature: { all: ['子订单编号', '选购商品'] },
  columns,
  identity: 'own',
  carries_numbers: true,
  normalize(values) {
    const named = namedIn(values);
    if ('code' in named) return null;
    const { identity, order_no, sub_order_nos } = named;
    return {
      identity,
      fact: orderLineOf({
        order_no,
        order_line_no: sub_order_nos === null ? order_no : null,
        status_text: values.status,
        title: values.title,
        sku: values.sku ?? values.specification,
        quantity: values.quantity,
        paid_minor: sub_order_nos === null ? values.paid_minor : null,
        ...parcelOf(values.parcel),
        shipped_at: values.shipped_at,
      }),
    };
  },
} as const satisfies Source<'order_lines', typeof columns>;
