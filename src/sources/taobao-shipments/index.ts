import { id, joinedDigits, orUnknown, quantity, required, text, time, tracking } from '../columns.ts';
import { recordRow } from '../parts/record-row.ts';
import type { Source } from '../source.ts';

const TRACKING = ['物流单号', '运单号', '运单号码', '运单编号', '快递单号'];
const CARRIER = ['物流公司', '快递公司', '物流公司名称'];
const SENT = ['发货时间', '发货日期', '实际发货时间'];
const STATUS = ['发货状态', '物流状态', '包裹状态'];
const QUANTITY = ['发货数量', '实发数量', '商品数量', '购买数量', '宝贝数量', '数量'];
const RECIPIENT = ['收货人姓名', '收货人', '收件人姓名', '收件人'];

const columns = {
  order_no: required(joinedDigits('订单编号')),
  order_line_no: id('子订单编号'),
  shipment_no: id('发货单号', '发货单编号', '包裹号'),
  shop: text('店铺名称', '店铺'),
  tracking_no: tracking(...TRACKING),
  carrier: text(...CARRIER),
  warehouse: text('发货仓库', '仓库', '仓库名称'),
  status_text: text(...STATUS),
  shipped_at: orUnknown(time(...SENT)),
  sku: id('商家编码', '外部系统编号', '商品编码'),
  title: text('商品标题', '宝贝标题', '商品名称', '标题'),
  quantity_milli: quantity(...QUANTITY),
  weight_milli: orUnknown(quantity('包裹重量', '实际重量', '重量')),
};

/**
 * 发货报表 of Taobao and Tmall, the sheet beside 订单报表 and 销售明细: which order went by which parcel, or only that it is to be
 * sent. Who receives it is not taken.
 */
export const taobaoShipments = {
  id: 'taobao-shipments',
  channel: 'taobao',
  kind: 'shipments',
  title: { 'zh-CN': '淘宝/天猫发货报表', 'zh-TW': '淘寶/天貓出貨報表', en: 'Taobao/Tmall shipments' },
  signature: {
    all: ['订单编号'],
    any: [[...TRACKING, ...CARRIER, ...SENT, ...STATUS, '发货数量', ...RECIPIENT]],
    none: [
      // Of orders, refunds and money, and of ERPs, whose 订单编号 is a number of their own.
      '订单状态',
      '买家应付货款',
      '买家实际支付金额',
      '买家实付金额',
      '总金额',
      '退款编号',
      '账务流水号',
      '支付流水号',
      '费用名称',
      '原始单号',
      '子单原始单号',
      '原始子订单号',
      '子单原始子订单号',
      '内部订单号',
    ],
  },
  claims: 'last',
  columns,
  identity: 'content',
  normalize({ order_no: order, ...told }) {
    const { order_line_no, shipment_no, sku, tracking_no } = told;
    const is_one = typeof order === 'string';
    const order_nos = is_one ? null : order.join(';');
    return recordRow('shipments', [order_nos ?? order, order_line_no, shipment_no, sku, tracking_no], {
      ...told,
      order_no: is_one ? order : null,
      order_nos,
    });
  },
} satisfies Source<'shipments', typeof columns>;
