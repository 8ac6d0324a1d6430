import type { OrderStatus } from '../../model/facts.ts';
import { orderOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { columns, MERGED } from './columns.ts';
import { alibabaOrderLines } from './lines.ts';

/** As the platform writes them. What is sent in part is not yet sent. */
const STATUSES: ReadonlyMap<string, OrderStatus> = new Map([
  ['等待买家付款', 'unpaid'],
  ['等待卖家发货', 'paid'],
  ['卖家部分发货', 'paid'],
  ['等待买家收货', 'shipped'],
  ['等待买家确认收货', 'shipped'],
  ['已发货', 'shipped'],
  ['已收货', 'completed'],
  ['交易成功', 'completed'],
  ['交易关闭', 'cancelled'],
  ['交易取消', 'cancelled'],
]);

/** 1688 订单: an order on the rows of its articles; the cells of the order are merged over them. */
export const alibabaOrders = {
  id: 'alibaba-orders',
  channel: 'alibaba',
  kind: 'orders',
  title: { 'zh-CN': '1688 订单', 'zh-TW': '1688 訂單', en: '1688 orders' },
  signature: { all: ['订单编号', '买家会员名', '卖家会员名', '实付款(元)', '订单状态'] },
  columns,
  identity: 'own',
  merged: MERGED,
  also: [alibabaOrderLines],
  normalize(values) {
    const { order_no, paid_minor } = values;
    const status = STATUSES.get(values.status);
    if (status === undefined) return { code: 'unknown_status', column: 'status', value: '' };
    return {
      identity: order_no,
      fact: orderOf({
        order_no,
        shop: values.shop,
        status,
        status_text: values.status,
        created_at: values.created_at,
        paid_at: values.paid_at,
        paid_minor,
        shipping_minor: values.shipping_minor,
        tracking_no: values.tracking_no,
        carrier: values.carrier,
      }),
    };
  },
} satisfies Source<'orders', typeof columns>;
