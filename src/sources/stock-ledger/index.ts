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
import type { Footer, FooterState, Source } from '../source.ts';

const columns = {
  sku: required(id(...SKU_HEADERS)),
  moved_at: required(time('日期', '单据日期', '业务日期', '出入库日期', '记账日期', '时间')),
  inbound: quantity(...INBOUND_HEADERS),
  outbound: quantity(...OUTBOUND_HEADERS),
  kind_text: text('单据类型', '业务类型', '出入库类型', '收发类别'),
  movement_no: id('单据编号', '单据号', '单号', '出入库单号'),
  orders: id(...SHOP_ORDER_HEADERS),
  warehouse: text(...WAREHOUSE_HEADERS),
  title: text(...TITLE_HEADERS),
  left_milli: orUnknown(quantity('结存数量', '结存', '结余数量', '库存余额', '库存数量', '余额数量')),
  cost_minor: orUnknown(money('成本金额')),
  memo: memo('备注', '摘要'),
};

const CARRIED = /^(?:期初|上期|承前页|过次页|本期|本月|本年|期末)/;

/** Lines that carry a balance over or sum up a period stand between the movements. */
function ledgerFooter(cells: readonly string[], state: FooterState): Footer | null {
  if (cells.some((cell) => CARRIED.test(cell.trim()))) return { totals: [] };
  return totalsRow(cells, state, {});
}

/** 收发存明细账: what came in and what went out in columns of their own, with what is left. */
export const stockLedger = {
  id: 'stock-ledger',
  channel: 'stock',
  kind: 'stock_movements',
  title: { 'zh-CN': '收发存明细账', 'zh-TW': '收發存明細帳', en: 'Stock ledger' },
  signature: {
    all: [],
    any: [INBOUND_HEADERS, OUTBOUND_HEADERS],
    none: [...COUNTED_HEADERS, '期初数量', '内部订单号'],
  },
  columns,
  identity: 'content',
  footer: ledgerFooter,
  normalize({ inbound, outbound, orders, ...told }) {
    if (inbound === null && outbound === null) return { code: 'missing_value', column: 'inbound', value: '' };
    const quantity_milli = (inbound ?? 0n) - (outbound ?? 0n);
    const { movement_no, moved_at, kind_text, warehouse, sku } = told;
    return recordRow(
      'stock_movements',
      [movement_no, moved_at, kind_text, warehouse, sku, orders, quantity_milli],
      { ...told, order_no: namedOrders(orders).order_no, quantity_milli },
    );
  },
} satisfies Source<'stock_movements', typeof columns>;
