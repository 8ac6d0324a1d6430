import type { Text } from '../../model/language.ts';
import { RECORD_COLUMN_NAMES } from '../../model/record-names.ts';

const label = (cn: string, tw: string, en: string): Text => ({ 'zh-CN': cn, 'zh-TW': tw, en });

/** What each field of a template is called. */
export const FIELD_LABELS: Readonly<Record<string, Text>> = {
  ...RECORD_COLUMN_NAMES,
  happened_at: label('入账时间', '入帳時間', 'booked at'),
  at_time: label('时刻（与日期分开时）', '時刻（與日期分開時）', 'clock time, where apart from the day'),
  inflow: label('收入', '收入', 'inflow'),
  outflow: label('支出', '支出', 'outflow'),
  amount: label('金额（收支在一列）', '金額（收支在一欄）', 'amount, both ways in one column'),
  direction: label('收支方向', '收支方向', 'inflow or outflow'),
  fee: label('手续费', '手續費', 'fee'),
  balance: label('余额', '餘額', 'balance'),
  account_no: label('账号', '帳號', 'account number'),
  transaction_no: label('交易号', '交易號', 'transaction number'),
  entry_type: label('类型', '類型', 'type'),
  line_no: label('流水号', '流水號', 'line number'),
  order_no: label('订单号', '訂單號', 'order number'),
  counterparty: label('对方', '對方', 'counterparty'),
  payment_no: label('支付单号', '付款單號', 'payment number'),
  status_text: label('状态', '狀態', 'status'),
  created_at: label('下单时间', '下單時間', 'ordered at'),
  paid_at: label('付款时间', '付款時間', 'paid at'),
  delivered_at: label('确认收货时间', '確認收貨時間', 'delivery confirmed at'),
  paid_minor: label('买家实付', '買家實付', 'paid by the buyer'),
  shipping_minor: label('其中运费', '其中運費', 'shipping charge within it'),
  refund_minor: label('退款金额', '退款金額', 'refund'),
  payout_minor: label('打款金额', '撥款金額', 'payout'),
  shipped_at: label('发货时间', '出貨時間', 'shipped at'),
};
