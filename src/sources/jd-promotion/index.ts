import { id, money, required, text, time } from '../columns.ts';
import { chargeOf } from '../parts/charge.ts';
import type { Source } from '../source.ts';

const columns = {
  charge_no: required(id('流水单号')),
  charged_at: required(time('投放日期')),
  entry_type: required(text('交易类型')),
  description: text('账号'),
  plan_no: id('计划ID'),
  spent: required(money('支出')),
};

/** 京准通投放花费: what advertising cost per day and plan. */
export const jdPromotion = {
  id: 'jd-promotion',
  channel: 'jd',
  kind: 'charges',
  title: { 'zh-CN': '京准通投放花费', 'zh-TW': '京準通投放花費', en: 'JD promotion costs' },
  signature: { all: ['流水单号', '投放日期', '交易类型', '计划ID', '支出'] },
  columns,
  identity: 'own',
  normalize({ spent, plan_no, ...cells }) {
    return chargeOf({ ...cells, memo: plan_no, amount_minor: -spent });
  },
} as const satisfies Source<'charges', typeof columns>;
