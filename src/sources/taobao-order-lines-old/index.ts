import { digits, orUnknown, price, quantity, required, text } from '../columns.ts';
import { piecesOf } from '../parts/pieces.ts';
import { orderLineOf } from '../parts/told-facts.ts';
import type { Source } from '../source.ts';

const columns = {
  order_no: required(digits('订单编号')),
  status: required(text('订单状态')),
  title: required(text('标题')),
  sku: text('商品属性'),
  code: text('商家编码'),
  price_micro: orUnknown(price('价格')),
  quantity_milli: required(quantity('购买数量')),
};

/**
 * 宝贝报表 of the old ten-column layout. Its rows repeat the order number and have no number of their own, so a row is
 * known by its order and goods; what may change later, the status, is not part of that.
 */
export const taobaoOrderLinesOld = {
  id: 'taobao-order-lines-old',
  channel: 'taobao',
  kind: 'order_lines',
  title: {
    'zh-CN': '淘宝/天猫宝贝报表（旧版十列）',
    'zh-TW': '淘寶/天貓寶貝報表（舊版十欄）',
    en: 'Taobao/Tmall order lines, old ten-column layout',
  },
  signature: { all: ['价格', '外部系统编号'], none: ['子订单编号', '选购商品', '退款编号'] },
  columns,
  identity: 'content',
  normalize(values) {
    const { order_no, title, sku, code, price_micro, quantity_milli } = values;
    return {
      identity: [order_no, title, sku, code, price_micro, quantity_milli].join('|'),
      fact: orderLineOf({
        order_no,
        status_text: values.status,
        title,
        sku,
        quantity: piecesOf(quantity_milli),
      }),
    };
  },
} satisfies Source<'order_lines', typeof columns>;
