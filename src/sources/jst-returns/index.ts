import { id, money, orUnknown, quantity, required, text, time, tracking } from '../columns.ts';
import { namedOrders } from '../parts/named-orders.ts';
import { recordRow } from '../parts/record-row.ts';
import type { Source } from '../source.ts';

const columns = {
  return_no: required(id('售后单号')),
  online_no: id('线上订单号'),
  original_no: id('原始线上订单号'),
  order_line_no: id('线上子订单编号'),
  refund_no: id('线上退款单号', '线上售后单号', '退款单号', '外部售后单号'),
  shop: text('店铺名称', '店铺'),
  tracking_no: tracking('退货快递单号', '退回快递单号', '快递单号', '物流单号'),
  carrier: text('退货快递公司', '快递公司', '物流公司'),
  warehouse: text('退货仓', '收货仓', '退货仓库', '仓库', '仓库名称'),
  category: text('售后分类', '售后类型'),
  what: text('类型'),
  status_text: text('状态', '售后状态', '货物状态', '线上状态'),
  requested_at: orUnknown(time('登记时间', '售后登记日期', '申请时间', '售后日期', '制单时间')),
  received_at: orUnknown(time('进仓时间', '售后进仓日期', '进仓日期', '入库时间')),
  sku: id('商品编码'),
  title: text('商品名', '商品名称'),
  quantity_milli: quantity('退货数量', '实退数量', '数量'),
  refund_minor: money('退货金额', '申请金额', '退款金额', '实退金额'),
};

/** 聚水潭售后: what came back or was refunded, a row per article. */
export const jstReturns = {
  id: 'jst-returns',
  channel: 'jst',
  kind: 'returns',
  title: { 'zh-CN': '聚水潭售后单', 'zh-TW': '聚水潭售後單', en: 'Jushuitan after-sale records' },
  signature: {
    all: ['售后单号'],
    any: [
      ['线上订单号', '原始线上订单号'],
      ['退货数量', '实退数量', '货物状态', '申请金额', '进仓时间', '退货快递单号'],
    ],
    none: ['销售数量', '销售金额'],
  },
  columns,
  identity: 'content',
  normalize({ online_no, original_no, category, what, ...told }) {
    const { return_no, order_line_no, sku } = told;
    const orders = namedOrders(original_no);
    return recordRow('returns', [return_no, order_line_no, sku, what], {
      ...told,
      ...(orders.order_no === null ? namedOrders(online_no) : orders),
      kind_text: kindOf(category, what),
    });
  },
} satisfies Source<'returns', typeof columns>;

/** The kind of the case and what the row is in it (退货, 换货, 补发), where both are told. */
function kindOf(category: string | null, what: string | null): string | null {
  if (category === null || what === null || category === what) return category ?? what;
  return `${category} ${what}`;
}
