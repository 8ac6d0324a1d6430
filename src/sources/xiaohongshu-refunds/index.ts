import { id, money, required, text, time, tracking } from '../columns.ts';
import { refundOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';
import { refundStatusOf } from './status.ts';

const columns = {
  refund_no: required(id('售后单号')),
  order_no: required(id('订单号')),
  status: required(text('状态', '售后状态')),
  refund_minor: money('申请售后金额(元)'),
  kind_text: text('售后类型'),
  requested_at: time('退货创建时间', '售后申请时间'),
  completed_at: time('商家确认收货时间'),
  return_tracking_no: tracking('退货物流单号', '退货快递单号'),
  return_carrier: text('退货物流公司', '退货快递公司'),
};

/** 小红书售后明细: the cases of a shop, with those refunded before the settlement, which tells only later ones. */
export const xiaohongshuRefunds = {
  id: 'xiaohongshu-refunds',
  channel: 'xiaohongshu',
  kind: 'refunds',
  title: { 'zh-CN': '小红书售后', 'zh-TW': '小紅書售後', en: 'Xiaohongshu refunds' },
  signature: { all: ['售后单号', '订单号', '申请售后金额(元)'] },
  columns,
  identity: 'own',
  normalize({ refund_no, order_no, status: status_text, refund_minor, ...told }) {
    const status = refundStatusOf(status_text, told.kind_text);
    if (status === null) return { code: 'unknown_status', column: 'status', value: status_text };
    if (refund_minor === null && status === 'succeeded')
      return { code: 'missing_value', column: 'refund_minor', value: '' };
    return {
      identity: refund_no,
      fact: refundOf({
        refund_no,
        order_no,
        status,
        status_text,
        refund_minor: refund_minor ?? 0n,
        ...told,
      }),
    };
  },
} as const satisfies Source<'refunds', typeof columns>;
