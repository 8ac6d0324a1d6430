import type { WallTime } from '../../model/facts.ts';
import { absolute, type Minor } from '../../money/money.ts';
import { id, memo, text } from '../columns.ts';
import { accountOfCurrency } from '../parts/currency.ts';
import { walletLine } from '../parts/wallet-line.ts';
import { maskDigits } from '../rules/mask.ts';
import type { NormalizedRow, Refusal, RowContext, Signature } from '../source.ts';
import { bankMoney, bankTime, momentOf } from './cells.ts';

const DAYS = [
  '交易日期',
  '交易日',
  '记账日期',
  '记账日',
  '記帳日期',
  '账务日期',
  '帳務日期',
  '入账日期',
  '入帳日期',
  '日期',
];
const CLOCKS = ['交易时间', '交易時間', '记账时间', '記帳時間', '入账时间', '时间', '時間'];
const BALANCES = [
  '余额',
  '餘額',
  '账户余额',
  '帳戶餘額',
  '本次余额',
  '联机余额',
  '交易后余额',
  '即時餘額',
  '当前余额',
  '余额(元)',
  '账户余额(元)',
];

/** Columns of money that came in. */
export const INFLOWS = [
  '收入',
  '收入金额',
  '收入(元)',
  '记账金额(收入)',
  '收入金额(元)',
  '贷方发生额(收入)',
  '贷方发生额',
  '贷方金额',
  '贷方',
  '存入金额',
  '存入金額',
  '存入',
  '存款金额',
  '存款金額',
  '存款',
  '转入金额',
  '轉入金額',
];

/** Columns of money that went out. */
export const OUTFLOWS = [
  '支出',
  '支出金额',
  '支出金額',
  '支出(元)',
  '记账金额(支出)',
  '支出金额(元)',
  '借方发生额(支取)',
  '借方发生额',
  '借方金额',
  '借方',
  '取出金额',
  '提出金額',
  '提出',
  '提款金额',
  '提款金額',
  '提款',
  '支取金额',
  '转出金额',
  '轉出金額',
];

/** The columns that the layouts of all banks share, by the words that each has for them. */
export const BANK_COLUMNS = {
  on_day: bankTime(...DAYS),
  at_time: text(...CLOCKS),
  balance: bankMoney(...BALANCES),
  account_no: id('本方账号', '本方账户', '查询账号', '账号'),
  currency: text('记账币种', '币种', '币别', '幣別', '幣種', '货币', '交易货币', '交易币种'),
  line_no: id('交易流水号', '核心流水号', '流水号', '日志号'),
  entry_type: text('摘要', '交易摘要', '交易类型', '交易名称', '业务类型', '說明', '说明', '交易說明'),
  counterparty: text(
    '对方户名',
    '对方账户名',
    '对方账户名称',
    '对方名称',
    '对方单位名称',
    '交易对手名称',
    '对手信息',
    '对方户名/账号',
    '对方账号与户名',
  ),
  payer: text('付款人名称'),
  payee: text('收款人名称'),
  memo: memo('附言', '交易附言', '交易备注', '客户摘要', '用途', '备注', '備註', '附註', '交易地点/附言'),
};

/** By what a bank's table is known beside its amounts: a day, a balance, and no order. */
export const BANK_SIGNATURE = {
  days: [...DAYS, ...CLOCKS],
  balances: BALANCES,
  others: [
    '账务流水号',
    '资金流水单号',
    '支付宝交易号',
    '微信订单号',
    '订单号',
    '订单编号',
    '商户订单号',
    '商家订单号',
    '主订单号',
    '主订单id',
    '关联订单号',
    '业务单号',
    '运单号',
  ],
} as const satisfies Record<string, Signature['all']>;

/** The cells of a line of any bank. */
export interface BankCells {
  readonly on_day: WallTime | null;
  readonly at_time: string | null;
  readonly balance: Minor | null;
  readonly account_no: string | null;
  readonly currency: string | null;
  readonly line_no: string | null;
  readonly entry_type: string | null;
  readonly counterparty: string | null;
  readonly payer: string | null;
  readonly payee: string | null;
  readonly memo: string | null;
}

/**
 * A line of a bank account. What identifies it is what all layouts of a bank tell of it: account, day, amount and balance,
 * and without a balance its words too. Who paid or was paid is a word of its subject,
 * account numbers masked.
 */
export function bankLine(
  cells: BankCells,
  amount_minor: Minor,
  context: RowContext,
): NormalizedRow<'statement_lines'> | Refusal {
  const happened_at = momentIn(cells);
  if (happened_at === null)
    return { code: 'not_a_time', column: cells.on_day === null ? 'at_time' : 'on_day', value: '' };
  const { preamble } = context;
  const account_no = accountOfCurrency(
    cells.account_no ?? preamble.account_no ?? null,
    cells.currency ?? preamble.currency ?? null,
  );
  const other = cells.counterparty ?? (amount_minor < 0n ? cells.payee : cells.payer);
  const words = {
    happened_at,
    transaction_no: null,
    line_no: cells.line_no,
    entry_type: cells.entry_type,
    description: other === null ? null : maskDigits(other),
    memo: cells.memo,
  };
  const money = { amount_minor, fee_minor: 0n, balance_minor: cells.balance };
  const told =
    cells.balance === null
      ? [happened_at, amount_minor, cells.entry_type, words.description, cells.memo]
      : [];
  const content = [account_no, happened_at.slice(0, 10), absolute(amount_minor), cells.balance, ...told];
  return { identity: content.join('|'), fact: walletLine('bank', account_no, words, money, context) };
}

/** A day with a clock, or one of the two, which then is the whole moment. */
function momentIn({ on_day, at_time }: BankCells): WallTime | null {
  if (at_time === null) return on_day;
  return momentOf(on_day ?? '', at_time);
}
