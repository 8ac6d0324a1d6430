import { id, money, required, text, time } from '../columns.ts';
import { chargeOf } from '../parts/charge.ts';
import type { Source } from '../source.ts';

const columns = {
  charged_at: required(time('日期')),
  subject_no: id('主体ID'),
  entry_type: text('主体类型'),
  description: text('主体名称'),
  spent: required(money('花费')),
};

/** 推广花费: what advertising cost per day and promoted article. */
export const taobaoPromotion = {
  id: 'taobao-promotion',
  channel: 'taobao',
  kind: 'charges',
  title: { 'zh-CN': '淘宝推广花费', 'zh-TW': '淘寶推廣花費', en: 'Taobao promotion costs' },
  signature: { all: ['日期', '主体ID', '花费'] },
  columns,
  identity: 'content',
  normalize({ spent, subject_no, ...cells }) {
    return chargeOf({ ...cells, memo: subject_no, amount_minor: -spent });
  },
} as const satisfies Source<'charges', typeof columns>;
