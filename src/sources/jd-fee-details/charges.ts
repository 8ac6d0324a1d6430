import { listedCharge } from '../jd-settlement/charge.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE } from './columns.ts';

/** All that 费用明细 lists as charged or credited, settled or not. */
export const jdFeeDetailCharges = {
  id: 'jd-fee-detail-charges',
  channel: 'jd',
  kind: 'charges',
  title: {
    'zh-CN': '京东费用明细的费用',
    'zh-TW': '京東費用明細的費用',
    en: 'Charges in the JD fee details',
  },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  normalize: (values) => listedCharge(values),
} as const satisfies Source<'charges', typeof columns>;
