import { digits, money, orUnknown, required, text, time, tracking } from '../columns.ts';
import { orderOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';

const columns = {
  order_no: required(digits('订单编号')),
  paid_minor: required(money('买家实际支付金额', '买家实付金额')),
  shop: text('店铺名称', '分销商店铺名称'),
  created_at: time('订单创建时间'),
  paid_at: time('订单付款时间'),
  shipping_minor: money('买家应付邮费'),
  refund_minor: money('退款金额'),
  tracking_no: tracking('物流单号'),
  carrier: text('物流公司'),
  shipped_at: orUnknown(time('发货时间')),
};

/**
 * 订单报表 from which 订单状态 was cut (as in the public data set tmall_order_report). Whether the goods were sent,
 * confirmed or the order was closed cannot be known: an order with a time of payment counts as paid, one without as
 * unpaid, and no payout is expected before another file says so.
 */
export const taobaoOrdersCut = {
  id: 'taobao-orders-cut',
  channel: 'taobao',
  kind: 'orders',
  title: {
    'zh-CN': '淘宝/天猫订单报表（无订单状态）',
    'zh-TW': '淘寶/天貓訂單報表（無訂單狀態）',
    en: 'Taobao/Tmall order report without status',
  },
  signature: {
    all: ['订单编号', '订单付款时间'],
    any: [['买家实际支付金额', '买家实付金额']],
    none: ['订单状态', '退款编号', '子订单编号', '账务流水号', '支付流水号'],
  },
  columns,
  identity: 'own',
  carries_numbers: true,
  normalize(values) {
    const { order_no, paid_at } = values;
    return {
      identity: order_no,
      fact: orderOf({
        order_no,
        shop: values.shop,
        status: paid_at === null ? 'unpaid' : 'paid',
        status_text: '',
        created_at: values.created_at,
        paid_at,
        paid_minor: values.paid_minor,
        shipping_minor: values.shipping_minor,
        refund_minor: values.refund_minor,
        tracking_no: values.tracking_no,
        carrier: values.carrier,
        shipped_at: values.shipped_at,
      }),
    };
  },
} satisfies Source<'orders', typeof columns>;
