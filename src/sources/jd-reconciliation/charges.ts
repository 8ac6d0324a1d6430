import { listedCharge } from '../jd-settlement/charge.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE } from './columns.ts';

/** All that 京东对账中心 lists as charged or credited, settled or not. */
export const jdReconciliationCharges = {
  id: 'jd-reconciliation-charges',
  channel: 'jd',
  kind: 'charges',
  title: {
    'zh-CN': '京东对账中心的费用',
    'zh-TW': '京東對帳中心的費用',
    en: 'Charges in the JD reconciliation centre',
  },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  normalize: (values) => listedCharge(values),
} as const satisfies Source<'charges', typeof columns>;
