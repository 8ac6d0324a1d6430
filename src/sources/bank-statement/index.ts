import { twoColumnAmount } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';
import { bankMoney } from './cells.ts';
import { bankFooter } from './footer.ts';
import { BANK_COLUMNS, BANK_SIGNATURE, bankLine, INFLOWS, OUTFLOWS } from './line.ts';
import { bankPreamble } from './preamble.ts';

const columns = { ...BANK_COLUMNS, inflow: bankMoney(...INFLOWS), outflow: bankMoney(...OUTFLOWS) };

/** A bank's statement with one column for money in and one for money out: CCB, ICBC, CMB, SPDB, 國泰, 中信 and others. */
export const bankStatement = {
  id: 'bank-statement',
  channel: 'bank',
  kind: 'statement_lines',
  title: {
    'zh-CN': '银行对账单（收支两列）',
    'zh-TW': '銀行對帳單（收支兩欄）',
    en: 'bank statement, in and out',
  },
  signature: {
    all: [],
    any: [BANK_SIGNATURE.days, BANK_SIGNATURE.balances, INFLOWS, OUTFLOWS],
    none: BANK_SIGNATURE.others,
  },
  claims: 'last',
  columns,
  identity: 'content',
  balance_decides: true,
  preamble: bankPreamble,
  footer: bankFooter,
  normalize(values, context) {
    const amount_minor = twoColumnAmount(values.inflow, values.outflow);
    if (amount_minor === null) return { code: 'missing_value', column: 'inflow', value: '' };
    return bankLine(values, amount_minor, context);
  },
} as const satisfies Source<'statement_lines', typeof columns>;
