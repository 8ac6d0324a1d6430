import { digits, money, required, text } from '../columns.ts';
import { orderLineOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';

const columns = {
  order_line_no: required(digits('子订单号')),
  order_no: required(digits('订单号')),
  quantity: text('数量'),
  paid_minor: money('订单实际金额(元)'),
  refund_minor: money('退款金额(元)'),
  title: text('商品名称'),
};

/** 千牛 交易货款: the sub-orders of a month with what was paid and refunded. The order-line export tells more and counts. */
export const taobaoTradePayments = {
  id: 'taobao-trade-payments',
  channel: 'taobao',
  kind: 'order_lines',
  title: { 'zh-CN': '千牛交易货款', 'zh-TW': '千牛交易貨款', en: 'Qianniu trade payments' },
  signature: { all: ['子订单号', '订单号', '订单实际金额(元)', '退款金额(元)'] },
  columns,
  identity: 'own',
  carries_numbers: true,
  rank: 1,
  normalize(values) {
    const { order_no, order_line_no } = values;
    return {
      identity: order_line_no,
      fact: orderLineOf({
        order_no,
        order_line_no,
        status_text: '',
        title: values.title,
        quantity: values.quantity,
        paid_minor: values.paid_minor,
        refund_minor: values.refund_minor,
      }),
    };
  },
} as const satisfies Source<'order_lines', typeof columns>;
