import type { FeeRule } from '../fee-rules.ts';
import { type FeeRow, feeRulesOf } from './rule.ts';

/** 货款 that goes out is a refund: the direction is the type of the line. */
const REFUND: FeeRule = {
  id: 'jd-goods-out',
  channel: 'jd',
  test: { field: 'description', how: 'equals', value: '货款' },
  and: { field: 'entry_type', how: 'equals', value: '支出' },
  component: 'refund',
};

/** 费用项 of the settlement files (费用名称 in the newer ones). */
const ITEMS: readonly FeeRow[] = [
  ['jd-goods', 'description', 'equals', '货款', 'sale'],
  ['jd-trade-service', 'description', 'contains', '交易服务费', 'platform_service_fee'],
  ['jd-price-protection-commission', 'description', 'contains', '平台券价保补贴佣金', 'commission'],
  ['jd-price-protection-subsidy', 'description', 'contains', '平台券价保补贴', 'compensation'],
  ['jd-price-protection-returned', 'description', 'contains', '价保返佣', 'commission'],
  ['jd-price-protection', 'description', 'contains', '价保扣款', 'compensation'],
  ['jd-campaign-commission', 'description', 'contains', '降扣佣金', 'commission'],
  ['jd-commission', 'description', 'contains', '佣金', 'commission'],
  ['jd-freight-insurance', 'description', 'contains', '运费保险', 'return_shipping_insurance'],
  ['jd-goods-insurance', 'description', 'contains', '商品保险', 'programme_fee'],
  ['jd-beans', 'description', 'contains', '京豆', 'points'],
  ['jd-rebate', 'description', 'contains', '返利框架费', 'marketing_fee'],
  ['jd-penalty', 'description', 'contains', '违约金', 'compensation'],
  ['jd-after-sale-compensation', 'description', 'contains', '售后卖家赔付', 'compensation'],
  ['jd-delivery', 'description', 'contains', '代收配送费', 'logistics_fee'],
  ['jd-text-messages', 'description', 'contains', '短信服务费', 'platform_service_fee'],
  ['jd-other', 'description', 'equals', '其他费用', 'platform_service_fee'],
];

/** 资金表: what the settlement brings to the wallet is money of the shop's own, told order by order by the settlement. */
const FUNDS: readonly FeeRow[] = [
  ['jd-wallet-withdrawal', 'any', 'contains', '提现', 'withdrawal'],
  ['jd-wallet-deposit', 'any', 'contains', '保证金', 'security_deposit'],
  ['jd-wallet-advertising', 'any', 'matches', '京准通|推广充值|广告充值', 'advertising_top_up'],
  ['jd-wallet-top-up', 'any', 'contains', '充值', 'top_up'],
  ['jd-wallet-settled', 'any', 'matches', '货款|结算款|商家结算|代扣', 'own_transfer'],
];

/** 京准通: what moves the advertising account. */
const ADS: readonly FeeRow[] = [
  ['jd-ads-top-up', 'entry_type', 'contains', '充值', 'advertising_top_up'],
  ['jd-ads-transfer', 'entry_type', 'matches', '转[入出]|提现', 'advertising_top_up'],
  ['jd-ads-spent', 'entry_type', 'matches', '推广费|扣费|消耗|返还|退款', 'advertising_fee'],
];

/** Fee rules of JD: the settlement order by order (`jd`), the wallet that it is paid into, the advertising account. */
export const JD_FEE_RULES: readonly FeeRule[] = [
  ...feeRulesOf('jd-ads', ADS),
  ...feeRulesOf('jd-wallet', FUNDS),
  REFUND,
  ...feeRulesOf('jd', ITEMS),
];
