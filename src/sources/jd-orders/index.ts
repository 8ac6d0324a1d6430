import { orderOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE } from './columns.ts';
import { jdOrderLines } from './lines.ts';
import { jdStatus } from './status.ts';

/** 京东订单: a row for each article, with the order repeated on each. */
export const jdOrders = {
  id: 'jd-orders',
  channel: 'jd',
  kind: 'orders',
  title: { 'zh-CN': '京东订单', 'zh-TW': '京東訂單', en: 'JD orders' },
  signature: SIGNATURE,
  columns,
  identity: 'own',
  carries_numbers: true,
  also: [jdOrderLines],
  normalize(values) {
    const status = jdStatus(values.status);
    if (status === undefined) return { code: 'unknown_status', column: 'status', value: values.status };
    const { order_no, payable_minor, settled_minor } = values;
    const payout_minor = values.payout_minor ?? settled_minor;
    const paid_minor =
      payable_minor === null ? payout_minor : payable_minor + (values.from_balance_minor ?? 0n);
    if (paid_minor === null) return { code: 'missing_value', column: 'payable_minor', value: '' };
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
        payout_minor: status === 'completed' ? payout_minor : null,
      }),
    };
  },
} as const satisfies Source<'orders', typeof columns>;
