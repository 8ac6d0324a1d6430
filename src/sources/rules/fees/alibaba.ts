import { feeRulesOf } from './rule.ts';

/** What Alipay writes of lines of 1688. They are narrower than the names of Taobao and speak before these. */
export const ALIBABA_NAME_RULES = feeRulesOf('alipay', [
  ['alibaba-credit-refund', 'any', 'contains', '诚e赊售后退款', 'refund'],
  ['alibaba-credit-claim', 'any', 'contains', '诚e赊保险理赔', 'compensation'],
  ['alibaba-credit-fee', 'any', 'contains', '诚e赊服务费', 'platform_service_fee'],
  ['alibaba-credit-sale', 'any', 'matches', '诚e赊(?:收款|买家还款)', 'sale'],
  ['alibaba-credit-red-packet', 'any', 'contains', '诚e赊订单红包', 'subsidy'],
  ['alibaba-refund-9490', 'any', 'contains', '9490退款', 'refund'],
  ['alibaba-deposit-compensation', 'any', 'matches', '保证金-支付-产生交易理赔|阳光追缴', 'compensation'],
  ['alibaba-deposit-penalty', 'any', 'contains', '保证金-支付-违规罚金', 'compensation'],
  ['alibaba-buyer-experience', 'any', 'contains', '买家体验赔付', 'compensation'],
  ['alibaba-retention-fund', 'any', 'contains', '客户挽留基金', 'compensation'],
  ['alibaba-refund-subsidy', 'any', 'contains', '仅退款补贴', 'compensation'],
  ['alibaba-buyer-protection', 'any', 'contains', '1688买家保障', 'programme_fee'],
  ['alibaba-supply-chain', 'any', 'matches', '1688(?:供应链服务|跨境供应链)', 'cross_border_fee'],
  ['alibaba-distribution', 'any', 'contains', '大分销业务', 'commission'],
  ['alibaba-mini-program', 'any', 'contains', '1688微信小程序', 'platform_service_fee'],
  ['alibaba-selected', 'any', 'contains', '严选软件服务费', 'platform_service_fee'],
  ['alibaba-technical-fee', 'any', 'contains', '技术服务费缴纳', 'platform_service_fee'],
  ['alibaba-drop-shipping', 'any', 'contains', '代购代发', 'purchase'],
]);

/** 类型 of the advertising account of 1688. */
export const ALIBABA_ADS_FEE_RULES = feeRulesOf('alibaba-ads', [
  ['alibaba-ads-top-up', 'any', 'contains', '充值', 'advertising_top_up'],
  ['alibaba-ads-spent', 'any', 'matches', '消耗|扣款|扣费|推广|退款', 'advertising_fee'],
]);
