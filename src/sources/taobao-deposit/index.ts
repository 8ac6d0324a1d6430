import { id, money, required, text, time } from '../columns.ts';
import { walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';

const columns = {
  happened_at: required(time('完成时间')),
  entry_type: required(text('操作类型')),
  amount: required(money('收支金额(元)')),
  from: text('来源账户'),
  reason: text('原因'),
  description: text('业务描述'),
  order_no: id('订单编号'),
};

/** 保证金流水: the deposit that the platform holds, as the shop pays it in, loses parts of it and gets it back. */
export const taobaoDeposit = {
  id: 'taobao-deposit',
  channel: 'taobao-deposit',
  kind: 'statement_lines',
  title: {
    'zh-CN': '淘宝/天猫保证金流水',
    'zh-TW': '淘寶/天貓保證金收支明細',
    en: 'Taobao/Tmall deposit flow',
  },
  signature: { all: ['完成时间', '操作类型', '收支金额(元)', '来源账户'] },
  columns,
  identity: 'content',
  normalize(values, context) {
    const { happened_at, entry_type, amount, description, reason, order_no } = values;
    const money = { amount_minor: amount, fee_minor: 0n, balance_minor: null };
    const cells = {
      happened_at,
      entry_type,
      description,
      memo: reason,
      base_order_no: order_no,
      transaction_no: null,
    };
    return {
      identity: [happened_at, entry_type, amount, values.from, reason, description, order_no].join('|'),
      fact: walletLine('taobao-deposit', null, cells, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
