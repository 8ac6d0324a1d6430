import { id, money, orUnknown, quantity, required, text, time, tracking } from '../columns.ts';
import { namedOrders } from '../parts/named-orders.ts';
import { recordRow } from '../parts/record-row.ts';
import type { Source } from '../source.ts';

const columns = {
  record_no: required(id('订单编号')),
  own_no: id('子单原始单号'),
  joined_nos: id('原始单号'),
  order_line_no: id('子单原始子订单号', '原始子订单号'),
  shop: text('店铺', '店铺名称'),
  kind_text: text('订单类型', '订单类别'),
  status_text: text('订单状态', '出库单状态'),
  sold_at: time('付款时间', '下单时间', '交易时间'),
  shipped_at: orUnknown(time('发货时间')),
  tracking_no: tracking('物流单号'),
  carrier: text('物流公司'),
  warehouse: text('仓库', '仓库名称'),
  sku: id('商家编码'),
  title: text('货品名称'),
  quantity_milli: quantity('货品数量', '下单数量', '实发数量'),
  amount_minor: money('货品成交总价', '分摊后总价', '总价'),
};

/** 旺店通订单明细: a row per article of an order of the ERP (JY…), which may join orders of the shop. */
export const wdtOrders = {
  id: 'wdt-orders',
  channel: 'wdt',
  kind: 'sales_records',
  title: { 'zh-CN': '旺店通订单明细', 'zh-TW': '旺店通訂單明細', en: 'Wangdiantong orders' },
  signature: {
    all: ['订单编号', '商家编码', '物流单号'],
    any: [
      ['子单原始单号', '原始子订单号', '子单原始子订单号'],
      ['货品数量', '下单数量', '实发数量'],
    ],
    none: ['出库单编号', '出库单号', '入库单号'],
  },
  columns,
  identity: 'content',
  normalize({ joined_nos, own_no, ...told }) {
    const { record_no, order_line_no, sku } = told;
    return recordRow('sales_records', [record_no, own_no, order_line_no, sku], {
      ...told,
      ...namedOrders(own_no ?? joined_nos),
    });
  },
} satisfies Source<'sales_records', typeof columns>;
