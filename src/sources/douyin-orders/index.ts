import { orderOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { exportedAtOf, faultOf, filled, isTouchedByRefund, parcelOf, statusOf, sumOf } from './cells.ts';
import { columns } from './columns.ts';
import { douyinOrderLines } from './lines.ts';
import { namedIn } from './named.ts';

/**
 * 抖店订单: by article (商品维度) one row per sub-order (商品单). The platform settles, refunds and closes each sub-order by
 * itself, so each is an order here, of its own number; that of the first is the main order's. By order (订单维度) a row
 * packs the sub-orders of a main order, which then is the order.
 */
export const douyinOrders = {
  id: 'douyin-orders',
  channel: 'douyin',
  kind: 'orders',
  title: { 'zh-CN': '抖店订单', 'zh-TW': '抖店訂單', en: 'Douyin orders' },
  signature: { all: ['主订单编号', '子订单编号', '选购商品', '订单状态', '订单应付金额'] },
  columns,
  identity: 'own',
  carries_numbers: true,
  also: [douyinOrderLines],
  preamble: (_, fileName) => exportedAtOf(fileName),
  normalize(values) {
    const status = statusOf(values.status);
    if (status === undefined) return { code: faultOf(values.status), column: 'status', value: values.status };
    const named = namedIn(values);
    if ('code' in named) return named;
    const { identity, ...numbers } = named;
    const { paid_minor } = values;
    const subsidy_minor = sumOf(values.platform_coupon, values.promoter_coupon);
    const keepsAll = status === 'completed' && !isTouchedByRefund(values.after_sale);
    return {
      identity,
      fact: orderOf({
        ...numbers,
        status,
        status_text: values.status,
        created_at: values.created_at,
        paid_at: values.paid_at,
        delivered_at: values.delivered_at,
        paid_minor,
        shipping_minor: values.shipping_minor,
        payout_minor: keepsAll && subsidy_minor !== null ? paid_minor + subsidy_minor : null,
        subsidy_minor,
        close_reason: filled(values.close_reason),
        ...parcelOf(values.parcel),
        shipped_at: values.shipped_at,
      }),
    };
  },
} satisfies Source<'orders', typeof columns>;
