import { id, money, orUnknown, quantity, required, text, time, tracking } from '../columns.ts';
import { contentRow } from '../parts/record-row.ts';
import { totalsRow } from '../parts/totals-row.ts';
import type { Source } from '../source.ts';

const TRACKING = ['运单号码', '运单号', '运单编号', '快递单号', '物流单号'];
const COST = [
  '应付金额',
  '运费',
  '快递费',
  '运费金额',
  '总运费',
  '快递费用',
  '金额',
  '费用',
  '费用(元)',
  '金额(元)',
];
const DAY = [
  '发货日期',
  '发货时间',
  '寄件日期',
  '寄件时间',
  '揽收时间',
  '揽收日期',
  '收件日期',
  '业务日期',
  '日期',
];
const WEIGHT = [
  '计费重量',
  '结算重量',
  '计费重量(kg)',
  '结算重量(kg)',
  '计费重量(公斤)',
  '重量',
  '重量(kg)',
  '重量(公斤)',
];

const columns = {
  tracking_no: required(tracking(...TRACKING)),
  cost: required(money(...COST)),
  charged_at: required(time(...DAY)),
  order_no: id('订单号', '订单编号', '原始单号', '线上订单号'),
  shop: text('店铺名称', '店铺'),
  carrier: text('快递公司', '物流公司', '承运商', '快递'),
  account_no: id('月结账号', '客户编码', '客户编号'),
  kind_text: text('费用类型', '费用项目'),
  from_area: text('始发地', '寄件地区', '寄件省份'),
  to_area: text('目的地', '目的省份', '目的省', '省份', '收件省份', '收件省', '目的地省份', '收件地区'),
  weight_milli: orUnknown(quantity(...WEIGHT)),
};

/**
 * A list of parcels with their freight, of any carrier or kept by the seller: waybill, day and cost, with the weight or with
 * the order or shop.
 */
export const freightSheet = {
  id: 'freight-sheet',
  channel: 'freight-sheet',
  kind: 'carrier_charges',
  title: { 'zh-CN': '快递费清单', 'zh-TW': '物流費清單', en: 'Freight list' },
  signature: {
    all: [],
    any: [[...WEIGHT, '店铺名称', '店铺', '订单号', '订单编号']],
    none: [
      // Of a file with its own source: SF, an express station, 菜鸟, ERPs and platforms.
      '付款方式',
      '扫描时间',
      '支付流水号',
      '商品编码',
      '商家编码',
      '内部订单号',
      '出库单编号',
      '系统单号',
      '订单状态',
      '退款编号',
      '余额',
      '账户余额(元)',
    ],
  },
  columns,
  identity: 'content',
  footer: (cells, state) => totalsRow(cells, state, { cost: '费用' }),
  normalize({ cost, ...told }) {
    const row = contentRow('carrier_charges', { ...told, amount_minor: -cost });
    return { ...row, totals: { 费用: cost } };
  },
} satisfies Source<'carrier_charges', typeof columns>;
