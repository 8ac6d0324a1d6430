import { id, money, orUnknown, quantity, required, text, time, tracking } from '../columns.ts';
import { namedOrders } from '../parts/named-orders.ts';
import { recordRow } from '../parts/record-row.ts';
import type { Source } from '../source.ts';

const columns = {
  record_no: required(id('系统单号')),
  joined_nos: id('原订单号'),
  order_line_no: id('原子订单号', '子订单号'),
  shop: text('店铺', '店铺名称'),
  kind_text: text('订单类型'),
  status_text: text('订单状态', '状态', '处理状态'),
  sold_at: time('下单时间', '付款时间', '创建时间'),
  shipped_at: orUnknown(time('发货时间', '发货日期')),
  tracking_no: tracking('快递单号', '物流单号', '运单号'),
  carrier: text('快递公司', '物流公司', '快递'),
  warehouse: text('仓库', '发货仓库', '仓库名称'),
  sku: id('规格编码', '商品编码', '商家编码'),
  title: text('商品名称', '商品'),
  quantity_milli: quantity('数量', '商品数量'),
  amount_minor: money('实付金额', '应收金额', '金额', '总金额', '商品金额'),
};

/** 万里牛订单: an order of the ERP joins orders of the shop that are sent together. */
export const wlnOrders = {
  id: 'wln-orders',
  channel: 'wln',
  kind: 'sales_records',
  title: { 'zh-CN': '万里牛订单', 'zh-TW': '萬里牛訂單', en: 'Hupun orders' },
  signature: { all: ['系统单号', '原订单号'] },
  columns,
  identity: 'content',
  normalize({ joined_nos, ...told }) {
    const { record_no, order_line_no, sku } = told;
    return recordRow('sales_records', [record_no, joined_nos, order_line_no, sku], {
      ...told,
      ...namedOrders(joined_nos),
    });
  },
} satisfies Source<'sales_records', typeof columns>;
