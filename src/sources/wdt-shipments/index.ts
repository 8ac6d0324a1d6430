import { id, orUnknown, quantity, required, text, time, tracking } from '../columns.ts';
import { namedOrders } from '../parts/named-orders.ts';
import { recordRow } from '../parts/record-row.ts';
import type { Source } from '../source.ts';

const columns = {
  shipment_no: required(id('出库单编号', '出库单号')),
  joined_nos: id('原始单号'),
  own_no: id('子单原始单号'),
  order_line_no: id('子单原始子订单号', '原始子订单号'),
  shop: text('店铺', '店铺名称'),
  tracking_no: tracking('物流单号', '快递单号'),
  carrier: text('物流公司', '快递公司'),
  warehouse: text('仓库', '仓库名称'),
  status_text: text('出库单状态', '状态', '订单状态'),
  shipped_at: orUnknown(time('发货时间', '发货日期')),
  sku: id('商家编码', '商品编码'),
  title: text('货品名称', '商品名称'),
  quantity_milli: quantity('实发数量', '货品数量', '下单数量', '数量'),
  weight_milli: orUnknown(quantity('实际重量', '预估重量', '重量')),
};

/** 旺店通销售出库明细: what left the warehouse, a row per article of a parcel; a parcel may hold several orders. */
export const wdtShipments = {
  id: 'wdt-shipments',
  channel: 'wdt',
  kind: 'shipments',
  title: { 'zh-CN': '旺店通出库明细', 'zh-TW': '旺店通出庫明細', en: 'Wangdiantong shipments' },
  signature: {
    all: ['原始单号'],
    any: [
      ['出库单编号', '出库单号'],
      ['物流单号', '快递单号'],
      ['实发数量', '货品数量', '下单数量', '出库单状态', '商家编码'],
    ],
    none: ['入库单号', '内部订单号'],
  },
  columns,
  identity: 'content',
  normalize({ joined_nos, own_no, ...told }) {
    const { shipment_no, order_line_no, sku } = told;
    return recordRow('shipments', [shipment_no, own_no, order_line_no, sku], {
      ...told,
      ...namedOrders(own_no ?? joined_nos),
    });
  },
} satisfies Source<'shipments', typeof columns>;
