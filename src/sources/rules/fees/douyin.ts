import type { FeeRule } from '../fee-rules.ts';
import { feeRulesOf } from './rule.ts';

type Component = FeeRule['component'];

/** Scenes whose lines have fees in them. 退分账 and 分账 are fees themselves. */
const SCENES_WITH_FEES: readonly (readonly [name: string, scene: string, component: Component])[] = [
  ['settled', '货款结算', 'sale'],
  ['subsidy', '退补贴', 'subsidy'],
  ['refund', '^退款(?!.*分账)', 'refund'],
];

/** The columns of fees that a line fills. They are one sum: of several kinds the promoters' share, the largest, names it. */
const FEES_WITHIN: readonly (readonly [name: string, columns: string, component: Component])[] = [
  ['base-fee', '(?:^| )平台服务费$', 'platform_service_fee'],
  ['promoters', '佣金|站外推广费|渠道分成', 'affiliate_commission'],
  ['fees', '费|分成', 'programme_fee'],
];

const LINES_WITH_FEES: readonly FeeRule[] = SCENES_WITH_FEES.flatMap(([name, scene, component]) =>
  FEES_WITHIN.map(([fee, columns, within]) => ({
    id: `douyin-${name}-${fee}`,
    channel: 'douyin',
    test: { field: 'entry_type', how: 'matches', value: scene },
    and: { field: 'description', how: 'matches', value: columns },
    component,
    within,
  })),
);

/** 动账场景 of 抖店: what a movement of the shop's money is for. */
const SCENES = feeRulesOf('douyin', [
  ['douyin-settlement', 'entry_type', 'contains', '货款结算', 'sale'],
  ['douyin-subsidy-returned', 'entry_type', 'contains', '退补贴', 'subsidy'],
  // 退分账 comes back when the buyer returns the goods, 分账 is shared out then.
  ['douyin-split', 'entry_type', 'contains', '分账', 'split'],
  ['douyin-refund', 'entry_type', 'starts_with', '退款', 'refund'],
  // 结算单类型 of 结算账单, whose line is the net of all.
  ['douyin-settled', 'entry_type', 'contains', '结算', 'sale'],
  ['douyin-withdrawal', 'entry_type', 'contains', '提现', 'withdrawal'],
  ['douyin-review-gift', 'entry_type', 'contains', '评价有礼', 'marketing_fee'],
  ['douyin-deposit', 'entry_type', 'contains', '保证金', 'security_deposit'],
  ['douyin-qianchuan', 'entry_type', 'contains', '千川', 'advertising_top_up'],
  ['douyin-wanxiangtai', 'entry_type', 'contains', '万相台', 'advertising_top_up'],
  ['douyin-pick-up', 'entry_type', 'contains', '上门取件', 'logistics_fee'],
  ['douyin-remote-area', 'entry_type', 'contains', '偏远地区物流服务', 'logistics_fee'],
  ['douyin-intercepted', 'entry_type', 'contains', '拦截费', 'logistics_fee'],
  ['douyin-insurance', 'entry_type', 'contains', '权益保险', 'return_shipping_insurance'],
  ['douyin-no-invoice', 'entry_type', 'contains', '欠票扣款', 'compensation'],
  ['douyin-compensation', 'entry_type', 'contains', '赔付', 'compensation'],
  ['douyin-other', 'entry_type', 'equals', '其他费用', 'compensation'],
]);

/** Fee rules of 抖店: lines with fees in them first, by the columns that hold these. */
export const DOUYIN_FEE_RULES: readonly FeeRule[] = [...LINES_WITH_FEES, ...SCENES];

/** 千川: the account is spent, and nothing else moves it in this list. */
export const QIANCHUAN_FEE_RULES = feeRulesOf('qianchuan', [
  ['qianchuan-spent', 'any', 'matches', '^', 'advertising_fee'],
]);
