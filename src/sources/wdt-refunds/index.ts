import { id, money, orUnknown, required, text, time } from '../columns.ts';
import { namedOrders } from '../parts/named-orders.ts';
import { recordRow } from '../parts/record-row.ts';
import type { Source } from '../source.ts';

const columns = {
  joined_nos: required(id('原始单号')),
  refund_minor: required(money('分摊退款金额')),
  return_no: id('退换单号', '退款单编号'),
  refund_no: id('原始退款单号', '退款单号'),
  order_line_no: id('原始子订单号', '子单原始子订单号'),
  shop: text('店铺', '店铺名称'),
  status_text: text('状态', '退款状态'),
  requested_at: orUnknown(time('建单时间', '创建时间', '申请时间', '退款时间')),
  sku: id('商家编码', '商品编码'),
  title: text('货品名称', '商品名称'),
};

/** 旺店通退款不退货: what was refunded while the goods stayed with the buyer. */
export const wdtRefunds = {
  id: 'wdt-refunds',
  channel: 'wdt',
  kind: 'returns',
  title: {
    'zh-CN': '旺店通退款不退货',
    'zh-TW': '旺店通退款不退貨',
    en: 'Wangdiantong refunds without return',
  },
  signature: { all: ['原始单号', '分摊退款金额'], none: ['入库单号', '入库单编号', '出库单编号'] },
  columns,
  identity: 'content',
  normalize({ joined_nos, ...told }) {
    const { return_no, refund_no, order_line_no, sku } = told;
    return recordRow('returns', [joined_nos, return_no, refund_no, order_line_no, sku], {
      ...told,
      ...namedOrders(joined_nos),
      kind_text: '退款不退货',
    });
  },
} satisfies Source<'returns', typeof columns>;
