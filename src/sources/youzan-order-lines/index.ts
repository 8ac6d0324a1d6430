import { id, money, orUnknown, required, text, time, tracking } from '../columns.ts';
import { orderLineOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';

const columns = {
  order_no: required(id('订单号')),
  status: required(text('订单商品状态')),
  title: required(text('商品名称')),
  specification: text('商品规格'),
  specification_code: text('规格编码'),
  code: text('商品编码'),
  quantity: text('商品数量'),
  paid_minor: money('商品实际成交金额'),
  refund_minor: money('商品已退款金额'),
  tracking_no: tracking('商品发货物流单号'),
  carrier: text('商品发货物流公司'),
  shipped_at: orUnknown(time('商品发货时间')),
};

/** 有赞订单商品: the articles of the orders, a row each. They have no number: the order and the article identify them. */
export const youzanOrderLines = {
  id: 'youzan-order-lines',
  channel: 'youzan',
  kind: 'order_lines',
  title: { 'zh-CN': '有赞订单商品', 'zh-TW': '有贊訂單商品', en: 'Articles of Youzan orders' },
  signature: { all: ['订单号', '订单商品状态', '商品名称', '商品实际成交金额'] },
  columns,
  identity: 'content',
  carries_numbers: true,
  normalize({ status, specification, specification_code, code, ...told }) {
    const sku = specification_code ?? code;
    return {
      identity: [told.order_no, told.title, specification, sku].join('|'),
      fact: orderLineOf({ ...told, status_text: status, sku }),
    };
  },
} as const satisfies Source<'order_lines', typeof columns>;
