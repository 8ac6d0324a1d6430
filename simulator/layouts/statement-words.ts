import { LINE, type LineKind } from '../order-case.ts';

/** How a statement words one kind of line. `{o}` stands for the order (or sub-order) number. */
export interface LineWords {
  readonly entryType: string;
  /** 商户订单号 */
  readonly merchantNo: string;
  readonly title: string;
  readonly memo: string;
  /** 业务描述, of sixteen-column statements. */
  readonly description: string;
  /** 入账类型 of the 聚合账户. */
  readonly pooledType: string;
}

function words(
  entryType: string,
  merchantNo: string,
  title: string,
  memo: string,
  description: string,
  pooledType: string,
): LineWords {
  return { entryType, merchantNo, title, memo, description, pooledType };
}

/** The words of every kind of line: formats.md §2.5 and §1.4. */
export const LINE_WORDS: Readonly<Record<LineKind, LineWords>> = {
  [LINE.receipt]: words('交易付款', 'T200P{o}', '样品', '', '0010001|交易收款-交易收款', '交易收款'),
  [LINE.deposit]: words('交易付款', 'T200P{o}', '定金', '', '0010001|交易收款-交易收款', '交易收款'),
  [LINE.depositElsewhere]: words(
    '交易付款',
    'T200P{o}',
    '特权订金',
    '',
    '0010001|交易收款-交易收款',
    '交易收款',
  ),
  [LINE.subsidy]: words('交易付款', 'T200P{o}', '邮费补贴', '', '0010027T|交易收款-邮费补贴', '交易收款'),
  [LINE.receiptByPayment]: words('交易付款', '', '样品', '', '0010001|交易收款-交易收款', '交易收款'),
  [LINE.refund]: words(
    '交易退款',
    'T200P{o}',
    '退款-样品',
    '售后退款-样品-T200P{o}',
    '0020001|交易退款-余额退款',
    '交易退款(售后)',
  ),
  [LINE.refundFromDeposit]: words(
    '交易退款',
    'T200P{o}',
    '保证金退款',
    '保证金退款-样品-T200P{o}',
    '0020002|交易退款-保证金退款',
    '交易退款(售后)',
  ),
  [LINE.commission]: words(
    '其它',
    '',
    '天猫佣金',
    '天猫佣金（类目）{{o}}扣款',
    '0030003|软件服务费-类目软件服务费（原天猫佣金）',
    '扣款',
  ),
  [LINE.commissionOfLine]: words(
    '其它',
    'HJCOM==2026==0=={o}',
    '天猫佣金',
    '天猫佣金（类目）{{o}}扣款',
    '0030003|软件服务费-类目软件服务费（原天猫佣金）',
    '扣款',
  ),
  [LINE.commissionBack]: words(
    '其它',
    '',
    '天猫佣金退回',
    '天猫佣金（类目）{{o}}退款',
    '0030003|软件服务费-类目软件服务费（原天猫佣金）',
    '扣款退回',
  ),
  [LINE.baseFee]: words(
    '收费',
    '',
    '基础软件服务费',
    '基础软件服务费({o})扣款',
    '0030130|软件服务费-基础软件服务费',
    '服务费',
  ),
  [LINE.baseFeeByPayment]: words(
    '收费',
    '',
    '基础软件服务费',
    '基础软件服务费扣款',
    '0030130|软件服务费-基础软件服务费',
    '服务费',
  ),
  [LINE.points]: words(
    '其它',
    'CAE_POINT_{o}_0',
    '代扣返点积分',
    '代扣返点积分{o}',
    '0030001|软件服务费-天猫返点积分',
    '扣款',
  ),
  [LINE.pointsBack]: words(
    '其它',
    'CAE_POINT_{o}_RETURNGIVE',
    '返点积分退回',
    '代扣交易退回积分{o}',
    '0030018|软件服务费-天猫返点积分（退款）',
    '扣款退回',
  ),
  [LINE.affiliate]: words(
    '其它',
    '',
    '淘宝客佣金',
    '淘宝客佣金代扣款[{o}]',
    '0060011|营销支出-淘宝客佣金',
    '扣款',
  ),
  [LINE.affiliateBack]: words(
    '其它',
    '',
    '淘宝客佣金',
    '淘宝客佣金退款[{o}]',
    '0060011|营销支出-淘宝客佣金',
    '扣款退回',
  ),
  [LINE.instalment]: words(
    '收费',
    '',
    '花呗支付服务费',
    '花呗支付服务费[T200P{o}]',
    '0030038|软件服务费-支付宝服务费',
    '服务费',
  ),
  [LINE.freightInsurance]: words(
    '其它',
    'BTC_BIZORDERID_2026',
    '卖家版运费险INSD{o}',
    '卖家版运费险保费收取',
    '0050005|保险支出-卖家版运费险',
    '扣款',
  ),
  [LINE.experience]: words(
    '其它',
    '',
    '消费者体验提升计划',
    '消费者体验提升计划服务费_订单号{o}',
    '0170125T|服务费-消费者体验提升计划服务费',
    '扣款',
  ),
  [LINE.donation]: words(
    '其它',
    'GYBB_2026_{o}',
    '公益宝贝',
    '公益宝贝捐赠=PROJECT=STORE',
    '0110001|公益性捐赠支出-公益宝贝',
    '扣款',
  ),
  [LINE.merchantFee]: words('', '', '', '', '', ''),
  [LINE.withdrawal]: words('提现', '', '提现', '提现', '', '提现'),
  [LINE.fundIn]: words('转账', '', '余利宝-基金赎回', '余利宝-基金赎回', '', '提现'),
  [LINE.fundOut]: words('转账', '', '余利宝-基金申购', '余利宝-基金申购', '', '提现'),
  [LINE.securityDeposit]: words(
    '其它',
    '',
    '天猫保证金',
    '天猫保证金-充值（代扣）',
    '008000200001|保证金-天猫-缴存',
    '保证金扣款',
  ),
  [LINE.advertisingTopUp]: words('其它', '', '万相台', '万相台无界版自动充值', '', '扣款'),
  [LINE.loan]: words('转账', 'MYBK20260000000001', '网商贷', '网商贷-放款', '', '提现'),
  [LINE.loanRepaid]: words('转账', 'MYBK20260000000002', '网商贷', '网商贷-还款', '', '提现'),
  [LINE.stranger]: words('交易付款', '', '收款', '', '0010001|交易收款-交易收款', '交易收款'),
};

/** A wording cut at its `{o}`: the constant parts before, between and after the numbers. */
export function partsOf(wording: string): readonly string[] {
  return wording.replaceAll('{{o}}', '{\u0000}').replaceAll('{o}', '\u0000').split('\u0000');
}
