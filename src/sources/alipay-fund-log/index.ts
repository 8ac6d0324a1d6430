import { personalPreamble } from '../alipay-personal/account.ts';
import { memo, money, required, text, time } from '../columns.ts';
import { isNote } from '../parts/notes.ts';
import { twoColumnAmount, walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';

const columns = {
  happened_at: required(time('时间')),
  entry_type: text('名称'),
  inflow: money('收入', '收入(元)'),
  outflow: money('支出', '支出(元)'),
  balance: required(money('账户余额(元)', '账户余额')),
  memo: memo('备注'),
};

/** The balance of a personal account, one of the pots that the list of its payments knows as one. */
const POT = '余额';

/** 个人支付宝收支明细 (`…_ACCLOG.csv`): every move of the account's balance. */
export const alipayFundLog = {
  id: 'alipay-fund-log',
  channel: 'personal-alipay',
  kind: 'statement_lines',
  title: { 'zh-CN': '个人支付宝收支明细', 'zh-TW': '個人支付寶收支明細', en: 'personal Alipay fund log' },
  signature: { all: ['时间', '名称', '收入', '支出', '资金渠道'], any: [['账户余额(元)', '账户余额']] },
  columns,
  identity: 'content',
  preamble: personalPreamble,
  footer: (cells) => (isNote(cells) ? { totals: [] } : null),
  normalize(values, context) {
    const amount_minor = twoColumnAmount(values.inflow, values.outflow);
    if (amount_minor === null) return { code: 'missing_value', column: 'inflow', value: '' };
    const { account_no } = context.preamble;
    const account = account_no === undefined ? POT : `${account_no} ${POT}`;
    const money = { amount_minor, fee_minor: 0n, balance_minor: values.balance };
    const content = [account, values.happened_at, amount_minor, values.balance];
    return {
      identity: content.join('|'),
      fact: walletLine('personal-alipay', account, { ...values, transaction_no: null }, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
