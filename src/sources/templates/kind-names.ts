import type { Text } from '../../model/language.ts';
import { RECORD_KIND_NAMES } from '../../model/record-names.ts';
import type { TeachableKind } from './fields.ts';

/** What the rows of each kind are called. */
export const KIND_NAMES: Readonly<Record<TeachableKind, Text>> = {
  statement_lines: {
    'zh-CN': '资金流水（银行、钱包）',
    'zh-TW': '收支明細（銀行、錢包）',
    en: 'statement lines of a bank or wallet',
  },
  orders: { 'zh-CN': '订单', 'zh-TW': '訂單', en: 'orders' },
  ...RECORD_KIND_NAMES,
};
