import { NO_TOTALS } from '../../model/facts.ts';
import { absolute } from '../../money/money.ts';
import { alipayFooter, alipayPreamble } from '../alipay-statement/preamble.ts';
import { count, money, required, text } from '../columns.ts';
import type { Source } from '../source.ts';

const columns = {
  entry_type: required(text('类型')),
  inflow_count: required(count('收入笔数')),
  inflow: required(money('收入金额(+元)', '收入金额')),
  outflow_count: required(count('支出笔数')),
  outflow: required(money('支出金额(-元)', '支出金额')),
};

/** 支付宝账务汇总: counts and sums per type that prove the 账务明细 of the same account and days. */
export const alipayTotals = {
  id: 'alipay-totals',
  channel: 'alipay',
  kind: 'control_totals',
  title: { 'zh-CN': '支付宝账务汇总', 'zh-TW': '支付寶帳務彙總', en: 'Alipay statement totals' },
  signature: { all: ['类型', '收入笔数', '支出笔数'] },
  columns,
  identity: 'own',
  preamble: alipayPreamble,
  footer: alipayFooter,
  normalize(values, context) {
    const { account_no = null, from_at = null, to_at = null } = context.preamble;
    const entry_type = values.entry_type === '合计' ? null : values.entry_type;
    return {
      identity: [account_no, from_at, to_at, entry_type].join('|'),
      fact: {
        ...NO_TOTALS,
        account_no,
        from_at,
        to_at,
        entry_type,
        inflow_count: values.inflow_count,
        inflow_minor: values.inflow,
        outflow_count: values.outflow_count,
        outflow_minor: absolute(values.outflow),
      },
    };
  },
} as const satisfies Source<'control_totals', typeof columns>;
