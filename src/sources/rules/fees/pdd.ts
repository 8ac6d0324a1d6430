import type { Component } from '../../../model/component.ts';
import type { FeeRule } from '../fee-rules.ts';
import { type FeeRow, feeRulesOf } from './rule.ts';

/** Codes of 业务描述, `code|major-minor`. */
const CODES: readonly (readonly [code: string, component: Component])[] = [
  ['0010002', 'sale'], // 交易收入-订单收入
  ['0010005', 'subsidy'], // 交易收入-优惠券结算
  ['0020002', 'refund'], // 交易退款-订单退款
  ['0020005', 'refund'], // 交易退款-优惠券结算
  ['0030001', 'platform_service_fee'], // 技术服务费-技术服务费
  ['0030002', 'platform_service_fee'], // 技术服务费-基础技术服务费
  ['0040001', 'compensation'], // 售后费用-小额打款
  ['0040002', 'compensation'], // 售后费用-售后补偿消费者
  ['0040003', 'compensation'], // 售后费用-运费补偿
  ['0040004', 'compensation'], // 售后费用-延迟发货
  ['0040005', 'compensation'], // 售后费用-虚假发货
  ['0040006', 'compensation'], // 售后费用-缺货
  ['0040007', 'compensation'], // 售后费用-欺诈发货
  ['0040008', 'compensation'], // 售后费用-发票服务承诺未兑现
  ['0050002', 'programme_fee'], // 服务支出-消费者体验提升计划
  ['0060001', 'affiliate_commission'], // 营销费用-多多进宝
  ['0070001', 'security_deposit'], // 转账-店铺保证金
  ['0070002', 'security_deposit'], // 转账-活动保证金
  ['0070004', 'advertising_top_up'], // 转账-广告账户
  ['0080001', 'withdrawal'], // 提现-提现申请
  ['0110001', 'purchase'], // 交易付款-服务消费
  ['0120001', 'purchase'], // 交易退回-服务消费退款
  ['0130002', 'split'], // 其他收入-分账收入
  ['0130005', 'compensation'], // 其他收入-申诉补回
  ['0130010', 'compensation'], // 其他收入-多单立减
  ['0140002', 'split'], // 其他支出-分账支出
  ['0140022', 'compensation'], // 其他支出-申诉追回
  ['0140028', 'compensation'], // 其他支出-合作费追回
];

/** Layouts without 业务描述, and codes not met yet: names, then 账务类型. */
const NAMES: readonly FeeRow[] = [
  ['pdd-affiliate', 'any', 'contains', '多多进宝', 'affiliate_commission'],
  ['pdd-experience-plan', 'any', 'contains', '消费者体验提升计划', 'programme_fee'],
  ['pdd-freight-insurance', 'any', 'contains', '运费险', 'return_shipping_insurance'],
  ['pdd-advertising', 'any', 'contains', '广告账户', 'advertising_top_up'],
  ['pdd-deposit', 'any', 'contains', '保证金', 'security_deposit'],
  ['pdd-small-payment', 'any', 'contains', '小额打款', 'compensation'],
  ['pdd-split', 'any', 'contains', '分账', 'split'],
  ['pdd-type-receipt', 'entry_type', 'equals', '交易收入', 'sale'],
  ['pdd-type-coupon', 'entry_type', 'equals', '优惠券结算', 'subsidy'],
  ['pdd-type-refund', 'entry_type', 'equals', '交易退款', 'refund'],
  ['pdd-type-service-fee', 'entry_type', 'equals', '技术服务费', 'platform_service_fee'],
  ['pdd-type-after-sale', 'entry_type', 'equals', '售后费用', 'compensation'],
  ['pdd-type-marketing', 'entry_type', 'equals', '营销费用', 'marketing_fee'],
  ['pdd-type-withdrawal', 'entry_type', 'starts_with', '提现', 'withdrawal'],
];

/** Fee rules of 拼多多账务明细: the code of 业务描述, else names. */
export const PDD_FEE_RULES: readonly FeeRule[] = feeRulesOf('pdd', [
  ...CODES.map(
    ([code, component]): FeeRow => [`pdd-code-${code}`, 'description', 'starts_with', code, component],
  ),
  ...NAMES,
]);
