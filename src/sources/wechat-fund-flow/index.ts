import { absolute } from '../../money/money.ts';
import { id, memo, money, required, text, time } from '../columns.ts';
import { walletLine } from '../parts/wallet-line.ts';
import type { Preamble, Source } from '../source.ts';
import { type SummaryColumns, summaryBlock } from '../wechat-trades/summary.ts';

const columns = {
  happened_at: required(time('记账时间')),
  transaction_no: id('微信支付业务单号'),
  line_no: required(id('资金流水单号')),
  description: text('业务名称'),
  entry_type: text('业务类型'),
  direction: required(text('收支类型')),
  amount: required(money('收支金额(元)', '收支金额')),
  balance: money('账户结余(元)', '账户结余'),
  memo: memo('备注'),
  merchant_order_no: id('业务凭证号'),
};

const SUMMARY: SummaryColumns = {
  资金流水总笔数: { of: 'net', what: 'count' },
  收入笔数: { of: 'inflow', what: 'count' },
  收入金额: { of: 'inflow', what: 'sum' },
  支出笔数: { of: 'outflow', what: 'count' },
  支出金额: { of: 'outflow', what: 'sum' },
};

/** 微信支付资金账单: every move of the account with its balance. Where the trades tell the same day, they count. */
export const wechatFundFlow = {
  id: 'wechat-fund-flow',
  channel: 'wechat',
  kind: 'statement_lines',
  title: { 'zh-CN': '微信支付资金账单', 'zh-TW': '微信支付資金帳單', en: 'WeChat Pay fund flow' },
  signature: { all: ['资金流水单号', '业务凭证号', '收支类型'] },
  columns,
  identity: 'own',
  carries_numbers: true,
  rank: 1,
  preamble: fundFlowPreamble,
  footer: (cells, state) => summaryBlock(cells, state, '资金流水总笔数', SUMMARY),
  normalize(values, context) {
    const { direction } = values;
    if (direction !== '收入' && direction !== '支出') {
      return { code: 'unknown_sign', column: 'direction', value: direction };
    }
    const amount = absolute(values.amount);
    const money = {
      amount_minor: direction === '收入' ? amount : -amount,
      fee_minor: 0n,
      balance_minor: values.balance,
    };
    const account_no = context.preamble.account_no ?? null;
    return { identity: values.line_no, fact: walletLine('wechat', account_no, values, money, context) };
  },
} as const satisfies Source<'statement_lines', typeof columns>;

const NAMED_ACCOUNT = /(?<!\d)(1\d{9})(?!\d)/;

/** The file itself does not name its account; its name may hold the merchant number (10 digits, 1…). */
function fundFlowPreamble(_lines: readonly (readonly string[])[], fileName: string): Preamble {
  const account_no = NAMED_ACCOUNT.exec(fileName)?.[1];
  return account_no === undefined ? {} : { account_no };
}
