import type { Text } from '../../model/language.ts';
import type { TeachableKind } from './fields.ts';

/** What the rows of each kind are called. */
export const KIND_NAMES: Readonly<Record<TeachableKind, Text>> = {
  statement_lines: {
    'zh-CN': '资金流水（银行、钱包）',
    'zh-TW': '資金流水（銀行、錢包）',
    en: 'statement lines of a bank or wallet',
  },
  orders: { 'zh-CN': '订单', 'zh-TW': '訂單', en: 'orders' },
  charges: { 'zh-CN': '平台扣费明细', 'zh-TW': '平台扣費明細', en: 'charges of a platform' },
  shipments: { 'zh-CN': '出库、发货', 'zh-TW': '出庫、出貨', en: 'shipments' },
  carrier_charges: { 'zh-CN': '快递账单', 'zh-TW': '物流帳單', en: 'carrier charges' },
  returns: { 'zh-CN': '退货入库', 'zh-TW': '退貨入庫', en: 'returned goods' },
  stock_movements: { 'zh-CN': '库存变动', 'zh-TW': '庫存異動', en: 'stock movements' },
  stock_counts: { 'zh-CN': '库存盘点', 'zh-TW': '庫存盤點', en: 'stock counts' },
  sales_records: { 'zh-CN': '销售记录', 'zh-TW': '銷售紀錄', en: 'sales records' },
};
