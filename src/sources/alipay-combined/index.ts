import { alipayPreamble } from '../alipay-statement/preamble.ts';
import { id, memo, money, required, text, time } from '../columns.ts';
import { twoColumnAmount, walletLine } from '../parts/wallet-line.ts';
import type { Footer, Source } from '../source.ts';

const columns = {
  line_no: required(id('支付宝流水号')),
  happened_at: required(time('入账时间')),
  inflow: money('收入(+元)'),
  outflow: money('支出(-元)'),
  balance: money('账户余额(元)'),
  fee: money('服务费(元)'),
  transaction_no: id('支付宝交易号'),
  merchant_order_no: id('商户订单号'),
  entry_type: text('账务类型'),
  paid_through: text('支付渠道'),
  title: memo('商品名称'),
  memo: memo('备注'),
  description: text('业务描述'),
  base_order_no: id('业务基础订单号'),
};

/** The money of these rows is in the pooled account (聚合账户). */
const POOLED = '聚合结算渠道';
const CELLS_OF_A_LINE_MIN = 4;

/** 支付宝账务组合查询 (资金流水): 支出 is written without a sign, the service fee stands in the same row. */
export const alipayCombined = {
  id: 'alipay-combined',
  channel: 'alipay',
  kind: 'statement_lines',
  title: { 'zh-CN': '支付宝账务组合查询', 'zh-TW': '支付寶帳務組合查詢', en: 'Alipay combined query' },
  signature: { all: ['序号', '支付宝流水号', '账务类型', '收入(+元)', '支出(-元)'] },
  columns,
  identity: 'own',
  carries_numbers: true,
  rank: 1,
  continues: true,
  preamble: alipayPreamble,
  footer: combinedFooter,
  normalize(values, context) {
    if (values.paid_through === POOLED) return { elsewhere: 'alipay-pooled' };
    const amount = twoColumnAmount(values.inflow, values.outflow);
    if (amount === null && values.fee === null) return { code: 'missing_value', column: 'inflow', value: '' };
    const account_no = context.preamble.account_no ?? null;
    const money = { amount_minor: amount ?? 0n, fee_minor: values.fee ?? 0n, balance_minor: values.balance };
    return {
      identity: values.line_no,
      fact: walletLine('alipay', account_no, values, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;

/** The last row of the last sheet is a remnant of a few cells; notes begin with `#`. */
function combinedFooter(cells: readonly string[]): Footer | null {
  if ((cells[0] ?? '').charCodeAt(0) === 35) return { totals: [] };
  let filled = 0;
  for (const cell of cells) {
    if (cell.trim() !== '') filled++;
    if (filled >= CELLS_OF_A_LINE_MIN) return null;
  }
  return { totals: [] };
}
