import { type Column, id, money, required, text, time } from '../columns.ts';
import { chargeOf } from '../parts/charge.ts';
import type { Source } from '../source.ts';

/** Numbers of this list carry a stray comma beside their tab. */
function looseId(header: string): Column<string | null> {
  const column = id(header);
  return { ...column, parse: (cell) => column.parse(cell.replaceAll(',', '')) };
}

const columns = {
  policy_no: required(looseId('投保单号')),
  order_no: looseId('订单编号'),
  charged_at: time('动账时间'),
  transaction_no: looseId('动账流水号'),
  description: text('保险名称'),
  premium: required(money('支付保费')),
  memo: text('备注'),
};

/** 抖店保单明细: the premiums of the shop's insurances, per policy and order. */
export const douyinInsurance = {
  id: 'douyin-insurance',
  channel: 'douyin',
  kind: 'charges',
  title: { 'zh-CN': '抖店保单明细', 'zh-TW': '抖店保單明細', en: 'Douyin insurance policies' },
  signature: { all: ['投保单号', '保险名称', '支付保费'] },
  columns,
  identity: 'own',
  normalize({ policy_no, premium, ...cells }) {
    const { fact } = chargeOf({ ...cells, charge_no: policy_no, entry_type: '保费', amount_minor: -premium });
    return { identity: [policy_no, cells.transaction_no].join('|'), fact };
  },
} as const satisfies Source<'charges', typeof columns>;
