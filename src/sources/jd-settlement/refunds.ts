import type { Source } from '../source.ts';
import { columns, SIGNATURE } from './columns.ts';
import { settledRefund } from './refund.ts';

/** The refund cases that 京东结算明细 names. */
export const jdSettlementRefunds = {
  id: 'jd-settlement-refunds',
  channel: 'jd',
  kind: 'refunds',
  title: {
    'zh-CN': '京东结算明细中的退款',
    'zh-TW': '京東結算明細中的退款',
    en: 'Refunds in the JD settlement',
  },
  signature: SIGNATURE,
  columns,
  identity: 'own',
  normalize: (values) =>
    settledRefund({
      ...values,
      refund_no: values.document_no,
      kind_text: values.document_type,
      completed_at: values.settled_at,
    }),
} as const satisfies Source<'refunds', typeof columns>;
