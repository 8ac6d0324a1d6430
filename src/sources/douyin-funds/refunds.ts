import type { Minor } from '../../money/money.ts';
import { refundOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { movedBy } from './amount.ts';
import { columns, SIGNATURE } from './columns.ts';

const SETTLEMENT = '货款结算入账';
const TO_THE_BUYER = /^退款(?!.*(?:退补贴|分账))/;

/** What went back to the buyer: the part of its own, else the whole of a line whose scene says so. */
function refundedIn(part: Minor | null, scene: string, moved: Minor): Minor {
  if (part !== null && part !== 0n) return -part;
  return TO_THE_BUYER.test(scene) ? -moved : 0n;
}

/**
 * The refunds that the fund flow tells: the orders only say that there is one, not of how much. One that a settlement
 * has taken off already was made before it.
 */
export const douyinFundRefunds = {
  id: 'douyin-fund-refunds',
  channel: 'douyin',
  kind: 'refunds',
  title: {
    'zh-CN': '抖店资金明细中的退款',
    'zh-TW': '抖店收支明細中的退款',
    en: 'Refunds in the Douyin fund flow',
  },
  signature: SIGNATURE,
  columns,
  identity: 'own',
  normalize(values) {
    const { line_no, entry_type, happened_at } = values;
    const order_no = values.order_line_no ?? values.order_no;
    const moved = movedBy(values);
    if (typeof moved !== 'bigint') return moved;
    const refund_minor = refundedIn(values.refund, entry_type, moved);
    if (refund_minor === 0n || order_no === null) return null;
    return {
      identity: [line_no, order_no, entry_type].join('|'),
      fact: refundOf({
        refund_no: values.after_sale_no ?? line_no,
        order_no,
        status: 'succeeded',
        status_text: entry_type,
        refund_minor,
        stage: entry_type.includes(SETTLEMENT) ? 'escrow' : 'after_sale',
        completed_at: happened_at,
      }),
    };
  },
} as const satisfies Source<'refunds', typeof columns>;
