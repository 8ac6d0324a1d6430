import type { CaseState, MoveName, StepName, WaitingFor } from './case.ts';
import type { Text } from './language.ts';
import type { Counter } from './transfer.ts';

function text(simplified: string, traditional: string, en: string): Text {
  return { 'zh-CN': simplified, 'zh-TW': traditional, en };
}

/** Names of the states of a case. */
export const CASE_STATE_NAMES = {
  open: text('待处理', '待處理', 'open'),
  investigating: text('核查中', '查核中', 'being looked into'),
  waiting: text('等待回复', '等待回覆', 'waiting'),
  in_review: text('待复核', '待覆核', 'in review'),
  resolved: text('已处理', '已處理', 'resolved'),
  written_off: text('已核销', '已沖銷', 'written off'),
} as const satisfies Record<CaseState, Text>;

/** Names of those whom a case waits for. */
export const WAITING_NAMES = {
  platform: text('平台', '平台', 'the platform'),
  customer: text('买家', '買家', 'the customer'),
  courier: text('快递', '物流', 'the courier'),
  colleague: text('同事', '同事', 'a colleague'),
} as const satisfies Record<WaitingFor, Text>;

/** Names of the moves, in the clerk's words. */
export const MOVE_NAMES_SAID = {
  investigate: text('开始核查', '開始查核', 'look into it'),
  accept: text('认可说明', '認可說明', 'accept the explanation'),
  write_off: text('核销差额', '沖銷差額', 'write off'),
  confirm: text('复核通过', '覆核通過', 'confirm'),
  reject: text('复核退回', '覆核退回', 'reject'),
  claim_from_platform: text('向平台申诉', '向平台申訴', 'claim from the platform'),
  contact_customer: text('联系买家', '聯絡買家', 'contact the customer'),
  ask_courier: text('询问快递', '詢問物流', 'ask the courier'),
  ask_colleague: text('询问同事', '詢問同事', 'ask a colleague'),
  refund_due: text('应退款', '應退款', 'refund due'),
  balance_payment_due: text('应补款', '應補款', 'balance payment due'),
  carry_forward: text('结转下期', '結轉下期', 'carry forward'),
  comment: text('加备注', '加備註', 'comment'),
  assign: text('分派', '指派', 'assign'),
  set_due_day: text('设到期日', '設到期日', 'set the due day'),
  reopen: text('重新打开', '重新開啟', 'reopen'),
} as const satisfies Record<MoveName, Text>;

/** Names of the steps of a case: the moves, what the program does by itself, and what comes with files and transfers. */
export const STEP_NAMES = {
  ...MOVE_NAMES_SAID,
  opened: text('发现差异', '發現差異', 'found'),
  settled: text('自动结清', '自動結清', 'settled by itself'),
  returned: text('差额变了，重新打开', '差額變了，重新開啟', 'opened again: the money changed'),
  amount_changed: text('差额变了', '差額變了', 'the money changed'),
  attach: text('添加附件', '加入附件', 'attach a file'),
  match: text('手工匹配', '手動配對', 'match by hand'),
  adjust: text('调账', '調帳', 'adjust'),
} as const satisfies Record<StepName, Text>;

/** Names of where the rest of an adjustment goes. */
export const COUNTER_NAMES = {
  rounding: text('尾差', '尾差', 'rounding'),
  fee: text('扣费', '扣費', 'fee'),
  subsidy: text('补贴', '補貼', 'subsidy'),
  other: text('其他', '其他', 'other'),
} as const satisfies Record<Counter, Text>;

/** Names of the members of a case that steps change. */
export const FIELD_NAMES = {
  state: text('状态', '狀態', 'state'),
  waiting_for: text('等谁', '等候對象', 'waiting for'),
  reason_code: text('原因', '原因', 'reason'),
  assignee: text('负责人', '負責人', 'assigned to'),
  due_on: text('到期日', '到期日', 'due day'),
  carried_to: text('结转到', '結轉至', 'carried to'),
  discrepancy_minor: text('差额', '差額', 'discrepancy'),
} as const satisfies Record<string, Text>;
