import { id, money, orUnknown, quantity, required, text, time } from '../columns.ts';
import { COUNTED_HEADERS, SKU_HEADERS, TITLE_HEADERS, WAREHOUSE_HEADERS } from '../parts/article-headers.ts';
import { recordRow } from '../parts/record-row.ts';
import { totalsRow } from '../parts/totals-row.ts';
import type { Source } from '../source.ts';

const BOOKED = [
  '账面数量',
  '账存数量',
  '系统数量',
  '系统库存',
  '账面库存',
  '账面数',
  '账面',
  '盘点前数量',
  '盘点前库存',
];

const columns = {
  sku: required(id(...SKU_HEADERS)),
  quantity_milli: required(quantity(...COUNTED_HEADERS)),
  booked_milli: quantity(...BOOKED),
  count_no: id('盘点单号', '盘点单编号', '单据编号', '单号'),
  counted_at: time('盘点时间', '盘点日期', '单据日期', '完成时间', '审核时间', '日期'),
  warehouse: text(...WAREHOUSE_HEADERS),
  title: text(...TITLE_HEADERS),
  cost_minor: orUnknown(money('库存金额', '成本金额', '盘点金额')),
};

/** 盘点表: what was counted beside what the books say. */
export const stockCounts = {
  id: 'stock-counts',
  channel: 'stock',
  kind: 'stock_counts',
  title: { 'zh-CN': '盘点表', 'zh-TW': '盤點表', en: 'Stocktaking' },
  signature: { all: [], any: [[...BOOKED, '盘点单号', '盘点时间', '盘点日期']] },
  columns,
  identity: 'content',
  footer: (cells, state) => totalsRow(cells, state, {}),
  normalize(values) {
    const { count_no, counted_at, warehouse, sku } = values;
    return recordRow('stock_counts', [count_no, counted_at, warehouse, sku], { ...values });
  },
} satisfies Source<'stock_counts', typeof columns>;
