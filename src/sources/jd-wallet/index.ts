import { id, memo, money, required, time } from '../columns.ts';
import { twoColumnAmount, walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';

const columns = {
  merchant_no: required(id('商户号')),
  sub_account_no: id('账户代码'),
  happened_at: required(time('日期')),
  settlement_no: id('商户订单号'),
  balance: money('账户余额(元)'),
  inflow: money('收入金额(元)'),
  outflow: money('支出金额(元)'),
  memo: memo('交易备注'),
};

/**
 * 资金表 of 京东钱包: the account that JD pays the settlements into. Its receipts are sums that the settlement tells order by
 * order, so it is another account, and they are money moved between two of the shop's own.
 */
export const jdWallet = {
  id: 'jd-wallet',
  channel: 'jd-wallet',
  kind: 'statement_lines',
  title: { 'zh-CN': '京东钱包资金表', 'zh-TW': '京東錢包資金表', en: 'JD wallet account' },
  signature: { all: ['商户号', '账户代码', '账户余额(元)', '收入金额(元)', '支出金额(元)'] },
  columns,
  identity: 'content',
  rank: 0,
  normalize(values, context) {
    const { merchant_no, sub_account_no, happened_at, settlement_no, balance } = values;
    const amount_minor = twoColumnAmount(values.inflow, values.outflow);
    if (amount_minor === null) return { code: 'missing_value', column: 'inflow', value: '' };
    const account_no = sub_account_no === null ? merchant_no : `${merchant_no}-${sub_account_no}`;
    const told = { happened_at, transaction_no: settlement_no, entry_type: null, memo: values.memo };
    const money = { amount_minor, fee_minor: 0n, balance_minor: balance };
    return {
      identity: [account_no, happened_at, settlement_no, amount_minor, balance, values.memo].join('|'),
      fact: walletLine('jd-wallet', account_no, told, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
