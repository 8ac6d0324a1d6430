import type { Minor } from '../../money/money.ts';
import { digits, money, orUnknown, required, text, time, tracking } from '../columns.ts';
import { orderOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { kuaishouStatus } from './status.ts';

const columns = {
  order_no: required(digits('订单号')),
  status: required(text('订单状态')),
  quantity: required(text('成交数量')),
  paid_minor: required(money('实付款(¥)', '实付款')),
  shipping_minor: money('快递费'),
  platform_minor: money('平台补贴'),
  host_minor: money('主播补贴'),
  payment_minor: money('支付优惠'),
  created_at: required(time('订单创建时间')),
  paid_at: time('订单支付时间'),
  tracking_no: tracking('快递单号'),
  carrier: text('快递公司'),
  shipped_at: orUnknown(time('发货时间')),
};

/** 快手小店订单, a row each. What others than the shop pay for the buyer is due with what the buyer paid. */
export const kuaishouOrders = {
  id: 'kuaishou-orders',
  channel: 'kuaishou',
  kind: 'orders',
  title: { 'zh-CN': '快手订单', 'zh-TW': '快手訂單', en: 'Kuaishou orders' },
  signature: { all: ['订单号', '订单创建时间', '订单状态', '成交数量'], any: [['实付款(¥)', '实付款']] },
  columns,
  identity: 'own',
  carries_numbers: true,
  normalize(values) {
    const status = kuaishouStatus(values.status);
    if (status === undefined) return { code: 'unknown_status', column: 'status', value: values.status };
    const { order_no, paid_minor, platform_minor, host_minor, payment_minor } = values;
    const subsidy_minor = sumOf(platform_minor, host_minor, payment_minor);
    const isPaid = status !== 'unpaid' && status !== 'cancelled';
    return {
      identity: order_no,
      fact: orderOf({
        order_no,
        status,
        status_text: values.status,
        created_at: values.created_at,
        paid_at: values.paid_at ?? (isPaid ? values.created_at : null),
        paid_minor,
        shipping_minor: values.shipping_minor,
        payout_minor: status === 'completed' ? paid_minor + (subsidy_minor ?? 0n) : null,
        subsidy_minor,
        tracking_no: values.tracking_no,
        carrier: values.carrier,
        shipped_at: values.shipped_at,
      }),
    };
  },
} as const satisfies Source<'orders', typeof columns>;

function sumOf(...parts: readonly (Minor | null)[]): Minor | null {
  const told = parts.filter((part) => part !== null);
  return told.length === 0 ? null : told.reduce((sum, part) => sum + part, 0n);
}
