import { parseWallTime } from '../../calendar/wall-time.ts';
import { id, money, required, text } from '../columns.ts';
import { chargeOf } from '../parts/charge.ts';
import type { Source } from '../source.ts';

const columns = {
  on: required(text('日期')),
  article_no: id('商品ID'),
  entry_type: text('推广场景'),
  description: text('推广名称'),
  spent: money('总花费(元)'),
};

const TOTAL = '总计';
const NOTE = /^注[:：]/;

/** 拼多多推广: what advertising cost per day and article. Its total and a note stand in the column of the day. */
export const pddPromotion = {
  id: 'pdd-promotion',
  channel: 'pdd',
  kind: 'charges',
  title: { 'zh-CN': '拼多多推广花费', 'zh-TW': '拼多多推廣花費', en: 'Pinduoduo promotion costs' },
  signature: { all: ['日期', '商品ID', '推广名称', '总花费(元)'] },
  columns,
  identity: 'content',
  normalize({ on, spent, article_no, entry_type, description }) {
    if (NOTE.test(on)) return { totals: [] };
    if (spent === null) return { code: 'missing_value', column: 'spent', value: '' };
    if (on === TOTAL) return { totals: [{ of: 'spent', count: null, sum_minor: spent }] };
    const charged_at = parseWallTime(on);
    if (charged_at === null) return { code: 'not_a_time', column: 'on', value: on };
    const told = { charged_at, entry_type, description, memo: article_no, amount_minor: -spent };
    return { ...chargeOf(told), totals: { spent: -spent } };
  },
} as const satisfies Source<'charges', typeof columns>;
