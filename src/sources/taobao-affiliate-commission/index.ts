import { id, money, required, time } from '../columns.ts';
import { chargeOf } from '../parts/charge.ts';
import type { Source } from '../source.ts';

const columns = {
  charged_at: time('账户支出时间'),
  taken: required(money('佣金')),
  order_no: id('淘宝父订单编号'),
  order_line_no: id('淘宝子订单编号'),
};

const EVERY_ORDER = 'net';

/** 淘宝客佣金: what was taken for promoters, per sub-order. A row without a sub-order sums up its order, or the file. */
export const taobaoAffiliateCommission = {
  id: 'taobao-affiliate-commission',
  channel: 'taobao',
  kind: 'charges',
  title: { 'zh-CN': '淘宝客佣金明细', 'zh-TW': '淘寶客佣金明細', en: 'Taobao affiliate commission' },
  signature: { all: ['账户支出时间', '佣金', '淘宝父订单编号', '淘宝子订单编号'] },
  columns,
  identity: 'content',
  normalize({ taken, ...cells }) {
    const of = cells.order_no ?? EVERY_ORDER;
    if (cells.order_line_no === null) return { totals: [{ of, count: null, sum_minor: taken }] };
    return { ...chargeOf({ ...cells, amount_minor: -taken }), totals: { [of]: -taken } };
  },
} as const satisfies Source<'charges', typeof columns>;
