import type { Text } from './language.ts';
import type { RECORD_COLUMNS, RecordEvent, RecordKind } from './records.ts';

function text(simplified: string, traditional: string, en: string): Text {
  return { 'zh-CN': simplified, 'zh-TW': traditional, en };
}

/** The columns that any kind of record has. */
export type RecordColumn = { [K in RecordKind]: keyof (typeof RECORD_COLUMNS)[K] }[RecordKind];

/** What each kind of record is called. */
export const RECORD_KIND_NAMES: Readonly<Record<RecordKind, Text>> = {
  charges: text('平台费用', '平台費用', 'Platform charges'),
  shipments: text('出库发货', '出庫出貨', 'Shipments'),
  carrier_charges: text('快递费', '物流費', 'Carrier charges'),
  returns: text('退货入库', '退貨入庫', 'Returns'),
  stock_movements: text('库存变动', '庫存異動', 'Stock movements'),
  stock_counts: text('盘点与库存', '盤點與庫存', 'Stock counts'),
  sales_records: text('销售记录', '銷售紀錄', 'Sales records'),
  foreign_settlements: text('外币结算', '外幣結算', 'Foreign settlements'),
};

/** What one record is called where an order is told. A charge is what a list says; the wallet tells what moved. */
export const RECORD_EVENT_NAMES: Readonly<Record<RecordEvent, Text>> = {
  charges: text('费用清单', '費用清單', 'charge as listed'),
  shipments: text('出库发货', '出庫出貨', 'shipment'),
  listed_shipments: text('列入发货报表', '列入出貨報表', 'listed to be sent'),
  carrier_charges: text('快递费', '物流費', 'carrier charge'),
  returns: text('退货入库', '退貨入庫', 'return'),
  stock_movements: text('库存变动', '庫存異動', 'stock movement'),
  stock_counts: text('盘点与库存', '盤點與庫存', 'stock count'),
  sales_records: text('销售记录', '銷售紀錄', 'sales record'),
  foreign_settlements: text('外币结算', '外幣結算', 'foreign settlement'),
};

/** Labels of the columns of records. */
export const RECORD_COLUMN_NAMES: Readonly<Record<RecordColumn, Text>> = {
  charge_no: text('费用单号', '費用單號', 'Charge number'),
  shipment_no: text('出库单号', '出庫單號', 'Shipment number'),
  return_no: text('售后/入库单号', '售後/入庫單號', 'Return number'),
  movement_no: text('单据编号', '單據編號', 'Document'),
  count_no: text('盘点单号', '盤點單號', 'Count number'),
  record_no: text('单据编号', '單據編號', 'Document'),
  settlement_no: text('交易号', '交易編號', 'Transaction'),
  order_nos: text('合并的订单', '合併的訂單', 'Joined orders'),
  order_line_no: text('子订单编号', '子訂單編號', 'Order line'),
  transaction_no: text('支付流水号', '支付明細編號', 'Payment number'),
  refund_no: text('退款编号', '退款編號', 'Refund'),
  tracking_no: text('物流单号', '物流單號', 'Tracking number'),
  account_no: text('结算账号', '結算帳號', 'Account charged'),
  shop: text('店铺', '店鋪', 'Shop'),
  carrier: text('物流公司', '物流公司', 'Carrier'),
  warehouse: text('仓库', '倉庫', 'Warehouse'),
  entry_type: text('费用项', '費用項', 'Item'),
  description: text('说明', '說明', 'Description'),
  memo: text('备注', '備註', 'Memo'),
  period: text('账期', '帳期', 'Period'),
  kind_text: text('类型', '類型', 'Type'),
  status_text: text('状态', '狀態', 'Status'),
  product_text: text('产品类型', '產品類型', 'Product'),
  payment_text: text('付款方式', '付款方式', 'Paid by'),
  from_area: text('寄件地区', '寄件地區', 'From'),
  to_area: text('目的地', '目的地', 'To'),
  sku: text('商品编码', '商品編碼', 'Article'),
  title: text('商品名称', '商品名稱', 'Title'),
  charged_at: text('计费时间', '計費時間', 'Charged at'),
  shipped_at: text('发货时间', '出貨時間', 'Sent at'),
  paid_at: text('付款时间', '付款時間', 'Paid at'),
  settled_at: text('结算时间', '結算時間', 'Settled at'),
  requested_at: text('申请时间', '申請時間', 'Requested at'),
  received_at: text('入库时间', '入庫時間', 'Received at'),
  moved_at: text('变动时间', '異動時間', 'Moved at'),
  counted_at: text('盘点时间', '盤點時間', 'Counted at'),
  sold_at: text('下单时间', '下單時間', 'Sold at'),
  quantity_milli: text('数量', '數量', 'Quantity'),
  weight_milli: text('重量（公斤）', '重量（公斤）', 'Weight (kg)'),
  left_milli: text('结存', '結存', 'Left'),
  booked_milli: text('账面数量', '帳面數量', 'Booked'),
  amount_minor: text('金额', '金額', 'Amount'),
  currency: text('币种', '幣別', 'Currency'),
  foreign_minor: text('外币金额', '外幣金額', 'Foreign amount'),
  foreign_fee_minor: text('外币手续费', '外幣手續費', 'Foreign fee'),
  foreign_refund_minor: text('外币退款', '外幣退款', 'Foreign refund'),
  foreign_settled_minor: text('外币结算金额', '外幣結算金額', 'Foreign settled'),
  rate_text: text('汇率', '匯率', 'Rate'),
  yuan_minor: text('人民币金额', '人民幣金額', 'In yuan'),
  refund_minor: text('退款金额', '退款金額', 'Refund amount'),
  cost_minor: text('成本', '成本', 'Cost'),
};
