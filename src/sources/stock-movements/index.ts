import type { Milli } from '../../model/record-facts.ts';
import { id, memo, money, orUnknown, quantity, required, text, time } from '../columns.ts';
import {
  COUNTED_HEADERS,
  INBOUND_HEADERS,
  OUTBOUND_HEADERS,
  SHOP_ORDER_HEADERS,
  SKU_HEADERS,
  TITLE_HEADERS,
  WAREHOUSE_HEADERS,
} from '../parts/article-headers.ts';
import { namedOrders } from '../parts/named-orders.ts';
import { recordRow } from '../parts/record-row.ts';
import { totalsRow } from '../parts/totals-row.ts';
import type { Source } from '../source.ts';
import { directionOf } from './direction.ts';

const KIND = [
  '出入库类型',
  '出入库类别',
  '出/入库类型',
  '进出仓类型',
  '收发类别',
  '库存变动类型',
  '变动类型',
];
const CHANGE = ['变动数量', '变动量', '库存变动数量', '库存变动', '增减数量', '变化数量'];
const COUNT = ['数量', '出入库数量', '收发数量', '商品数量'];
const MOMENT = [
  '出入库时间',
  '出入库日期',
  '变动时间',
  '发生时间',
  '业务日期',
  '单据日期',
  '操作时间',
  '进出仓时间',
  '审核时间',
  '日期',
  '时间',
];

const columns = {
  sku: required(id(...SKU_HEADERS)),
  kind_text: required(text(...KIND)),
  moved_at: required(time(...MOMENT)),
  change: quantity(...CHANGE),
  count: quantity(...COUNT),
  movement_no: id('出入库单号', '单据编号', '单据号', '单号', '流水号', '业务单号'),
  orders: id(...SHOP_ORDER_HEADERS, '订单号', '订单编号'),
  warehouse: text(...WAREHOUSE_HEADERS),
  title: text(...TITLE_HEADERS),
  left_milli: orUnknown(
    quantity('变动后数量', '变动后库存', '结存数量', '结存', '结余数量', '库存余额', '库存数量'),
  ),
  cost_minor: orUnknown(money('成本金额', '出入库成本', '总成本')),
  memo: memo('备注', '摘要'),
};

/** 出入库明细: a row per article that moved, whose type says which way. */
export const stockMovements = {
  id: 'stock-movements',
  channel: 'stock',
  kind: 'stock_movements',
  title: { 'zh-CN': '出入库明细', 'zh-TW': '出入庫明細', en: 'Stock movements' },
  signature: {
    all: [],
    any: [[...CHANGE, ...COUNT]],
    none: [...INBOUND_HEADERS, ...OUTBOUND_HEADERS, ...COUNTED_HEADERS, '内部订单号'],
  },
  columns,
  identity: 'content',
  footer: (cells, state) => totalsRow(cells, state, {}),
  normalize({ change, count, orders, ...told }) {
    const quantity_milli = change ?? directed(told.kind_text, count);
    if (quantity_milli === undefined) {
      return { code: 'unknown_direction', column: 'kind_text', value: told.kind_text };
    }
    if (quantity_milli === null) return { code: 'missing_value', column: 'count', value: '' };
    const { movement_no, moved_at, kind_text, warehouse, sku } = told;
    return recordRow(
      'stock_movements',
      [movement_no, moved_at, kind_text, warehouse, sku, orders, quantity_milli],
      { ...told, order_no: namedOrders(orders).order_no, quantity_milli },
    );
  },
} satisfies Source<'stock_movements', typeof columns>;

/** A count without a sign goes where its type says; one with a sign says it itself. Undefined: neither says. */
function directed(kind_text: string, count: Milli | null): Milli | null | undefined {
  if (count === null || count <= 0n) return count;
  const direction = directionOf(kind_text);
  return direction === null ? undefined : direction * count;
}
