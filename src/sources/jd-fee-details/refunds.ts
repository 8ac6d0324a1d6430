import { settledRefund } from '../jd-settlement/refund.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE } from './columns.ts';

/** The refund cases that 费用明细 names: 货款 that goes out under the number of a document that is not the order. */
export const jdFeeDetailRefunds = {
  id: 'jd-fee-detail-refunds',
  channel: 'jd',
  kind: 'refunds',
  title: {
    'zh-CN': '京东费用明细的退款',
    'zh-TW': '京東費用明細的退款',
    en: 'Refunds in the JD fee details',
  },
  signature: SIGNATURE,
  columns,
  identity: 'own',
  normalize: (values) =>
    settledRefund({
      ...values,
      refund_no: values.document_no,
      kind_text: null,
      completed_at: values.settled_at,
    }),
} as const satisfies Source<'refunds', typeof columns>;
