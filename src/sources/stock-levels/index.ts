import { id, money, orUnknown, quantity, required, text, time } from '../columns.ts';
import {
  COUNTED_HEADERS,
  INBOUND_HEADERS,
  OUTBOUND_HEADERS,
  SKU_HEADERS,
  TITLE_HEADERS,
  WAREHOUSE_HEADERS,
} from '../parts/article-headers.ts';
import { recordRow } from '../parts/record-row.ts';
import { totalsRow } from '../parts/totals-row.ts';
import type { Source } from '../source.ts';

const LEVEL = [
  '主仓实际库存数',
  '主仓实际库存',
  '实际库存数',
  '实际库存',
  '库存数量',
  '即时库存',
  '现存数量',
  '现存量',
  '当前库存',
  '库存数',
  '库存量',
  '结存数量',
];

const columns = {
  sku: required(id(...SKU_HEADERS)),
  quantity_milli: required(quantity(...LEVEL)),
  warehouse: text(...WAREHOUSE_HEADERS),
  counted_at: orUnknown(time('库存日期', '统计日期', '截止日期', '更新时间')),
  title: text(...TITLE_HEADERS),
  cost_minor: orUnknown(money('库存成本', '库存金额', '成本金额', '结存金额')),
};

/** 库存表: how much of each article the ERP has now. */
export const stockLevels = {
  id: 'stock-levels',
  channel: 'stock-levels',
  kind: 'stock_counts',
  title: { 'zh-CN': '库存表', 'zh-TW': '庫存表', en: 'Stock levels' },
  signature: {
    all: [],
    any: [
      [
        ...WAREHOUSE_HEADERS,
        '可用数',
        '可用数量',
        '可用库存',
        '可售库存',
        '可发库存',
        '订单占有数',
        '占用数量',
        '锁定数量',
      ],
    ],
    none: [
      // Of movements, counts, orders and reports of sales.
      ...INBOUND_HEADERS,
      ...OUTBOUND_HEADERS,
      ...COUNTED_HEADERS,
      '出入库类型',
      '变动数量',
      '变动类型',
      '收发类别',
      '账面数量',
      '数量',
      '销售数量',
      '订单编号',
      '线上订单号',
    ],
  },
  columns,
  identity: 'content',
  footer: (cells, state) => totalsRow(cells, state, {}),
  normalize(values) {
    const { counted_at, warehouse, sku } = values;
    return recordRow('stock_counts', [counted_at, warehouse, sku], { ...values });
  },
} satisfies Source<'stock_counts', typeof columns>;
