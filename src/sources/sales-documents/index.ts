import { id, money, orUnknown, quantity, required, text, time, tracking } from '../columns.ts';
import {
  SHOP_ORDER_HEADERS,
  SKU_HEADERS,
  TITLE_HEADERS,
  WAREHOUSE_HEADERS,
} from '../parts/article-headers.ts';
import { namedOrders } from '../parts/named-orders.ts';
import { recordRow } from '../parts/record-row.ts';
import { totalsRow } from '../parts/totals-row.ts';
import type { Source } from '../source.ts';

const CUSTOMER = ['客户', '客户名称', '客户简称', '购货单位', '购货单位名称', '往来单位', '往来单位名称'];
const ONLINE = ['网店订单号', '平台订单号', '电商订单号', '网上订单号'];

const columns = {
  record_no: required(
    id('单据编号', '销售单号', '销售出库单号', '单据号', '出库单号', '发货单号', '单据号码', '单号'),
  ),
  sold_at: required(time('单据日期', '销售日期', '业务日期', '出库日期', '发货日期', '记账日期', '日期')),
  sku: required(id(...SKU_HEADERS)),
  quantity_milli: required(quantity('数量', '实发数量', '销售数量', '基本数量', '主数量')),
  amount_minor: required(money('价税合计', '含税金额', '销售金额', '折后金额', '金额', '本币价税合计')),
  orders: id(...SHOP_ORDER_HEADERS),
  line_no: id('行号', '分录号'),
  shop: text('店铺', '店铺名称', '网店'),
  kind_text: text('单据类型', '业务类型', '销售类型'),
  status_text: text('单据状态', '审核状态', '状态'),
  warehouse: text(...WAREHOUSE_HEADERS),
  title: text(...TITLE_HEADERS),
  tracking_no: tracking('快递单号', '物流单号'),
  carrier: text('快递公司', '物流公司'),
  cost_minor: orUnknown(money('成本金额', '销售成本', '成本')),
};

/** 销售单明细 of an accounting system: 管家婆, 金蝶, 用友 and others, a row per article. */
export const salesDocuments = {
  id: 'sales-documents',
  channel: 'sales-documents',
  kind: 'sales_records',
  title: { 'zh-CN': '销售单明细', 'zh-TW': '銷售單明細', en: 'Sales of an accounting system' },
  signature: {
    all: [],
    any: [['店铺', '店铺名称', '网店', ...CUSTOMER, ...ONLINE]],
    none: [
      // Of purchases, stock, ERPs and wallets.
      '供应商',
      '供应商名称',
      '供货单位',
      '入库数量',
      '出库数量',
      '出入库类型',
      '收发类别',
      '内部订单号',
      '出库单编号',
      '系统单号',
      '余额',
    ],
  },
  columns,
  identity: 'content',
  footer: (cells, state) => totalsRow(cells, state, { amount_minor: 'net' }),
  normalize({ orders, line_no, ...told }) {
    const { record_no, sku } = told;
    return recordRow('sales_records', [record_no, line_no, sku], { ...told, ...namedOrders(orders) });
  },
} satisfies Source<'sales_records', typeof columns>;
