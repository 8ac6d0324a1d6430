import type { OrderStatus } from '../../model/facts.ts';
import { id, money, required, text, time } from '../columns.ts';
import { orderOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';

const columns = {
  order_no: required(id('订单号')),
  status: required(text('订单状态')),
  paid_minor: required(money('订单实付金额')),
  shop: text('归属店铺', '店铺'),
  payment_no: id('支付流水号'),
  created_at: required(time('订单创建时间')),
  paid_at: time('买家付款时间'),
  delivered_at: time('交易成功时间'),
  shipping_minor: money('运费'),
  refund_minor: money('订单已退款金额'),
};

/** As the platform writes them. What is sent in part is not yet sent. */
const STATUSES: ReadonlyMap<string, OrderStatus> = new Map([
  ['待付款', 'unpaid'],
  ['等待买家付款', 'unpaid'],
  ['待接单', 'paid'],
  ['待成团', 'paid'],
  ['待发货', 'paid'],
  ['等待卖家发货', 'paid'],
  ['部分发货', 'paid'],
  ['已发货', 'shipped'],
  ['待收货', 'shipped'],
  ['等待买家确认收货', 'shipped'],
  ['交易完成', 'completed'],
  ['交易成功', 'completed'],
  ['已完成', 'completed'],
  ['交易关闭', 'cancelled'],
  ['已关闭', 'cancelled'],
]);

/** 有赞订单: every order of a shop, one row each. */
export const youzanOrders = {
  id: 'youzan-orders',
  channel: 'youzan',
  kind: 'orders',
  title: { 'zh-CN': '有赞订单', 'zh-TW': '有贊訂單', en: 'Youzan orders' },
  signature: { all: ['订单号', '订单状态', '订单创建时间', '买家付款时间', '应收订单金额', '订单实付金额'] },
  columns,
  identity: 'own',
  carries_numbers: true,
  normalize({ order_no, status: status_text, ...told }) {
    const status = STATUSES.get(status_text);
    if (status === undefined) return { code: 'unknown_status', column: 'status', value: status_text };
    return { identity: order_no, fact: orderOf({ order_no, status, status_text, ...told }) };
  },
} as const satisfies Source<'orders', typeof columns>;
