import { id, quantity, required, text, tracking } from '../columns.ts';
import type { Source } from '../source.ts';

const columns = {
  order_no: required(id('订单号')),
  sku: required(id('商家编码')),
  title: text('商品名称'),
  quantity_milli: required(quantity('SKU件数')),
  tracking_no: tracking('快递单号'),
  carrier: text('快递公司'),
  shop: text('店铺名称'),
};

/** 小红书包裹详情: which articles of an order went by which parcel. It has no amounts and no times. */
export const xiaohongshuParcels = {
  id: 'xiaohongshu-parcels',
  channel: 'xiaohongshu',
  kind: 'shipments',
  title: { 'zh-CN': '小红书包裹详情', 'zh-TW': '小紅書包裹詳情', en: 'Xiaohongshu parcels' },
  signature: { all: ['订单号', '商家编码', 'SKU件数', '快递单号'] },
  columns,
  identity: 'content',
  normalize(values) {
    const { order_no, sku, quantity_milli, tracking_no } = values;
    return {
      identity: [order_no, sku, quantity_milli, tracking_no].join('|'),
      fact: {
        ...values,
        shipment_no: null,
        order_nos: null,
        order_line_no: null,
        warehouse: null,
        status_text: null,
        shipped_at: null,
        weight_milli: null,
      },
    };
  },
} as const satisfies Source<'shipments', typeof columns>;
