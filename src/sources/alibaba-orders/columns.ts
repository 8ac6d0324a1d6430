import { digits, money, orUnknown, price, quantity, required, text, time, tracking } from '../columns.ts';

const ofTheOrder = {
  order_no: required(digits('订单编号')),
  status: required(text('订单状态')),
  paid_minor: required(money('实付款(元)')),
  shop: text('卖家会员名'),
  created_at: time('订单创建时间'),
  paid_at: time('订单付款时间'),
  shipping_minor: money('运费(元)'),
  tracking_no: tracking('运单号'),
  carrier: text('物流公司'),
};

/** The columns of the orders and of the articles in them. */
export const columns = {
  ...ofTheOrder,
  title: text('货品标题'),
  sku: text('货号'),
  sku_no: text('SKU ID'),
  price_micro: orUnknown(price('单价(元)')),
  quantity_milli: orUnknown(quantity('数量')),
};

/** The columns that are merged over the rows of an order. */
export const MERGED = Object.keys(ofTheOrder);
