import { absolute } from '../../money/money.ts';
import { refundOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { columns, grossOf, SIGNATURE } from './columns.ts';

/** The refunds that the settlement names: the export of orders has no amounts of them. */
export const xiaohongshuSettlementRefunds = {
  id: 'xiaohongshu-settlement-refunds',
  channel: 'xiaohongshu',
  kind: 'refunds',
  title: {
    'zh-CN': '小红书商品结算明细中的退款',
    'zh-TW': '小紅書商品結算明細中的退款',
    en: 'Refunds in the Xiaohongshu settlement',
  },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  // The list of cases tells them whole.
  rank: 1,
  normalize(values) {
    const { order_no, case_no, entry_type, settled_at } = values;
    if (entry_type !== '退款' || settled_at === null) return null;
    const refund_minor = absolute(grossOf(values));
    const refund_no = case_no ?? order_no;
    return {
      identity: case_no ?? [order_no, settled_at, refund_minor].join('|'),
      fact: refundOf({
        refund_no,
        order_no,
        status: 'succeeded',
        status_text: entry_type,
        refund_minor,
        completed_at: settled_at,
      }),
    };
  },
} as const satisfies Source<'refunds', typeof columns>;
