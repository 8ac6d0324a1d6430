import { settledLine } from '../jd-settlement/line.ts';
import type { Source } from '../source.ts';
import { jdReconciliationCharges } from './charges.ts';
import { columns, SIGNATURE } from './columns.ts';
import { jdReconciliationRefunds } from './refunds.ts';

const SETTLED = '已结算';
const NOT_SETTLED = new Set(['未结算', '待结算', '结算中', '不结算']);

/** The list of 京东对账中心 (2026): what is settled of it is money that moved; all of it is charges. */
export const jdReconciliation = {
  id: 'jd-reconciliation',
  channel: 'jd',
  kind: 'statement_lines',
  title: { 'zh-CN': '京东对账中心明细', 'zh-TW': '京東對帳中心明細', en: 'JD reconciliation centre' },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  rank: 1,
  also: [jdReconciliationCharges, jdReconciliationRefunds],
  normalize(values, context) {
    const { status, settled_at } = values;
    if (NOT_SETTLED.has(status)) return null;
    if (status !== SETTLED) return { code: 'unknown_status', column: 'status', value: status };
    if (settled_at === null) return { code: 'missing_value', column: 'settled_at', value: '' };
    return settledLine(values, settled_at, context);
  },
} as const satisfies Source<'statement_lines', typeof columns>;
