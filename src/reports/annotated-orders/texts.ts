import type { Text } from '../../model/language.ts';

/** The columns that are added to the seller's own file, in order. */
export const COLUMN_TITLES = [
  { 'zh-CN': '核对结果', 'zh-TW': '核對結果', en: 'Reconciliation result' },
  { 'zh-CN': '差异金额', 'zh-TW': '差異金額', en: 'Discrepancy' },
  { 'zh-CN': '原因', 'zh-TW': '原因', en: 'Cause' },
  { 'zh-CN': '依据', 'zh-TW': '依據', en: 'Evidence' },
] as const satisfies readonly Text[];

/** Words of the cells. */
export const TEXTS = {
  expected_on: { 'zh-CN': '预计 {day} 前到账', 'zh-TW': '預計 {day} 前到帳', en: 'expected by {day}' },
  received: { 'zh-CN': '到账 {amount}', 'zh-TW': '到帳 {amount}', en: 'received {amount}' },
  evidence_at: { 'zh-CN': '{file} 第 {row} 行', 'zh-TW': '{file} 第 {row} 列', en: '{file} row {row}' },
  evidence_at_sheet: {
    'zh-CN': '{file} · {sheet} 第 {row} 行',
    'zh-TW': '{file} · {sheet} 第 {row} 列',
    en: '{file} sheet {sheet} row {row}',
  },
} as const satisfies Record<string, Text>;
