import { id, money, quantity, required, text, time, tracking } from '../columns.ts';
import type { Signature } from '../source.ts';

/** By what 小红书包裹详情 is known. */
export const SIGNATURE: Signature = { all: ['订单号', '商家编码', 'SKU件数', '快递单号'] };

/** The code of the article: the shop's own, else the platform's; a shop may leave its own blank. */
export function skuOf(values: {
  readonly merchant_sku: string | null;
  readonly platform_sku: string | null;
  readonly specification_no: string | null;
}): string | null {
  return values.merchant_sku ?? values.platform_sku ?? values.specification_no;
}

/** The columns of the parcels, and of the orders and sales in them. */
export const columns = {
  order_no: required(id('订单号')),
  merchant_sku: id('商家编码'),
  platform_sku: id('小红书编码'),
  title: text('商品名称', 'SKU名称'),
  quantity_milli: required(quantity('SKU件数')),
  tracking_no: tracking('快递单号'),
  carrier: text('快递公司'),
  shop: text('店铺名称'),
  warehouse: text('发货仓库'),
  status_text: text('订单状态'),
  after_sale: text('售后状态'),
  specification_no: id('规格ID'),
  amount_minor: money('商家应收金额(元)(支付金额)', '商家应收金额(元)'),
  created_at: time('订单创建时间'),
  paid_at: time('支付时间'),
  delivered_at: time('订单完成时间'),
  shipped_at: time('订单发货时间'),
};
