import { id, orUnknown, quantity, required, text, time, tracking } from '../columns.ts';
import { namedOrders } from '../parts/named-orders.ts';
import { recordRow } from '../parts/record-row.ts';
import type { Source } from '../source.ts';

const columns = {
  return_no: required(id('入库单号', '入库单编号')),
  joined_nos: id('原始单号'),
  order_line_no: id('原始子订单号', '子单原始子订单号'),
  refund_no: id('原始退款单号', '退款单号', '退换单号'),
  shop: text('店铺', '店铺名称'),
  tracking_no: tracking('物流单号', '退回物流单号', '退货物流单号'),
  carrier: text('物流公司', '退回物流公司'),
  warehouse: text('仓库', '仓库名称'),
  kind_text: text('入库类别', '入库类型', '类别', '退换类型'),
  status_text: text('状态', '入库状态'),
  received_at: orUnknown(time('入库时间', '入库日期', '审核时间')),
  sku: id('商家编码', '商品编码'),
  title: text('货品名称', '商品名称'),
  quantity_milli: required(quantity('入库量', '入库数量')),
};

/** 旺店通退货入库明细: goods of orders that came back into the warehouse. */
export const wdtReturns = {
  id: 'wdt-returns',
  channel: 'wdt',
  kind: 'returns',
  title: { 'zh-CN': '旺店通退货入库明细', 'zh-TW': '旺店通退貨入庫明細', en: 'Wangdiantong returned goods' },
  signature: { all: ['原始单号'] },
  columns,
  identity: 'content',
  normalize({ joined_nos, ...told }) {
    const { return_no, order_line_no, sku } = told;
    return recordRow('returns', [return_no, joined_nos, order_line_no, sku], {
      ...told,
      ...namedOrders(joined_nos),
    });
  },
} satisfies Source<'returns', typeof columns>;
