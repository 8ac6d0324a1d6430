import type { Component } from '../../model/component.ts';
import type { FeeRule } from './fee-rules.ts';
import { ALIBABA_ADS_FEE_RULES, ALIBABA_NAME_RULES } from './fees/alibaba.ts';
import { ALIPAY_TRADES_FEE_RULES } from './fees/alipay-trades.ts';
import { DOUYIN_FEE_RULES, QIANCHUAN_FEE_RULES } from './fees/douyin.ts';
import { JD_FEE_RULES } from './fees/jd.ts';
import { KUAISHOU_FEE_RULES } from './fees/kuaishou.ts';
import { OWN_MONEY_FEE_RULES } from './fees/own-money.ts';
import { PDD_FEE_RULES } from './fees/pdd.ts';
import { type FeeRow, feeRulesOf } from './fees/rule.ts';
import { TAOBAO_ADS_FEE_RULES, TAOBAO_DEPOSIT_FEE_RULES } from './fees/taobao.ts';
import { WEIXIN_STORE_FEE_RULES } from './fees/weixin-store.ts';
import { XIAOHONGSHU_FEE_RULES } from './fees/xiaohongshu.ts';
import { YOUZAN_FEE_RULES } from './fees/youzan.ts';

/** The code decides, unless the memo says more than the code does. */
const CODES_WITH_MEMO: readonly FeeRule[] = [
  {
    // A deposit refilled after a compensation was taken from it: the suffix says which.
    id: 'deposit-compensation',
    channel: 'alipay',
    test: { field: 'description', how: 'starts_with', value: '0080002' },
    and: { field: 'memo', how: 'matches', value: '保证金-充值[（(]代扣[)）]-(?!null)' },
    component: 'compensation',
  },
  {
    id: 'code-0030038-huabei',
    channel: 'alipay',
    test: { field: 'description', how: 'starts_with', value: '0030038' },
    and: { field: 'memo', how: 'contains', value: '花呗' },
    component: 'instalment_fee',
  },
  {
    id: 'code-0030038-card',
    channel: 'alipay',
    test: { field: 'description', how: 'starts_with', value: '0030038' },
    and: { field: 'memo', how: 'contains', value: '信用卡' },
    component: 'card_fee',
  },
];

/** Codes of 业务描述, `code|major-minor`. */
const CODES: readonly (readonly [code: string, component: Component])[] = [
  ['0010001', 'sale'], // 交易收款-交易收款
  ['0010003', 'sale'], // 交易收款-店铺主体变更
  ['0010027T', 'subsidy'], // 交易收款-邮费补贴
  ['0020001', 'refund'], // 交易退款-余额退款
  ['0020002', 'refund'], // 交易退款-保证金退款
  ['0020011', 'refund'], // 交易退款-交易退款
  ['0030001', 'points'], // 天猫返点积分
  ['0030003', 'commission'], // 类目软件服务费（原天猫佣金）
  ['0030007', 'programme_fee'], // 聚划算
  ['0030018', 'points'], // 天猫返点积分（退款）
  ['003003800001', 'instalment_fee'], // 花呗分期
  ['0030038', 'processing_fee'], // 支付宝服务费
  ['0030088', 'marketing_fee'], // 百亿补贴软件服务费（渠道）
  ['0030130', 'platform_service_fee'], // 基础软件服务费
  ['0030153T', 'programme_fee'], // 淘宝营销活动软件服务费
  ['0030162T', 'programme_fee'], // 淘金币软件服务费
  ['0050002', 'return_shipping_insurance'], // 卖家版运费险 (1688)
  ['0050005', 'return_shipping_insurance'], // 卖家版运费险
  ['0060011', 'affiliate_commission'], // 淘宝客佣金
  ['0060092T', 'coupon'], // 消费券代付资金扣回
  ['0070002', 'compensation'], // 交易赔付（保证金扣款）
  ['0070023', 'marketing_fee'], // 百亿补贴预收
  ['0080002', 'security_deposit'], // 保证金-天猫-…
  ['0080028', 'security_deposit'], // 保证金-淘宝-…
  ['0110001', 'donation'], // 公益宝贝
  ['0160001', 'purchase'], // 交易付款-消费付款
  ['0170064T', 'compensation'], // 物流赔付
  ['0170120T', 'marketing_fee'], // 淘宝大促软件技术服务费
  ['0170122T', 'cross_border_fee'], // 跨境服务基础费
  ['0170125T', 'programme_fee'], // 消费者体验提升计划服务费
  ['0170142T', 'logistics_fee'], // 自选转寄快递服务费
  ['0240004T', 'marketing_fee'], // 百亿补贴激励前返
  ['0530282T', 'programme_fee'], // 88VIP淘宝消费券技术服务费
  ['0530288T', 'cross_border_fee'], // 大服饰跨境服务增值费
  ['0530294T', 'marketing_fee'], // 限时红包代商家垫付扣回
];

/** What the type alone settles, before any name: a buyer's own words in the memo change nothing. */
const TRADES: readonly FeeRow[] = [
  ['postage-subsidy', 'any', 'contains', '邮费补贴', 'subsidy'],
  ['type-trade-payment', 'entry_type', 'equals', '交易付款', 'sale'],
  ['type-online-payment', 'entry_type', 'equals', '在线支付', 'sale'],
  ['type-trade-receipt', 'entry_type', 'equals', '交易收款', 'sale'],
  ['type-trade-refund', 'entry_type', 'starts_with', '交易退款', 'refund'],
  ['type-refund', 'entry_type', 'starts_with', '退款', 'refund'],
  ['type-withdrawal', 'entry_type', 'equals', '提现', 'withdrawal'],
  ['type-top-up', 'entry_type', 'equals', '充值', 'top_up'],
];

/** Names of moves between the seller's own accounts. */
const OWN_NAMES: readonly FeeRow[] = [
  ['yulibao', 'any', 'contains', '余利宝', 'own_transfer'],
  ['mybank', 'any', 'contains', '网商银行', 'own_transfer'],
  ['transfer-in', 'any', 'contains', '支付宝转入', 'own_transfer'],
  ['mybank-loan', 'any', 'contains', '网商贷', 'loan'],
  ['wanxiangtai', 'any', 'contains', '万相台', 'advertising_top_up'],
  ['withdrawal-memo', 'memo', 'starts_with', '提现', 'withdrawal'],
  ['other-in-out', 'description', 'equals', '其他支出\\收入', 'withdrawal'],
  ['deposit-warranty-claim', 'any', 'contains', '保证金履约险追偿', 'compensation'],
  [
    'deposit-refilled',
    'memo',
    'matches',
    '保证金-充值[（(]代扣[)）]-(?:延迟发货|缺货|退货邮费)',
    'compensation',
  ],
  ['deposit-refund', 'memo', 'starts_with', '保证金退款', 'refund'],
  ['deposit', 'any', 'matches', '保证金(?:-|解冻|充值|缴存)', 'security_deposit'],
];

/** Names of fees, as descriptions, memos and titles write them; their returns bear the same name. */
const FEE_NAMES: readonly FeeRow[] = [
  ['category-commission', 'any', 'contains', '天猫佣金', 'commission'],
  ['category-fee', 'any', 'contains', '类目软件服务费', 'commission'],
  ['base-fee', 'any', 'contains', '基础软件服务费', 'platform_service_fee'],
  ['juhuasuan', 'any', 'contains', '聚划算', 'programme_fee'],
  ['points', 'any', 'contains', '返点积分', 'points'],
  ['points-returned', 'any', 'contains', '交易退回积分', 'points'],
  ['affiliate', 'any', 'contains', '淘宝客佣金', 'affiliate_commission'],
  ['alliance', 'any', 'matches', '淘宝联盟(?:推广)?佣金', 'affiliate_commission'],
  ['huabei', 'any', 'contains', '花呗', 'instalment_fee'],
  ['card', 'any', 'matches', '信用卡.*(?:服务|手续)费', 'card_fee'],
  ['pay-later', 'any', 'contains', '先用后付', 'programme_fee'],
  ['freight-insurance', 'any', 'contains', '运费险', 'return_shipping_insurance'],
  // 服财务费 is the platform's own misspelling.
  ['experience-plan', 'any', 'matches', '消费者体验提升计划服财?务费', 'programme_fee'],
  ['coupon-clawback', 'any', 'contains', '消费券代付资金扣回', 'coupon'],
  ['coupon-reclaimed', 'any', 'contains', '追缴消费券返还金额', 'coupon'],
  ['coupon-over-cap', 'any', 'contains', '超过消费券封顶金额', 'coupon'],
  ['coupon-service', 'any', 'contains', 'VIP淘宝消费券技术服务费', 'programme_fee'],
  ['taojinbi', 'any', 'contains', '淘金币', 'programme_fee'],
  ['maomaobi', 'any', 'contains', '猫猫币抵扣项目', 'programme_fee'],
  ['taote', 'any', 'contains', '淘特营销推广服务费', 'programme_fee'],
  ['campaign', 'any', 'contains', '淘宝营销活动软件服务费', 'programme_fee'],
  ['pinpai-xinxiang', 'any', 'contains', '品牌新享', 'marketing_fee'],
  ['hosted-marketing', 'any', 'contains', '营销托管', 'marketing_fee'],
  ['app-discount', 'any', 'contains', '天猫APP专享折扣服务费', 'marketing_fee'],
  ['big-sale', 'any', 'contains', '淘宝大促软件技术服务费', 'marketing_fee'],
  ['gift', 'any', 'matches', '新[品客]礼金(?:软件|技术)服务费', 'marketing_fee'],
  ['ten-billion', 'any', 'contains', '百亿补贴', 'marketing_fee'],
  ['flash-coupon', 'any', 'contains', '限时红包代商家垫付扣回', 'marketing_fee'],
  ['donation', 'any', 'contains', '公益宝贝', 'donation'],
  ['goods-lost', 'any', 'contains', '物流责任货值赔付', 'compensation'],
  ['consolidation', 'any', 'matches', '商家集运(?:物流服务|中转操作)费', 'logistics_fee'],
  ['redirect-courier', 'any', 'contains', '自选转寄快递', 'logistics_fee'],
  ['cross-border', 'any', 'matches', '跨境服务(?:基础|增值)?费', 'cross_border_fee'],
  ['logistics-claim', 'any', 'contains', '物流赔付', 'compensation'],
  ['after-sale-payment', 'memo', 'starts_with', '售后支付', 'compensation'],
  ['small-payment', 'any', 'contains', '小额打款', 'compensation'],
  ['insurance-claim', 'any', 'contains', '保险理赔', 'compensation'],
  ['local-return-claim', 'any', 'contains', '本地退赔款', 'compensation'],
  ['late-shipping', 'any', 'contains', '卖家延迟发货赔付红包', 'compensation'],
  ['seller-red-packet', 'any', 'contains', '商家权益红包', 'compensation'],
  ['fund-payout', 'any', 'contains', '基金代发任务', 'compensation'],
  ['ledger-transfer', 'any', 'contains', '记账本转账', 'compensation'],
  ['trade-compensation', 'any', 'contains', '交易赔付', 'compensation'],
  ['other-cost', 'description', 'equals', '其他费用', 'compensation'],
];

/** Where no name speaks: the type, and short words that clerks write themselves. */
const FALLBACKS: readonly FeeRow[] = [
  ['split', 'entry_type', 'equals', '交易分账', 'split'],
  ['after-sale-refund', 'memo', 'starts_with', '售后退款', 'refund'],
  ['order-payout', 'memo', 'matches', '^订单.*打款$', 'sale'],
  ['order-refund', 'memo', 'matches', '^订单.*退款$', 'refund'],
  ['cashback-words', 'memo', 'matches', '好评返现|协商返款|协商售后|运损补偿', 'compensation'],
  ['refund-words', 'memo', 'matches', '退款|退货款|退运费|差价', 'refund'],
  ['type-charge', 'entry_type', 'equals', '收费', 'processing_fee'],
  ['type-charge-returned', 'entry_type', 'equals', '退费', 'processing_fee'],
  ['type-service-fee', 'entry_type', 'equals', '服务费', 'platform_service_fee'],
  ['type-deposit', 'entry_type', 'equals', '保证金扣款', 'security_deposit'],
  ['type-deduction', 'entry_type', 'equals', '扣款', 'marketing_fee'],
  ['type-deduction-returned', 'entry_type', 'equals', '扣款退回', 'marketing_fee'],
];

/** WeChat Pay: the state of a trade (交易账单), the business type of a fund line (资金账单). */
const WECHAT: readonly FeeRow[] = [
  ['wechat-success', 'entry_type', 'equals', 'SUCCESS', 'sale'],
  ['wechat-refund', 'entry_type', 'equals', 'REFUND', 'refund'],
  ['wechat-revoked', 'entry_type', 'equals', 'REVOKED', 'refund'],
  ['wechat-fund-trade', 'entry_type', 'equals', '交易', 'sale'],
  ['wechat-fund-refund', 'entry_type', 'equals', '退款', 'refund'],
  ['wechat-fund-fee', 'entry_type', 'contains', '手续费', 'processing_fee'],
  ['wechat-withdrawal', 'entry_type', 'equals', '提现', 'withdrawal'],
  ['wechat-top-up', 'entry_type', 'equals', '充值', 'top_up'],
];

/** Rules that know the name of a fee or an own-account move wherever it stands, also in a title. */
export const NAME_RULES: readonly FeeRule[] = [
  ...feeRulesOf('alipay', OWN_NAMES),
  ...feeRulesOf('alipay', FEE_NAMES),
];

/**
 * The fee rules that come with the program, in order: first the code of 业务描述, then the type of a trade, then
 * names, then what little else is known. From sellers' dictionaries; see docs/reference/rules.md.
 */
export const BUILT_IN_FEE_RULES: readonly FeeRule[] = [
  ...CODES_WITH_MEMO,
  ...CODES.map(
    ([code, component]): FeeRule => ({
      id: `code-${code}`,
      channel: 'alipay',
      test: { field: 'description', how: 'starts_with', value: code },
      component,
    }),
  ),
  ...feeRulesOf('alipay', TRADES),
  ...ALIBABA_NAME_RULES,
  ...NAME_RULES,
  ...feeRulesOf('alipay', FALLBACKS),
  ...feeRulesOf('wechat', WECHAT),
  ...DOUYIN_FEE_RULES,
  ...QIANCHUAN_FEE_RULES,
  ...TAOBAO_ADS_FEE_RULES,
  ...TAOBAO_DEPOSIT_FEE_RULES,
  ...JD_FEE_RULES,
  ...KUAISHOU_FEE_RULES,
  ...PDD_FEE_RULES,
  ...WEIXIN_STORE_FEE_RULES,
  ...XIAOHONGSHU_FEE_RULES,
  ...YOUZAN_FEE_RULES,
  ...ALIBABA_ADS_FEE_RULES,
  ...ALIPAY_TRADES_FEE_RULES,
  ...OWN_MONEY_FEE_RULES,
];
