import { settledRefund } from '../jd-settlement/refund.ts';
import type { Source } from '../source.ts';
import { columns, SIGNATURE } from './columns.ts';

/** The refund cases that 京东对账中心 names. */
export const jdReconciliationRefunds = {
  id: 'jd-reconciliation-refunds',
  channel: 'jd',
  kind: 'refunds',
  title: {
    'zh-CN': '京东对账中心的退款',
    'zh-TW': '京東對帳中心的退款',
    en: 'Refunds in the JD reconciliation centre',
  },
  signature: SIGNATURE,
  columns,
  identity: 'own',
  normalize: (values) =>
    settledRefund({
      ...values,
      refund_no: values.document_no,
      kind_text: null,
      completed_at: values.refunded_at ?? values.settled_at,
    }),
} as const satisfies Source<'refunds', typeof columns>;
