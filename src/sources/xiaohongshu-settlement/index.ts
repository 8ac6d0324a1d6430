import { chargeOf } from '../parts/charge.ts';
import type { Source } from '../source.ts';
import { columns, movedBy, SIGNATURE } from './columns.ts';
import { xiaohongshuSettlementLines } from './lines.ts';
import { xiaohongshuSettlementRefunds } from './refunds.ts';

/** 小红书商品结算明细: what was settled for an order, or taken back for its return. */
export const xiaohongshuSettlement = {
  id: 'xiaohongshu-settlement',
  channel: 'xiaohongshu',
  kind: 'charges',
  title: { 'zh-CN': '小红书商品结算明细', 'zh-TW': '小紅書商品結算明細', en: 'Xiaohongshu settlement' },
  signature: SIGNATURE,
  columns,
  identity: 'content',
  also: [xiaohongshuSettlementLines, xiaohongshuSettlementRefunds],
  normalize(values) {
    const { order_no, case_no, entry_type, settled_at, description, memo } = values;
    const cells = { order_no, entry_type, description, memo };
    return chargeOf({
      ...cells,
      transaction_no: case_no,
      charged_at: settled_at,
      amount_minor: movedBy(values),
    });
  },
} as const satisfies Source<'charges', typeof columns>;
