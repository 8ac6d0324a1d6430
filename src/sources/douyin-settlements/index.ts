import { id, money, required, text, time } from '../columns.ts';
import { walletLine } from '../parts/wallet-line.ts';
import type { Footer, Source } from '../source.ts';

const columns = {
  happened_at: required(time('结算时间')),
  order_no: id('订单号'),
  order_line_no: id('子订单号'),
  settled: required(money('结算金额')),
  entry_type: required(text('结算单类型')),
  income: required(money('收入合计')),
  deducted: required(money('支出合计')),
};

const DIGIT = /\d/;

/** Below the header stands a row that explains how the columns are reckoned: the only one without a number. */
function explanation(cells: readonly string[]): Footer | null {
  return cells.some((cell) => DIGIT.test(cell)) ? null : { totals: [] };
}

/** 抖店结算账单 of the pooled account: what each sub-order was settled with. 资金明细 tells the same money and counts. */
export const douyinSettlements = {
  id: 'douyin-settlements',
  channel: 'douyin',
  kind: 'statement_lines',
  title: { 'zh-CN': '抖店结算账单', 'zh-TW': '抖店結算帳單', en: 'Douyin settlements' },
  signature: { all: ['结算时间', '结算单类型', '有结算前退款', '结算金额'] },
  columns,
  identity: 'content',
  rank: 1,
  footer: explanation,
  normalize(values, context) {
    const { happened_at, order_no, order_line_no, settled, entry_type, income, deducted } = values;
    if (income + deducted !== settled) return { code: 'parts_differ', column: 'settled', value: '' };
    const base_order_no = order_line_no ?? order_no;
    const money = { amount_minor: income, fee_minor: -deducted, balance_minor: null };
    const cells = { happened_at, entry_type, base_order_no, transaction_no: null };
    return {
      identity: [happened_at, base_order_no, entry_type, income, deducted].join('|'),
      fact: walletLine('douyin', null, cells, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
