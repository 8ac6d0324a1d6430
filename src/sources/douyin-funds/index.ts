import { id, memo, money, required, text, time } from '../columns.ts';
import type { Source } from '../source.ts';
import { directedAmount, walletLine } from '../wallet-line.ts';
import { FEES, PARTS, sumOfParts } from './parts.ts';

const columns = {
  line_no: required(id('动账流水号')),
  happened_at: required(time('动账时间')),
  direction: text('动账方向'),
  amount: required(money('动账金额', '动账金额(元)')),
  entry_type: required(text('动账场景')),
  description: text('计费类型'),
  order_line_no: id('子订单号', '关联子订单号'),
  order_no: id('订单号', '关联订单号'),
  after_sale_no: id('售后编号'),
  memo: memo('备注'),
  ...PARTS,
};

/** 抖店资金明细: every movement of a shop's money, with what it is made of, in the layouts of 34 to 46 columns. */
export const douyinFunds = {
  id: 'douyin-funds',
  channel: 'douyin',
  kind: 'statement_lines',
  title: { 'zh-CN': '抖店资金明细', 'zh-TW': '抖店資金明細', en: 'Douyin fund flow' },
  signature: { all: ['动账时间', '动账流水号', '动账场景'], any: [['动账金额', '动账金额(元)']] },
  columns,
  identity: 'own',
  rank: 0,
  normalize(values, context) {
    const { line_no, order_no, order_line_no, happened_at } = values;
    const { amount, direction } = values;
    const moved = direction === null ? amount : directedAmount(amount, direction);
    if (moved === null) {
      return { code: 'unknown_sign', column: 'direction', value: '' };
    }
    const parts = sumOfParts(values, PARTS);
    if (parts !== 0n && parts !== moved) return { code: 'parts_differ', column: 'amount', value: '' };
    const fee_minor = -sumOfParts(values, FEES);
    const { entry_type, description, memo } = values;
    const base_order_no = order_line_no ?? order_no;
    const cells = {
      line_no,
      happened_at,
      entry_type,
      memo,
      base_order_no,
      transaction_no: values.after_sale_no,
    };
    const words = { ...cells, description: description === '-' ? null : description };
    const money = { amount_minor: moved + fee_minor, fee_minor, balance_minor: null };
    const identity = [line_no, base_order_no, entry_type].join('|');
    return { identity, fact: walletLine('douyin', null, words, money, context) };
  },
} as const satisfies Source<'statement_lines', typeof columns>;
