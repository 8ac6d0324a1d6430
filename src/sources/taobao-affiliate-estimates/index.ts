import { id, money, required, text, time } from '../columns.ts';
import { chargeOf } from '../parts/charge.ts';
import type { Source } from '../source.ts';

const columns = {
  order_no: required(id('淘宝主订单号')),
  order_line_no: required(id('淘宝子订单号')),
  expected: required(money('预估佣金')),
  memo: text('达人昵称'),
  charged_at: time('订单创建时间'),
};

/** 淘宝客 orders with the commission that is expected for them: known before the settlement, and before any return. */
export const taobaoAffiliateEstimates = {
  id: 'taobao-affiliate-estimates',
  channel: 'taobao-estimates',
  kind: 'charges',
  title: { 'zh-CN': '淘宝客预估佣金', 'zh-TW': '淘寶客預估佣金', en: 'Taobao affiliate estimates' },
  signature: { all: ['淘宝主订单号', '淘宝子订单号', '预估佣金'] },
  columns,
  identity: 'own',
  carries_numbers: true,
  normalize({ expected, ...cells }) {
    const { fact } = chargeOf({ ...cells, entry_type: '预估佣金', amount_minor: -expected });
    return { identity: cells.order_line_no, fact };
  },
} as const satisfies Source<'charges', typeof columns>;
