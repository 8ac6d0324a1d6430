import { id, money, required, text, time } from '../columns.ts';
import { contentRow } from '../parts/record-row.ts';
import { totalsRow } from '../parts/totals-row.ts';
import type { Source } from '../source.ts';

const columns = {
  charge_no: required(id('支付流水号')),
  charged_at: required(time('支出时间')),
  cost: required(money('支出金额')),
  entry_type: required(text('费用项')),
};

/** 菜鸟 fees of the shop as a whole, by payment and item. */
export const cainiaoFees = {
  id: 'cainiao-fees',
  channel: 'cainiao',
  kind: 'charges',
  title: { 'zh-CN': '菜鸟费用', 'zh-TW': '菜鳥費用', en: 'Cainiao fees' },
  signature: { all: ['支付流水号', '费用项', '支出金额'] },
  columns,
  identity: 'content',
  footer: (cells, state) => totalsRow(cells, state, { cost: '支出金额' }),
  normalize({ cost, ...told }) {
    return { ...contentRow('charges', { ...told, amount_minor: -cost }), totals: { 支出金额: cost } };
  },
} satisfies Source<'charges', typeof columns>;
