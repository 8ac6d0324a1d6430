import { priceOf } from '../../money/price.ts';
import { id, money, orUnknown, price, quantity, required, text, time, tracking } from '../columns.ts';
import { namedOrders } from '../parts/named-orders.ts';
import { recordRow } from '../parts/record-row.ts';
import type { Source } from '../source.ts';

const columns = {
  record_no: required(id('内部订单号', '订单号')),
  online_no: id('线上订单号'),
  original_no: id('原始线上订单号'),
  line_no: id('子订单编号'),
  order_line_no: id('线上子订单编号'),
  status_text: required(text('状态', '订单状态')),
  kind_text: text('订单类型'),
  shop: text('店铺名称', '店铺'),
  sold_at: time('下单时间', '订单日期', '付款日期', '付款时间'),
  shipped_at: orUnknown(time('发货日期', '发货时间')),
  tracking_no: tracking('快递单号', '物流单号'),
  carrier: text('快递公司', '物流公司'),
  warehouse: text('发货仓', '发货仓库', '仓库'),
  sku: id('商品编码'),
  title: text('商品名称', '商品名'),
  quantity_milli: quantity('数量'),
  amount: money('商品金额'),
  order_amount: money('应付金额'),
  cost: money('总成本'),
  unit_cost: orUnknown(price('成本价')),
};

/** 聚水潭 orders, a row per article: how the ERP sent what was bought, merged, split and sent again. */
export const jstOrders = {
  id: 'jst-orders',
  channel: 'jst',
  kind: 'sales_records',
  title: { 'zh-CN': '聚水潭订单', 'zh-TW': '聚水潭訂單', en: 'Jushuitan orders' },
  signature: {
    all: ['线上订单号'],
    any: [['原始线上订单号', '线上子订单编号', '子订单编号', '平台站点', '旗帜', '内部订单号']],
    none: ['售后单号', '退货数量', '系统单号'],
  },
  columns,
  identity: 'content',
  normalize({ online_no, original_no, line_no, amount, order_amount, cost, unit_cost, ...told }) {
    const { record_no, order_line_no, sku, quantity_milli } = told;
    const article = line_no === null ? [order_line_no, sku, quantity_milli] : [line_no];
    const orders = namedOrders(original_no);
    const priced = unit_cost === null || quantity_milli === null ? null : priceOf(quantity_milli, unit_cost);
    return recordRow('sales_records', [record_no, ...article], {
      ...told,
      ...(orders.order_no === null ? namedOrders(online_no) : orders),
      amount_minor: amount ?? (sku === null ? order_amount : null),
      cost_minor: cost ?? priced,
    });
  },
} satisfies Source<'sales_records', typeof columns>;
