import { firstOfNextMonth } from '../../calendar/wall-time.ts';
import { NO_TOTALS } from '../../model/facts.ts';
import { absolute } from '../../money/money.ts';
import { money, required } from '../columns.ts';
import { totalsRow } from '../parts/totals-row.ts';
import type { Source } from '../source.ts';
import { month } from './month.ts';

const MONTHS = ['日期', '日期(yyyyMM)', '月份'];

const columns = {
  from_at: required(month(...MONTHS)),
  inflow: required(money('收入金额(元)')),
  outflow: required(money('支出金额(元)', '支出金额')),
  closing_minor: money('期末余额(元)'),
};

/** 千牛 聚合账户 月度汇总: what each month took in and paid out, which proves the 明细 of that month. */
export const pooledAccountTotals = {
  id: 'pooled-account-totals',
  channel: 'alipay-pooled',
  kind: 'control_totals',
  title: {
    'zh-CN': '千牛聚合账户月度汇总',
    'zh-TW': '千牛聚合帳戶月度彙總',
    en: 'Qianniu pooled account, by month',
  },
  signature: { all: ['收入金额(元)', '期末余额(元)'], any: [MONTHS], none: ['入账类型'] },
  columns,
  identity: 'own',
  footer: (cells, state) => totalsRow(cells, state, { inflow: '收入', outflow: '支出' }),
  normalize({ from_at, inflow, outflow, closing_minor }) {
    return {
      identity: from_at,
      fact: {
        ...NO_TOTALS,
        account_no: null,
        from_at,
        to_at: firstOfNextMonth(from_at),
        inflow_minor: inflow,
        outflow_minor: absolute(outflow),
        closing_minor,
      },
      totals: { 收入: inflow, 支出: outflow },
    };
  },
} as const satisfies Source<'control_totals', typeof columns>;
