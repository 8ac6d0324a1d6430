import type { Text } from '../../model/language.ts';

/**
 * The fields of a wallet line that can name an order: its numbers, its words one by one, and `any`, which is all the words:
 * type, description, memo and title.
 */
export const KEY_FIELDS = [
  'base_order_no',
  'merchant_order_no',
  'entry_type',
  'description',
  'memo',
  'title',
  'any',
] as const;

/** A field that key rules look at. */
export type KeyField = (typeof KEY_FIELDS)[number];

/** What each field is called. */
export const KEY_FIELD_NAMES: Readonly<Record<KeyField, Text>> = {
  base_order_no: { 'zh-CN': '业务基础订单号', 'zh-TW': '業務基礎訂單編號', en: 'Base order number' },
  merchant_order_no: { 'zh-CN': '商户订单号', 'zh-TW': '商戶訂單編號', en: 'Merchant order number' },
  entry_type: { 'zh-CN': '业务类型', 'zh-TW': '業務類型', en: 'Type' },
  description: { 'zh-CN': '业务描述', 'zh-TW': '業務描述', en: 'Description' },
  memo: { 'zh-CN': '备注', 'zh-TW': '備註', en: 'Memo' },
  title: { 'zh-CN': '商品名称', 'zh-TW': '商品名稱', en: 'Article' },
  any: { 'zh-CN': '文字各栏', 'zh-TW': '文字各欄', en: 'Any words' },
};
