import { id, memo, money, required, text, time } from '../columns.ts';
import { PARTS } from './parts.ts';

/** The columns of the fund flow that are read. */
export const columns = {
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

/** What the fund flow is recognised by. */
export const SIGNATURE = {
  all: ['动账时间', '动账流水号', '动账场景'],
  any: [['动账金额', '动账金额(元)']],
};
