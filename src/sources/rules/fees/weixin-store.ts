import { feeRulesOf } from './rule.ts';

/** 动账类型 of 微信小店. */
export const WEIXIN_STORE_FEE_RULES = feeRulesOf('weixin-store', [
  ['weixin-store-withdrawal', 'entry_type', 'contains', '提现', 'withdrawal'],
  ['weixin-store-top-up', 'entry_type', 'contains', '充值', 'top_up'],
  ['weixin-store-deposit', 'entry_type', 'contains', '保证金', 'security_deposit'],
  ['weixin-store-affiliate', 'entry_type', 'matches', '达人|带货|联盟|机构', 'affiliate_commission'],
  ['weixin-store-split', 'entry_type', 'contains', '分账', 'split'],
  ['weixin-store-insurance', 'entry_type', 'contains', '运费险', 'return_shipping_insurance'],
  ['weixin-store-service-fee', 'entry_type', 'contains', '服务费', 'platform_service_fee'],
  ['weixin-store-processing-fee', 'entry_type', 'contains', '手续费', 'processing_fee'],
  ['weixin-store-compensation', 'entry_type', 'matches', '赔付|赔偿|违约', 'compensation'],
  ['weixin-store-subsidy', 'entry_type', 'contains', '补贴', 'subsidy'],
  ['weixin-store-refund', 'entry_type', 'contains', '退款', 'refund'],
  ['weixin-store-sale', 'entry_type', 'matches', '支付|结算|货款|入账', 'sale'],
]);
