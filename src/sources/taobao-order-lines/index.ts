import { digits, id, money, orUnknown, required, text, time, tracking } from '../columns.ts';
import type { Source } from '../source.ts';

const columns = {
  order_no: required(digits('主订单编号')),
  order_line_no: required(digits('子订单编号')),
  payment_no: id('支付单号'),
  status: required(text('订单状态')),
  title: text('标题', '商品标题'),
  sku: text('商品属性', '商品属性SKU'),
  quantity: text('购买数量'),
  paid_minor: money('买家实际支付金额', '买家实付金额'),
  refund_minor: money('退款金额'),
  tracking_no: tracking('物流单号'),
  carrier: text('物流公司'),
  shipped_at: orUnknown(time('发货时间')),
};

/** 宝贝报表 / 子订单 / 销售明细 of Taobao and Tmall: one row per order line, with its own number. */
export const taobaoOrderLines = {
  id: 'taobao-order-lines',
  channel: 'taobao',
  kind: 'order_lines',
  title: {
    'zh-CN': '淘宝/天猫宝贝报表（子订单）',
    'zh-TW': '淘寶/天貓寶貝報表（子訂單）',
    en: 'Taobao/Tmall order lines',
  },
  signature: {
    all: ['子订单编号', '主订单编号'],
    none: ['选购商品', '退款编号', '账务流水号', '支付流水号'],
  },
  columns,
  identity: 'own',
  carries_numbers: true,
  normalize(values) {
    const { order_no, order_line_no } = values;
    return {
      identity: order_line_no,
      fact: {
        order_no,
        order_line_no,
        payment_no: values.payment_no,
        status_text: values.status,
        title: values.title,
        sku: values.sku,
        quantity: values.quantity,
        paid_minor: values.paid_minor,
        refund_minor: values.refund_minor,
        tracking_no: values.tracking_no,
        carrier: values.carrier,
        shipped_at: values.shipped_at,
      },
    };
  },
} satisfies Source<'order_lines', typeof columns>;
