import { id, money, required, text, time } from '../columns.ts';
import { contentRow } from '../parts/record-row.ts';
import { totalsRow } from '../parts/totals-row.ts';
import type { Source } from '../source.ts';

const columns = {
  charge_no: required(id('增值服务单号')),
  transaction_no: id('支付流水号'),
  charged_at: required(time('支付时间')),
  cost: required(money('支付金额')),
  entry_type: required(text('增值服务类型')),
  description: text('服务商'),
  memo: text('关联单据号'),
};

/** 菜鸟仓增值服务: what the warehouse charges for labelling, repacking and the like, a row per article. */
export const cainiaoServices = {
  id: 'cainiao-services',
  channel: 'cainiao',
  kind: 'charges',
  title: { 'zh-CN': '菜鸟仓增值服务费', 'zh-TW': '菜鳥倉增值服務費', en: 'Cainiao warehouse services' },
  signature: { all: ['支付流水号', '增值服务单号', '增值服务类型', '支付金额'] },
  columns,
  identity: 'content',
  footer: (cells, state) => totalsRow(cells, state, { cost: '支付金额' }),
  normalize({ cost, ...told }) {
    return { ...contentRow('charges', { ...told, amount_minor: -cost }), totals: { 支付金额: cost } };
  },
} satisfies Source<'charges', typeof columns>;
