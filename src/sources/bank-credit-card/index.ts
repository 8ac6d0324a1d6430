import { bankTime } from '../bank-statement/cells.ts';
import { id, money, required, text } from '../columns.ts';
import { accountOfCurrency } from '../parts/currency.ts';
import { isNote } from '../parts/notes.ts';
import { walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';

const columns = {
  happened_at: required(bankTime('交易日期')),
  booked_at: bankTime('入账日期'),
  title: text('交易描述'),
  card_no: id('卡末四位'),
  currency: text('结算币种'),
  settled: required(money('结算金额')),
};

/** A credit card's statement (CITIC): what was spent is positive, a refund or a repayment negative. */
export const bankCreditCard = {
  id: 'bank-credit-card',
  channel: 'bank',
  kind: 'statement_lines',
  title: { 'zh-CN': '信用卡账单', 'zh-TW': '信用卡帳單', en: 'credit card statement' },
  signature: { all: ['交易描述', '入账日期', '卡末四位', '结算币种', '结算金额'] },
  columns,
  identity: 'content',
  footer: (cells) => (isNote(cells) ? { totals: [] } : null),
  normalize(values, context) {
    const { happened_at, booked_at, title, card_no, currency, settled } = values;
    const account_no = accountOfCurrency(card_no, currency);
    const cells = { happened_at, transaction_no: null, entry_type: null, description: title };
    const money = { amount_minor: -settled, fee_minor: 0n, balance_minor: null };
    return {
      identity: [account_no, happened_at, booked_at, settled, title].join('|'),
      fact: walletLine('bank', account_no, cells, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
