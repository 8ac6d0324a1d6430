import { absolute, type Minor } from '../../money/money.ts';
import { alipayFooterLine, alipayPreamble, exportedIn } from '../alipay-statement/preamble.ts';
import { id, memo, money, required, text, time } from '../columns.ts';
import { totalsFooter } from '../parts/stated-totals.ts';
import { walletLine } from '../parts/wallet-line.ts';
import type { Footer, Refusal, Source } from '../source.ts';

const columns = {
  transaction_no: required(id('支付宝交易号')),
  merchant_order_no: id('商户订单号'),
  entry_type: required(text('业务类型')),
  title: memo('商品名称'),
  created_at: required(time('创建时间')),
  completed_at: time('完成时间'),
  settled: required(money('商家实收(元)', '商家实收')),
  refund_no: id('退款批次号/请求号', '退款批次号'),
  fee: money('服务费(元)', '服务费'),
  memo: memo('备注'),
};

/** 支付宝业务明细: payments and refunds, each with the fee taken. Where the 账务明细 tells the same days, that counts. */
export const alipayTrades = {
  id: 'alipay-trades',
  channel: 'alipay',
  kind: 'statement_lines',
  title: { 'zh-CN': '支付宝业务明细', 'zh-TW': '支付寶業務明細', en: 'Alipay trades' },
  signature: { all: ['支付宝交易号', '商户订单号', '业务类型'], any: [['商家实收(元)', '商家实收']] },
  columns,
  identity: 'own',
  rank: 2,
  preamble: alipayPreamble,
  footer: tradesFooter,
  normalize(values, context) {
    const { entry_type, settled, fee, refund_no, transaction_no } = values;
    const is_refund = entry_type === '退款';
    if (!is_refund && entry_type !== '交易')
      return { code: 'unknown_status', column: 'entry_type', value: entry_type };
    const amount_minor = is_refund ? -absolute(settled) : settled;
    const money = { amount_minor, fee_minor: feeOf(fee, is_refund), balance_minor: null };
    const account_no = context.preamble.account_no ?? null;
    const happened_at = values.completed_at ?? values.created_at;
    return {
      identity: [transaction_no, refund_no, entry_type].join('|'),
      fact: walletLine('alipay', account_no, { ...values, happened_at }, money, context),
      totals: { [`${entry_type}商家实收`]: settled },
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;

/** Positive = cost. Files write the fee of a payment with a minus or without; a refund gives it back. */
function feeOf(fee: Minor | null, is_refund: boolean): Minor {
  const size = absolute(fee ?? 0n);
  return is_refund ? -size : size;
}

const TOTAL = /(交易|退款)合计[:：]([^笔]*)笔[^共元\d-]*共?([^元]*)元/g;

function tradesFooter(cells: readonly string[]): Footer | Refusal | null {
  const line = alipayFooterLine(cells);
  if (line === null) return null;
  const totals = [...line.matchAll(TOTAL)].map(([, type = '', count = '', sum = '']) => ({
    of: `${type}商家实收`,
    name: `${type}合计`,
    count,
    sum,
  }));
  return totalsFooter(totals, exportedIn(line));
}
