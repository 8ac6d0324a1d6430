import { digits, id, money, orUnknown, required, text, time, tracking } from '../columns.ts';
import type { Signature } from '../source.ts';

/** By what 微信小店订单 is known. */
export const SIGNATURE: Signature = {
  all: ['订单号', '订单状态', '订单实际支付金额', '商品编码(平台)'],
  any: [['订单下单时间', '下单时间']],
};

const ofTheOrder = {
  order_no: required(digits('订单号')),
  status: required(text('订单状态')),
  paid_minor: required(money('订单实际支付金额')),
  collected_minor: money('订单实际收款金额'),
  shipping_minor: money('订单运费'),
  payment_no: id('交易单号'),
  created_at: required(time('订单下单时间', '下单时间')),
  paid_at: time('支付时间'),
  shipped_at: orUnknown(time('订单发货时间')),
  delivered_at: time('订单确认收货时间'),
  tracking_no: tracking('快递单号'),
  carrier: text('物流公司'),
};

/** The columns of the orders, of the articles in them and of what was refunded of these. */
export const columns = {
  ...ofTheOrder,
  article_no: id('商品编码(平台)'),
  title: text('商品名称'),
  code: text('商品编码(自定义)'),
  sku: text('SKU编码(自定义)'),
  attributes: text('商品属性'),
  quantity: text('商品数量'),
  line_paid_minor: money('商品实际价格(总共)'),
  after_sale: text('商品售后'),
  line_refund_minor: money('商品已退款金额'),
};

/** The columns that tell the order, which some exports merge over the rows of its articles. */
export const MERGED = Object.keys(ofTheOrder);
