import { digits, joinedDigits, money, orUnknown, required, text, time } from '../columns.ts';

/** The columns of the sub-orders and of the articles in them. */
export const columns = {
  order_no: required(joinedDigits('子订单编号')),
  main_order_no: orUnknown(digits('主订单编号')),
  status: required(text('订单状态')),
  paid_minor: required(money('订单应付金额')),
  shipping_minor: money('运费'),
  platform_coupon: money('平台实际承担优惠金额'),
  promoter_coupon: money('达人实际承担优惠金额'),
  created_at: time('订单提交时间'),
  paid_at: time('支付完成时间'),
  delivered_at: time('订单完成时间'),
  after_sale: text('售后状态'),
  close_reason: text('取消原因'),
  parcel: text('快递信息'),
  shipped_at: orUnknown(time('发货时间')),
  title: text('选购商品'),
  specification: text('商品规格'),
  sku: text('商家编码'),
  quantity: text('商品数量'),
};
