import { id, money, orUnknown, required, text, time, tracking } from '../columns.ts';
import { orderOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { pddStanding } from './status.ts';

const columns = {
  order_no: required(id('订单号')),
  status: required(text('订单状态')),
  paid_minor: required(money('用户实付金额(元)')),
  payout_minor: required(money('商家实收金额(元)')),
  shipping_minor: money('邮费(元)'),
  refund_minor: money('退款金额(元)'),
  platform_minor: money('平台优惠折扣(元)'),
  instant_minor: money('多多支付立减金额(元)'),
  shop: text('店铺名称'),
  created_at: time('订单成交时间', '拼单成功时间', '支付时间'),
  paid_at: time('支付时间', '订单成交时间', '拼单成功时间'),
  delivered_at: time('确认收货时间'),
  tracking_no: tracking('快递单号'),
  carrier: text('快递公司'),
  shipped_at: orUnknown(time('发货时间')),
};

/**
 * 拼多多订单. What was refunded is told by 订单状态 alone, without an amount: a refunded order counts as refunded whole
 * unless 退款金额 says less.
 */
export const pddOrders = {
  id: 'pdd-orders',
  channel: 'pdd',
  kind: 'orders',
  title: { 'zh-CN': '拼多多订单', 'zh-TW': '拼多多訂單', en: 'Pinduoduo orders' },
  signature: { all: ['订单号', '订单状态', '商家实收金额(元)', '用户实付金额(元)'] },
  columns,
  identity: 'own',
  normalize(values) {
    const standing = pddStanding(values.status);
    if (standing === undefined) return { code: 'unknown_status', column: 'status', value: values.status };
    const { order_no, paid_minor, payout_minor } = values;
    const refund_minor = values.refund_minor ?? (standing.is_refunded ? paid_minor : null);
    const isReversed = standing.is_refunded && standing.status !== 'completed' && refund_minor === paid_minor;
    const status = isReversed ? 'cancelled' : standing.status;
    return {
      identity: order_no,
      fact: orderOf({
        order_no,
        shop: values.shop,
        status,
        status_text: values.status,
        created_at: values.created_at,
        paid_at: values.paid_at,
        delivered_at: values.delivered_at,
        paid_minor,
        shipping_minor: values.shipping_minor,
        refund_minor,
        payout_minor: status === 'completed' && !standing.is_refunded ? payout_minor : null,
        subsidy_minor: sumOf(values.platform_minor, values.instant_minor),
        tracking_no: values.tracking_no,
        carrier: values.carrier,
        shipped_at: values.shipped_at,
      }),
    };
  },
} satisfies Source<'orders', typeof columns>;

function sumOf(...parts: readonly (bigint | null)[]): bigint | null {
  const told = parts.filter((part) => part !== null);
  return told.length === 0 ? null : told.reduce((sum, part) => sum + part, 0n);
}
