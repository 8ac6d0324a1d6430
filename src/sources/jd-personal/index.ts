import { personalPreamble } from '../alipay-personal/account.ts';
import { personalLine } from '../alipay-personal/line.ts';
import { type Column, id, memo, money, required, text, time } from '../columns.ts';
import { isNote } from '../parts/notes.ts';
import type { Source } from '../source.ts';

/** What of an amount came back later, in rows of their own: `448.32(已退款70.48)`, `468.32(已全额退款)`. */
const REFUNDED = /[(（]已(?:全额)?退款[^)）]*[)）]$/;
const WHOLLY = /已全额退款/;

const columns = {
  happened_at: required(time('交易时间')),
  entry_type: text('交易分类'),
  side: text('收/支'),
  amount: required(moneyBeforeRefunds('金额')),
  amount_text: text('金额'),
  status: text('交易状态'),
  transaction_no: id('交易订单号'),
  merchant_order_no: id('商家订单号'),
  memo: memo('备注'),
};

/** 个人京东的交易明细: what a person paid with JD and got back, from whichever pot. */
export const jdPersonal = {
  id: 'jd-personal',
  channel: 'personal-jd',
  kind: 'statement_lines',
  title: { 'zh-CN': '个人京东交易明细', 'zh-TW': '個人京東交易明細', en: 'personal JD list' },
  signature: { all: ['交易时间', '商户名称', '交易说明', '收/支', '交易状态', '交易订单号'] },
  columns,
  identity: 'content',
  preamble: personalPreamble,
  footer: (cells) => (isNote(cells) ? { totals: [] } : null),
  normalize({ amount_text, ...cells }, context) {
    // What came back whole is not counted as paid, yet it went out, and its refunds come in.
    const side = WHOLLY.test(amount_text ?? '') ? '支出' : cells.side;
    return personalLine('personal-jd', { ...cells, side }, context);
  },
} as const satisfies Source<'statement_lines', typeof columns>;

/** An amount as {@link money}, without what is said behind it of refunds. */
function moneyBeforeRefunds(...headers: string[]): Column<bigint | null> {
  const column = money(...headers);
  return { ...column, parse: (cell) => column.parse(cell.trim().replace(REFUNDED, '')) };
}
