import { absolute, type Minor } from '../../money/money.ts';
import { bankMoney } from '../bank-statement/cells.ts';
import { bankFooter } from '../bank-statement/footer.ts';
import { BANK_COLUMNS, BANK_SIGNATURE, bankLine, INFLOWS } from '../bank-statement/line.ts';
import { bankPreamble } from '../bank-statement/preamble.ts';
import { text } from '../columns.ts';
import type { Source } from '../source.ts';

const AMOUNTS = [
  '交易金额',
  '交易金額',
  '收入/支出金额',
  '收支金额',
  '发生额',
  '金额',
  '金額',
  '交易金额(元)',
];

const columns = {
  ...BANK_COLUMNS,
  amount: bankMoney(...AMOUNTS),
  side: text('借贷', '借/贷', '借贷标志', '借贷标记', '借贷方向', '收支', '收/支', '收支标志'),
};

/** Words of the side of a line, by how they begin. In a bank's books 借 takes from the account and 贷 adds to it. */
const OUT = /^(?:借|D|支|付|出|转出|取)/i;
const IN = /^(?:贷|貸|C|收|进|入|转入|存)/i;

/** A bank's statement with one column of amounts: signed (ABC, BOC, 民生), or with a column that says 借 or 贷 (BOCOM). */
export const bankStatementSigned = {
  id: 'bank-statement-signed',
  channel: 'bank',
  kind: 'statement_lines',
  title: {
    'zh-CN': '银行对账单（金额一列）',
    'zh-TW': '銀行對帳單（金額一欄）',
    en: 'bank statement, one amount',
  },
  signature: {
    all: [],
    any: [BANK_SIGNATURE.days, BANK_SIGNATURE.balances, AMOUNTS],
    none: [...BANK_SIGNATURE.others, ...INFLOWS],
  },
  claims: 'last',
  columns,
  identity: 'content',
  balance_decides: true,
  preamble: bankPreamble,
  footer: bankFooter,
  normalize(values, context) {
    if (values.amount === null) return { code: 'missing_value', column: 'amount', value: '' };
    const amount_minor = signedBy(values.side, values.amount);
    if (amount_minor === null) return { code: 'unknown_sign', column: 'side', value: values.side ?? '' };
    return bankLine(values, amount_minor, context);
  },
} as const satisfies Source<'statement_lines', typeof columns>;

/** The amount as it stands where no side is told; null when the side says neither in nor out. */
function signedBy(side: string | null, amount: Minor): Minor | null {
  if (side === null) return amount;
  if (OUT.test(side)) return -absolute(amount);
  return IN.test(side) ? absolute(amount) : null;
}
