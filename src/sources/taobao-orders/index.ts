import type { OrderStatus, WallTime } from '../../model/facts.ts';
import { absolute, type Minor } from '../../money/money.ts';
import { digits, id, money, orUnknown, required, text, time, tracking } from '../columns.ts';
import type { Source } from '../source.ts';

const columns = {
  order_no: required(digits('订单编号')),
  status: required(text('订单状态')),
  paid_minor: money('买家实际支付金额', '买家实付金额'),
  shop: text('店铺名称', '分销商店铺名称'),
  payment_no: id('支付单号'),
  created_at: time('订单创建时间'),
  paid_at: time('订单付款时间'),
  delivered_at: time('确认收货时间'),
  shipping_minor: money('买家应付邮费'),
  refund_minor: money('退款金额'),
  payout_minor: money('打款商家金额', '确认收货打款金额'),
  coupon_minor: money('天猫卡券抵扣'),
  points_minor: money('集分宝抵扣'),
  red_packet_minor: money('含应开票给个人的个人红包', '含应开票给个人红包'),
  deposit_order_no: id('特权订金订单id'),
  stages: text('分阶段订单信息'),
  close_reason: text('订单关闭原因'),
  tracking_no: tracking('物流单号'),
  carrier: text('物流公司'),
  shipped_at: orUnknown(time('发货时间')),
};

/** As the platform writes them, with half-width commas and no blanks. What is sent in part is not yet sent. */
const STATUSES: ReadonlyMap<string, OrderStatus> = new Map([
  ['等待买家付款', 'unpaid'],
  ['买家已付款,等待卖家发货', 'paid'],
  ['卖家部分发货', 'paid'],
  ['卖家已发货,等待买家确认', 'shipped'],
  ['交易成功', 'completed'],
  ['交易关闭', 'cancelled'],
]);

const NOT_CLOSED = '订单未关闭';

function statusOf(status_text: string): OrderStatus | undefined {
  return STATUSES.get(status_text) ?? STATUSES.get(status_text.replaceAll('，', ',').replace(/\s/g, ''));
}

/** Before confirmation the report writes 0.00, or nothing, for a payout that is not known yet. */
function payoutOf(payout: Minor | null, delivered_at: WallTime | null): Minor | null {
  return payout === 0n && delivered_at === null ? null : payout;
}

/** Some layouts write deductions with a minus. */
function subsidyOf(...parts: readonly (Minor | null)[]): Minor | null {
  let sum: Minor | null = null;
  for (const part of parts) if (part !== null) sum = (sum ?? 0n) + absolute(part);
  return sum;
}

/** 订单报表 of Taobao and Tmall in all layouts since 2014, whole or with columns left out, and its look-alikes. */
export const taobaoOrders = {
  id: 'taobao-orders',
  channel: 'taobao',
  kind: 'orders',
  title: { 'zh-CN': '淘宝/天猫订单报表', 'zh-TW': '淘寶/天貓訂單報表', en: 'Taobao/Tmall order report' },
  signature: {
    all: ['订单编号', '订单状态'],
    any: [['买家实际支付金额', '买家实付金额']],
    none: ['退款编号', '子订单编号', '账务流水号', '支付流水号'],
  },
  columns,
  identity: 'own',
  carries_numbers: true,
  normalize(values) {
    const status = statusOf(values.status);
    if (status === undefined) return { code: 'unknown_status', column: 'status', value: values.status };
    const { order_no, paid_at, delivered_at, paid_minor, deposit_order_no, close_reason } = values;
    if (paid_minor === null && paid_at !== null) {
      return { code: 'missing_value', column: 'paid_minor', value: '' };
    }
    return {
      identity: order_no,
      fact: {
        order_no,
        shop: values.shop,
        payment_no: values.payment_no,
        status,
        status_text: values.status,
        created_at: values.created_at,
        paid_at,
        delivered_at,
        paid_minor: paid_minor ?? 0n,
        shipping_minor: values.shipping_minor,
        refund_minor: values.refund_minor,
        payout_minor: payoutOf(values.payout_minor, delivered_at),
        subsidy_minor: subsidyOf(values.coupon_minor, values.points_minor, values.red_packet_minor),
        deposit_order_no: deposit_order_no === '0' ? null : deposit_order_no,
        stages: values.stages,
        sub_order_nos: null,
        close_reason: close_reason === NOT_CLOSED ? null : close_reason,
        tracking_no: values.tracking_no,
        carrier: values.carrier,
        shipped_at: values.shipped_at,
      },
    };
  },
} satisfies Source<'orders', typeof columns>;
