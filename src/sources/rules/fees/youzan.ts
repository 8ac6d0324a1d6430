import { feeRulesOf } from './rule.ts';

/** 类型 and 名称 of 有赞. */
export const YOUZAN_FEE_RULES = feeRulesOf('youzan', [
  ['youzan-withdrawal', 'entry_type', 'contains', '提现', 'withdrawal'],
  ['youzan-top-up', 'entry_type', 'contains', '充值', 'top_up'],
  ['youzan-deposit', 'any', 'contains', '保证金', 'security_deposit'],
  ['youzan-advertising', 'any', 'matches', '推广|广告', 'advertising_fee'],
  ['youzan-affiliate', 'any', 'matches', '分销|佣金', 'affiliate_commission'],
  ['youzan-split', 'any', 'contains', '分账', 'split'],
  ['youzan-insurance', 'any', 'contains', '运费险', 'return_shipping_insurance'],
  ['youzan-processing-fee', 'any', 'matches', '手续费|费率', 'processing_fee'],
  ['youzan-service-fee', 'any', 'contains', '服务费', 'platform_service_fee'],
  ['youzan-compensation', 'any', 'matches', '赔付|赔偿', 'compensation'],
  ['youzan-refund', 'entry_type', 'contains', '退款', 'refund'],
  ['youzan-sale', 'entry_type', 'matches', '订单|货款|入账|收款', 'sale'],
]);
