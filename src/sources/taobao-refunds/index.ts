import type { RefundFact, RefundStatus } from '../../model/facts.ts';
import { digits, id, money, required, text, time, tracking } from '../columns.ts';
import type { Source } from '../source.ts';

const columns = {
  order_no: required(digits('订单编号')),
  refund_no: required(id('退款编号')),
  status: required(text('退款状态')),
  payment_no: id('支付宝交易号', '支付单号'),
  kind_text: text('售后类型'),
  refund_minor: money('买家退款金额'),
  stage: text('售中或售后'),
  requested_at: time('退款的申请时间', '退款申请时间'),
  completed_at: time('退款完结时间', '完结时间'),
  return_tracking_no: tracking('退货物流单号'),
  return_carrier: text('退货物流公司'),
};

/** Cases that wait for someone, with half-width commas. */
const PENDING = new Set([
  '买家已经申请退款,等待卖家同意',
  '卖家已经同意退款,等待买家退货',
  '买家已经退货,等待卖家确认收货',
  '卖家拒绝退款',
  '卖家拒绝确认收货',
  '等待买家退货',
  '等待卖家同意',
  '等待卖家确认收货',
  '退款中',
]);

function statusOf(status_text: string): RefundStatus | null {
  if (status_text.includes('退款成功')) return 'succeeded';
  if (status_text.includes('退款关闭')) return 'closed';
  return PENDING.has(status_text.replaceAll('，', ',').replace(/\s/g, '')) ? 'pending' : null;
}

function stageOf(stage_text: string | null): RefundFact['stage'] {
  if (stage_text === null) return null;
  if (stage_text.includes('售中')) return 'escrow';
  return stage_text.includes('售后') ? 'after_sale' : null;
}

/** 退款管理 of Taobao and Tmall, in the layouts of 42 and of 54 columns. Only 退款成功 moves money. */
export const taobaoRefunds = {
  id: 'taobao-refunds',
  channel: 'taobao',
  kind: 'refunds',
  title: { 'zh-CN': '淘宝/天猫退款管理', 'zh-TW': '淘寶/天貓退款管理', en: 'Taobao/Tmall refunds' },
  signature: {
    all: ['退款编号', '买家退款金额'],
    any: [['货物状态', '退款的申请时间', '退款申请时间']],
  },
  columns,
  identity: 'own',
  carries_numbers: true,
  normalize(values) {
    const status = statusOf(values.status);
    if (status === null) return { code: 'unknown_status', column: 'status', value: values.status };
    const { order_no, refund_no, refund_minor } = values;
    if (refund_minor === null && status === 'succeeded') {
      return { code: 'missing_value', column: 'refund_minor', value: '' };
    }
    return {
      identity: refund_no,
      fact: {
        refund_no,
        order_no,
        payment_no: values.payment_no,
        status,
        status_text: values.status,
        kind_text: values.kind_text,
        refund_minor: refund_minor ?? 0n,
        stage: stageOf(values.stage),
        requested_at: values.requested_at,
        completed_at: values.completed_at,
        return_tracking_no: values.return_tracking_no,
        return_carrier: values.return_carrier,
      },
    };
  },
} satisfies Source<'refunds', typeof columns>;
