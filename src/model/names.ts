import type { Component } from './component.ts';
import type { OrderStatus } from './facts.ts';
import { type Language, say, type Text } from './language.ts';
import type { Cause, ExceptionType, State } from './result.ts';

function text(simplified: string, traditional: string, en: string): Text {
  return { 'zh-CN': simplified, 'zh-TW': traditional, en };
}

/** Names of the states, as reports and the command line show them. */
export const STATE_NAMES = {
  matched: text('已核对', '已核對', 'matched'),
  in_transit: text('在途', '在途', 'in transit'),
  outside_coverage: text('覆盖期外', '涵蓋期外', 'outside coverage'),
  not_due: text('无需收款', '無須收款', 'not due'),
  exception: text('有差异', '有差異', 'exception'),
  ambiguous: text('待人工判断', '待人工判斷', 'ambiguous'),
} as const satisfies Record<State, Text>;

/** What each state means, in one line. */
export const STATE_NOTES = {
  matched: text('钱和订单一分不差', '款項與訂單分毫不差', 'money and order agree to the fen'),
  in_transit: text('还没到结算的时候', '尚未到結算時間', 'due later'),
  outside_coverage: text(
    '结算的那天没有导入账单',
    '結算當天沒有匯入對帳單',
    'settled on a day that no loaded statement covers',
  ),
  not_due: text('没付款，或确认收货前已退款', '未付款，或確認收貨前已退款', 'unpaid, or refunded in escrow'),
  exception: text('对不上，原因见差异明细', '對不上，原因見差異明細', 'does not tie; see the exceptions'),
  ambiguous: text(
    '不止一种可能，没有替您决定',
    '不只一種可能，未替您決定',
    'more than one answer fits; none was chosen',
  ),
} as const satisfies Record<State, Text>;

/** Names of the exception types. */
export const TYPE_NAMES = {
  missing_receipt: text('应收未到账', '應收未入帳', 'missing receipt'),
  missing_order: text('到账无订单', '入帳無訂單', 'missing order'),
  amount_short: text('少收', '少收', 'amount short'),
  amount_over: text('多收', '多收', 'amount over'),
  duplicate_receipt: text('重复到账', '重複入帳', 'duplicate receipt'),
  missing_refund: text('退款未扣款', '退款未扣款', 'missing refund'),
  unexpected_refund: text('多出的退款', '多出的退款', 'unexpected refund'),
  status_mismatch: text('状态不符', '狀態不符', 'status mismatch'),
  fee_variance: text('扣费不符', '扣費不符', 'fee variance'),
} as const satisfies Record<ExceptionType, Text>;

/** Names of the causes. */
export const CAUSE_NAMES = {
  partial_refund: text(
    '订单表未记的部分退款',
    '訂單表未記的部分退款',
    'partial refund unknown to the order export',
  ),
  closed_but_paid: text('已关闭却到账', '已關閉卻入帳', 'closed but paid'),
  platform_subsidy: text('平台补贴', '平台補貼', 'platform subsidy'),
  presale_deposit: text('预售定金', '預購訂金', 'presale deposit'),
  sub_order: text('子订单合并', '子訂單合併', 'sub-order'),
  commission_rate: text('费率不符', '費率不符', 'commission rate'),
  settlement_delay: text('结算时差', '結算時差', 'settlement delay'),
  damaged_id: text('单号已损坏', '單號已損壞', 'damaged id'),
  order_outside_export: text('订单不在导出范围', '訂單不在匯出範圍', 'order outside the export'),
  rounding: text('容差以内', '容差以內', 'within the tolerance'),
  unexplained: text('原因不明', '原因不明', 'unexplained'),
} as const satisfies Record<Cause, Text>;

/** Names of the components. */
export const COMPONENT_NAMES = {
  sale: text('货款', '貨款', 'sale'),
  subsidy: text('平台补贴', '平台補貼', 'platform subsidy'),
  refund: text('退款', '退款', 'refund'),
  commission: text('佣金', '佣金', 'commission'),
  platform_service_fee: text('软件服务费', '軟體服務費', 'platform service fee'),
  programme_fee: text('活动项目服务费', '活動方案服務費', 'programme fee'),
  affiliate_commission: text('淘宝客佣金', '淘寶客佣金', 'affiliate commission'),
  points: text('积分', '點數', 'points'),
  instalment_fee: text('分期服务费', '分期服務費', 'instalment fee'),
  card_fee: text('信用卡服务费', '信用卡服務費', 'card fee'),
  processing_fee: text('手续费', '手續費', 'processing fee'),
  return_shipping_insurance: text('运费险', '運費險', 'return-shipping insurance'),
  marketing_fee: text('营销服务费', '行銷服務費', 'marketing fee'),
  logistics_fee: text('物流服务费', '物流服務費', 'logistics fee'),
  cross_border_fee: text('跨境服务费', '跨境服務費', 'cross-border fee'),
  compensation: text('赔付', '賠付', 'compensation'),
  donation: text('公益捐赠', '公益捐贈', 'donation'),
  split: text('分账', '分帳', 'split settlement'),
  coupon: text('优惠券', '優惠券', 'coupon'),
  advertising_fee: text('推广费', '推廣費', 'advertising fee'),
  adjustment: text('手工记的扣费', '手動記的扣費', 'fee named by hand'),
  withdrawal: text('提现', '提領', 'withdrawal'),
  top_up: text('充值', '儲值', 'top-up'),
  own_transfer: text('本店账户互转', '本店帳戶互轉', 'transfer between own accounts'),
  security_deposit: text('保证金', '保證金', 'security deposit'),
  advertising_top_up: text('推广充值', '推廣儲值', 'advertising top-up'),
  loan: text('贷款', '貸款', 'loan'),
  purchase: text('采购付款', '採購付款', 'purchase'),
  own_money: text('自有账户收支', '自有帳戶收支', 'move of own money'),
  unclassified: text('未识别的科目', '未識別的科目', 'unclassified'),
} as const satisfies Record<Component, Text>;

/** Names of the order statuses. */
export const STATUS_NAMES = {
  unpaid: text('待付款', '待付款', 'unpaid'),
  paid: text('已付款', '已付款', 'paid'),
  shipped: text('已发货', '已出貨', 'shipped'),
  completed: text('交易成功', '交易成功', 'completed'),
  cancelled: text('交易关闭', '交易關閉', 'cancelled'),
} as const satisfies Record<OrderStatus, Text>;

/** The name of a code in a language; a code without a name is shown as it is. */
export function nameOf(names: Readonly<Record<string, Text>>, code: string, language: Language): string {
  const name = names[code];
  return name === undefined ? code : say(name, language);
}

/** Names of the totals that files state; other totals are called as in their file. */
export const TOTAL_NAMES: Readonly<Record<string, Text>> = {
  inflow: text('收入合计', '收入合計', 'inflow'),
  outflow: text('支出合计', '支出合計', 'outflow'),
  net: text('总合计', '總合計', 'net'),
};
