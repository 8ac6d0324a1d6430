import { absolute, type Minor } from '../../money/money.ts';
import { id, money, required, text, time } from '../columns.ts';
import { walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';
import { type SummaryColumns, summaryBlock } from './summary.ts';

const columns = {
  /** Of a refund the moment it reached the buyer, where the file says it. */
  refunded_at: time('退款成功时间'),
  traded_at: required(time('交易时间')),
  account_no: id('商户号'),
  transaction_no: required(id('微信订单号')),
  merchant_order_no: id('商户订单号'),
  entry_type: required(text('交易状态')),
  settled: money('应结订单金额', '总金额'),
  line_no: id('微信退款单号'),
  refund: money('退款金额'),
  fee: money('手续费'),
  /** The next three serve the file's own totals only. */
  coupon_refund: money('充值券退款金额', '代金券或立减优惠退款金额'),
  ordered: money('订单金额'),
  refund_asked: money('申请退款金额'),
};

const SUMMARY: SummaryColumns = {
  总交易单数: { of: 'net', what: 'count' },
  应结订单总金额: { of: '应结订单金额', what: 'sum' },
  总交易额: { of: '应结订单金额', what: 'sum' },
  退款总金额: { of: '退款金额', what: 'sum' },
  总退款金额: { of: '退款金额', what: 'sum' },
  手续费总金额: { of: '手续费', what: 'sum' },
  充值券退款总金额: { of: '充值券退款金额', what: 'sum' },
  总代金券或立减优惠退款金额: { of: '充值券退款金额', what: 'sum' },
  订单总金额: { of: '订单金额', what: 'sum' },
  申请退款总金额: { of: '申请退款金额', what: 'sum' },
};

/** 微信支付交易账单: ALL, SUCCESS and REFUND, and the form of 2014. */
export const wechatTrades = {
  id: 'wechat-trades',
  channel: 'wechat',
  kind: 'statement_lines',
  title: { 'zh-CN': '微信支付交易账单', 'zh-TW': '微信支付交易帳單', en: 'WeChat Pay trades' },
  signature: {
    all: ['公众账号ID', '微信订单号', '交易状态', '手续费'],
    any: [['应结订单金额', '总金额']],
  },
  columns,
  identity: 'own',
  carries_numbers: true,
  rank: 0,
  footer: (cells, state) => summaryBlock(cells, state, '总交易单数', SUMMARY),
  normalize(values, context) {
    const status = values.entry_type;
    const amount_minor = amountOf(status, values.settled, values.refund);
    if (amount_minor === undefined) return { code: 'unknown_status', column: 'entry_type', value: status };
    if (amount_minor === null) {
      return { code: 'missing_value', column: status === 'SUCCESS' ? 'settled' : 'refund', value: '' };
    }
    const cells = {
      happened_at: values.refunded_at ?? values.traded_at,
      transaction_no: values.transaction_no,
      line_no: values.line_no === '0' ? null : values.line_no,
      merchant_order_no: values.merchant_order_no,
      entry_type: status,
    };
    const money = { amount_minor, fee_minor: values.fee ?? 0n, balance_minor: null };
    return {
      identity: `${values.transaction_no}|${values.line_no ?? '0'}|${status}`,
      fact: walletLine('wechat', values.account_no, cells, money, context),
      totals: {
        应结订单金额: values.settled ?? 0n,
        退款金额: values.refund ?? 0n,
        手续费: values.fee ?? 0n,
        充值券退款金额: values.coupon_refund ?? 0n,
        订单金额: values.ordered ?? 0n,
        申请退款金额: values.refund_asked ?? 0n,
      },
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;

/** The signed amount by the state of the trade; null when its cell is empty, undefined for an unknown state. */
function amountOf(status: string, settled: Minor | null, refund: Minor | null): Minor | null | undefined {
  switch (status) {
    case 'SUCCESS':
      return settled;
    case 'REFUND':
    case 'REVOKED':
      return refund === null ? null : -absolute(refund);
    default:
      return undefined;
  }
}
