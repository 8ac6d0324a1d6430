import type { KeyRule } from './key-rules.ts';

/** Words with which a line of the seller's own begins: moves between own accounts, loans, ad top-ups, insurance. */
const OWN =
  '^(?:余利宝|转出到网商银行|转入到网商银行|支付宝转入|网商贷|万相台|保险理赔-本地退赔款|基金代发任务|提现|充值)';

const NOT_A_TRADE = { field: 'entry_type', pattern: '^(?!交易[付收退]|在线支付)' } as const;

/**
 * How wallet lines name their order, in priority. Layouts as observed in sellers' files; each has a line in
 * key-rules.test.ts. A number of 20 digits or more is never a Taobao order (28: 支付宝交易号 or 微信支付单号,
 * 31: 微信转账, 32: 账务流水号), hence `{…,19}(?!\d)` everywhere.
 */
export const BUILT_IN_KEY_RULES: readonly KeyRule[] = [
  {
    id: 'own-type',
    channel: '*',
    field: 'entry_type',
    pattern: '^(?:提现|充值|支付宝转入)$',
    names: 'nothing',
  },
  // The seller as a buyer: the order is of another shop.
  { id: 'own-purchase', channel: 'alipay', field: 'description', pattern: '^0160001', names: 'nothing' },
  { id: 'own-memo', channel: 'alipay', field: 'memo', pattern: OWN, names: 'nothing', guard: NOT_A_TRADE },
  { id: 'own-title', channel: 'alipay', field: 'title', pattern: OWN, names: 'nothing', guard: NOT_A_TRADE },
  { id: 'own-mybank', channel: 'alipay', field: 'merchant_order_no', pattern: 'MYBK', names: 'nothing' },

  {
    id: 'base-order-no',
    channel: 'alipay',
    field: 'base_order_no',
    pattern: '^(\\d{10,19})$',
    names: 'order_no',
  },

  {
    id: 'merchant-t-p',
    channel: '*',
    field: 'merchant_order_no',
    pattern: '^T\\d{1,8}N?P(\\d{10,19})(?!\\d)',
    names: 'order_no',
  },
  // With RETURNGIVE the number in the middle is not the order's; the memo names it.
  {
    id: 'merchant-cae-point',
    channel: 'alipay',
    field: 'merchant_order_no',
    pattern: '^CAE_POINT_(?!.*RETURNGIVE)(\\d{10,19})(?!\\d)',
    names: 'order_no',
  },
  {
    id: 'merchant-cae',
    channel: 'alipay',
    field: 'merchant_order_no',
    pattern: '^CAE_(?!POINT_)(?:\\w*_)?(\\d{10,19})$',
    names: 'order_no',
  },
  {
    id: 'merchant-hjcae',
    channel: 'alipay',
    field: 'merchant_order_no',
    pattern: '^HJCAE==(?:[^=]*==)*(\\d{10,19})$',
    names: 'order_no',
  },
  // May be a sub-order number; matching resolves it through the order lines.
  {
    id: 'merchant-hjcom',
    channel: 'alipay',
    field: 'merchant_order_no',
    pattern: '^HJCOM==[^=]*==[^=]*==(\\d{10,19})$',
    names: 'order_no',
  },
  {
    id: 'merchant-gxfz',
    channel: 'alipay',
    field: 'merchant_order_no',
    pattern: '^GXFZ_[^_]*_(\\d{10,19})(?!\\d)',
    names: 'order_no',
  },
  {
    id: 'title-insd',
    channel: 'alipay',
    field: 'title',
    pattern: 'INSD(\\d{10,19})(?!\\d)',
    names: 'order_no',
    guard: { field: 'merchant_order_no', pattern: '^BTC_BIZORDERID' },
  },
  {
    id: 'merchant-donation',
    channel: 'alipay',
    field: 'merchant_order_no',
    pattern: '^[^_]*_[^_]*_(\\d{10,19})(?:_|$)',
    names: 'order_no',
    guard: { field: 'any', pattern: '公益宝贝' },
  },

  {
    id: 'memo-label',
    channel: 'alipay',
    field: 'memo',
    pattern: '(?:订单号|订单编号|交易单号|tradeid)\\s*[:：]?\\s*(?:T\\d{1,8}N?P)?(\\d{10,19})(?!\\d)',
    names: 'order_no',
  },
  {
    id: 'memo-t-p',
    channel: 'alipay',
    field: 'memo',
    pattern: 'T\\d{1,8}N?P(\\d{10,19})(?!\\d)',
    names: 'order_no',
  },
  {
    id: 'memo-brackets',
    channel: 'alipay',
    field: 'memo',
    pattern: '[{(（[](\\d{15,19})[})）\\]]',
    names: 'order_no',
  },
  {
    id: 'memo-points',
    channel: 'alipay',
    field: 'memo',
    pattern: '^代扣(?:返点积分|交易退回积分)(\\d{10,19})(?!\\d)',
    names: 'order_no',
  },

  // The charge of a parcel that names no order beside it.
  {
    id: 'memo-parcel',
    channel: 'alipay',
    field: 'memo',
    pattern: '运单号\\s*[:：]\\s*([0-9A-Za-z]{8,20})(?![0-9A-Za-z])',
    names: 'tracking_no',
  },

  // A shop's own numbering; the platform's limit is 32 characters.
  {
    id: 'wechat-merchant',
    channel: 'wechat',
    field: 'merchant_order_no',
    pattern: '^(?!\\d{20,}$)([0-9A-Za-z_|*@-]{6,32})$',
    names: 'order_no',
    // Of other lines of the fund flow (退款) 业务凭证号 is a number of its own.
    guard: { field: 'entry_type', pattern: '^(?:SUCCESS|REFUND|REVOKED|交易|扣除交易手续费)$' },
  },

  // The lines of these platforms name the order, or the sub-order that is settled by itself, in a column of their own.
  {
    id: 'douyin-order-no',
    channel: 'douyin',
    field: 'base_order_no',
    pattern: '^(\\d{10,20})$',
    names: 'order_no',
  },
  {
    id: 'weixin-store-order-no',
    channel: 'weixin-store',
    field: 'base_order_no',
    pattern: '^(\\d{10,20})$',
    names: 'order_no',
  },
  {
    id: 'youzan-order-no',
    channel: 'youzan',
    field: 'base_order_no',
    pattern: '^(E\\d{10,30})$',
    names: 'order_no',
  },
  // A refund has a number of its own in the column and names the order beside it.
  {
    id: 'youzan-related-order-no',
    channel: 'youzan',
    field: 'merchant_order_no',
    pattern: '^(E\\d{10,30})$',
    names: 'order_no',
  },
  {
    id: 'taobao-deposit-order-no',
    channel: 'taobao-deposit',
    field: 'base_order_no',
    pattern: '^(\\d{10,19})$',
    names: 'order_no',
  },
  { id: 'jd-order-no', channel: 'jd', field: 'base_order_no', pattern: '^(\\d{9,20})$', names: 'order_no' },
  {
    id: 'kuaishou-order-no',
    channel: 'kuaishou',
    field: 'base_order_no',
    pattern: '^(\\d{9,20})$',
    names: 'order_no',
  },
  {
    id: 'xiaohongshu-order-no',
    channel: 'xiaohongshu',
    field: 'base_order_no',
    pattern: '^(P\\d{10,20})$',
    names: 'order_no',
  },
  {
    id: 'pdd-order-no',
    channel: 'pdd',
    field: 'base_order_no',
    pattern: '^(\\d{6}-\\d{9,18})$',
    names: 'order_no',
  },
];
