import { id, money, required, text } from '../columns.ts';
import { chargeOf } from '../parts/charge.ts';
import type { Source } from '../source.ts';

const columns = {
  order_no: required(id('订单编号')),
  entry_type: required(text('违规类型')),
  taken: required(money('补偿金额', '补偿金额(元)')),
};

/** 拼多多订单扣款: what the platform took from an order for the buyer, by kind of breach. */
export const pddDeductions = {
  id: 'pdd-deductions',
  channel: 'pdd',
  kind: 'charges',
  title: { 'zh-CN': '拼多多订单扣款', 'zh-TW': '拼多多訂單扣款', en: 'Pinduoduo deductions' },
  signature: { all: ['订单编号', '违规类型'], any: [['补偿金额', '补偿金额(元)']] },
  columns,
  identity: 'content',
  normalize({ taken, ...cells }) {
    return chargeOf({ ...cells, amount_minor: -taken });
  },
} as const satisfies Source<'charges', typeof columns>;
