import { digits, id, money, required, text, time } from '../columns.ts';
import type { Signature } from '../source.ts';

/** By what 京东订单 is known. */
export const SIGNATURE: Signature = {
  all: ['订单号', '商品ID', '订购数量', '订单状态'],
  any: [['应付金额', '结算金额', '商家应收']],
};

/** The columns of 京东订单 that its two tellings share. */
export const columns = {
  order_no: required(digits('订单号')),
  status: required(text('订单状态')),
  sku_no: required(id('商品ID')),
  quantity: required(text('订购数量')),
  title: text('商品名称'),
  code: text('货号', '商家SKUID'),
  shop: text('店铺名称'),
  created_at: time('下单时间'),
  paid_at: time('付款确认时间'),
  delivered_at: time('订单完成时间'),
  payable_minor: money('应付金额'),
  from_balance_minor: money('余额支付'),
  settled_minor: money('结算金额'),
  payout_minor: money('商家应收'),
  shipping_minor: money('运费金额'),
};
