import type { Text } from '../../model/language.ts';

function text(simplified: string, traditional: string, en: string): Text {
  return { 'zh-CN': simplified, 'zh-TW': traditional, en };
}

/** Labels of the lists. */
export const LIST_LABELS = {
  cases: text('差异', '差異', 'Exceptions'),
  orders: text('订单', '訂單', 'Orders'),
  statement_lines: text('资金流水', '收支明細', 'Statement lines'),
  in_transit: text('在途', '在途', 'In transit'),
  refunds: text('退款', '退款', 'Refunds'),
  case_events: text('处理记录', '處理紀錄', 'Activity log'),
} as const satisfies Record<string, Text>;

/** Labels of columns. */
export const LABELS = {
  order_no: text('订单编号', '訂單編號', 'Order'),
  shop: text('店铺', '店鋪', 'Shop'),
  status: text('订单状态', '訂單狀態', 'Order status'),
  state: text('核对结果', '核對結果', 'Result'),
  cause: text('原因', '原因', 'Cause'),
  match_rule: text('匹配依据', '配對依據', 'Matched by'),
  account: text('资金账户', '資金帳戶', 'Account'),
  has_order: text('有无订单', '有無訂單', 'Has order'),
  paid_at: text('付款时间', '付款時間', 'Paid at'),
  due_at: text('结算时间', '結算時間', 'Settled at'),
  expected: text('应收', '應收', 'Expected'),
  received: text('已到账', '已入帳', 'Received'),
  fees: text('平台扣费', '平台扣費', 'Fees'),
  refunded: text('已退款', '已退款', 'Refunded'),
  in_transit: text('在途金额', '在途金額', 'In transit'),
  outside_coverage: text('覆盖期外金额', '涵蓋期外金額', 'Outside coverage'),
  discrepancy: text('差额', '差額', 'Discrepancy'),
  expected_on: text('预计到账日', '預計入帳日', 'Expected on'),
  line_no: text('流水号', '明細編號', 'Line number'),
  row_key: text('行', '列', 'Row'),
  transaction_no: text('支付单号', '支付單號', 'Payment number'),
  happened_at: text('时间', '時間', 'Time'),
  amount: text('金额', '金額', 'Amount'),
  fee_component: text('内扣款项', '內扣款項', 'Category of the fee within'),
  in_orders: text('计入订单', '計入訂單', 'Counts for an order'),
  fee: text('手续费', '手續費', 'Processing fee'),
  balance: text('余额', '餘額', 'Balance'),
  component: text('款项', '款項', 'Category'),
  entry_type: text('业务类型', '業務類型', 'Entry type'),
  description: text('业务描述', '業務描述', 'Description'),
  memo: text('备注', '備註', 'Memo'),
  file: text('文件', '檔案', 'File'),
  sheet: text('工作表', '工作表', 'Sheet'),
  row: text('行号', '列號', 'Row number'),
  tracking_no: text('物流单号', '物流單號', 'Tracking number'),
  carrier: text('物流公司', '物流公司', 'Carrier'),
  return_tracking_no: text('退货物流单号', '退貨物流單號', 'Return tracking number'),
  refund_no: text('退款编号', '退款編號', 'Refund'),
  refund_status: text('退款状态', '退款狀態', 'Refund status'),
  refund_kind: text('退款类型', '退款類型', 'Kind of refund'),
  refund_stage: text('退款阶段', '退款階段', 'Stage'),
  refund_amount: text('退款金额', '退款金額', 'Refund amount'),
  requested_at: text('申请时间', '申請時間', 'Requested at'),
  completed_at: text('完结时间', '完成時間', 'Completed at'),
  case_id: text('差异编号', '差異編號', 'Case'),
  since_at: text('起算时间', '起算時間', 'Open since'),
  version: text('版本', '版本', 'Version'),
  exception_type: text('类型', '類型', 'Type'),
  actual: text('实际', '實際', 'Actual'),
  case_state: text('处理状态', '處理狀態', 'State'),
  waiting_for: text('等谁', '等候對象', 'Waiting for'),
  assignee: text('负责人', '負責人', 'Assigned to'),
  due_on: text('到期日', '到期日', 'Due day'),
  reason: text('处理原因', '處理原因', 'Reason'),
  carried_to: text('结转到', '結轉至', 'Carried to'),
  is_gone: text('已不存在', '已不存在', 'Gone'),
  opened_at: text('发现时间', '發現時間', 'Found at'),
  changed_at: text('最近变动', '最近異動', 'Changed at'),
  closed_at: text('结束时间', '結束時間', 'Closed at'),
  event_id: text('记录编号', '紀錄編號', 'Step number'),
  made_at: text('时间', '時間', 'Time'),
  made_by: text('谁', '操作者', 'By'),
  step: text('做了什么', '動作', 'What'),
  before_state: text('之前', '之前', 'Before'),
  after_state: text('之后', '之後', 'After'),
  says: text('说明', '說明', 'Explanation'),
  note: text('备注', '備註', 'Note'),
  undone: text('已撤销', '已復原', 'Undone'),
  action_id: text('操作编号', '操作編號', 'Action'),
} as const satisfies Record<string, Text>;

/** Names of small codes that only lists show. */
export const RULE_NAMES = {
  order_no: text('订单编号', '訂單編號', 'order number'),
  sub_order: text('子订单号', '子訂單編號', 'sub-order number'),
  presale_deposit: text('定金订单号', '訂金訂單編號', 'deposit order number'),
  payment_no: text('支付单号', '支付單號', 'payment number'),
  manual: text('手工匹配', '手動配對', 'by hand'),
} as const satisfies Record<string, Text>;

/** Names of yes and no. */
export const YES_NO = {
  yes: text('有', '有', 'yes'),
  no: text('无', '無', 'no'),
} as const satisfies Record<string, Text>;

/** Names of whether a line counts for an order. */
export const COUNTS_NAMES = {
  yes: text('计入', '計入', 'yes'),
  no: text('不计入', '不計入', 'no'),
} as const satisfies Record<string, Text>;

/** Names of how a refund ended. */
export const REFUND_STATUS_NAMES = {
  pending: text('处理中', '處理中', 'pending'),
  succeeded: text('退款成功', '退款成功', 'succeeded'),
  closed: text('退款关闭', '退款關閉', 'closed'),
} as const satisfies Record<string, Text>;

/** Names of when a refund was made. */
export const REFUND_STAGE_NAMES = {
  escrow: text('确认收货前', '確認收貨前', 'before confirmation'),
  after_sale: text('确认收货后', '確認收貨後', 'after confirmation'),
} as const satisfies Record<string, Text>;
