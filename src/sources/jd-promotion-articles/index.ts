import { parseWallTime } from '../../calendar/wall-time.ts';
import { id, money, required, text } from '../columns.ts';
import { chargeOf } from '../parts/charge.ts';
import type { Source } from '../source.ts';

const columns = {
  period: required(text('日期')),
  article_no: required(id('跟单SKU ID')),
  description: text('跟单SKU名称'),
  spent: required(money('花费')),
};

/** 京准通 report per article: what advertising cost in a day, or in a span such as `20260601~20260630`. */
export const jdPromotionArticles = {
  id: 'jd-promotion-articles',
  channel: 'jd',
  kind: 'charges',
  title: { 'zh-CN': '京准通商品花费', 'zh-TW': '京準通商品花費', en: 'JD promotion costs per article' },
  signature: { all: ['日期', '跟单SKU ID', '花费'] },
  columns,
  identity: 'content',
  normalize({ spent, article_no, period, description }) {
    const charged_at = parseWallTime(period);
    return chargeOf({ charged_at, period, description, memo: article_no, amount_minor: -spent });
  },
} as const satisfies Source<'charges', typeof columns>;
