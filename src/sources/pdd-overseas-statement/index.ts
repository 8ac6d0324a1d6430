import type { Minor } from '../../money/money.ts';
import { id, money, required, text, time } from '../columns.ts';
import { recordRow } from '../parts/record-row.ts';
import { twoColumnAmount } from '../parts/wallet-line.ts';
import { pddFooter, pddPreamble } from '../pdd-statement/preamble.ts';
import type { Source } from '../source.ts';

const columns = {
  order_no: id('商户订单号'),
  paid_at: required(time('发生时间')),
  inflow: money('收入金额(+$)', '收入金额(+美元)'),
  outflow: money('支出金额(-$)', '支出金额(-美元)'),
  entry_type: required(text('账务类型')),
  memo: text('备注'),
  description: text('业务描述'),
};

/** What the file calls the totals of money in, of money out and of both. */
const [IN, OUT, NET] = ['收入合计', '支出合计', '总计'] as const;

/** 拼多多店铺账务明细 of a shop abroad: every line of its account, in dollars. Lines have no number: two that are equal are two. */
export const pddOverseasStatement = {
  id: 'pdd-overseas-statement',
  channel: 'pdd-overseas',
  kind: 'foreign_settlements',
  title: {
    'zh-CN': '拼多多海外账务明细（美元）',
    'zh-TW': '拼多多海外帳務明細（美元）',
    en: 'Pinduoduo statement in dollars',
  },
  signature: {
    all: ['商户订单号', '发生时间', '账务类型'],
    any: [columns.inflow.headers, columns.outflow.headers],
  },
  columns,
  identity: 'content',
  preamble: pddPreamble,
  footer: (cells) => pddFooter(cells, { inflow: IN, outflow: OUT, net: NET }),
  normalize({ order_no, paid_at, inflow, outflow, entry_type, memo, description }) {
    const moved = twoColumnAmount(inflow, outflow);
    if (moved === null) return { code: 'missing_value', column: 'inflow', value: '' };
    const row = recordRow('foreign_settlements', [order_no, paid_at, moved, entry_type, description, memo], {
      order_no,
      paid_at,
      kind_text: description === null ? entry_type : `${entry_type} ${description}`,
      currency: 'USD',
      foreign_minor: moved,
      memo,
    });
    return { ...row, totals: totalsOf(moved) };
  },
} as const satisfies Source<'foreign_settlements', typeof columns>;

/** A line that moves nothing is in no count of the file. */
function totalsOf(moved: Minor): Readonly<Record<string, Minor>> {
  return moved === 0n ? {} : { [moved < 0n ? OUT : IN]: moved, [NET]: moved };
}
