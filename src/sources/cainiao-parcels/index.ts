import { id, money, required, text, time, tracking } from '../columns.ts';
import { contentRow } from '../parts/record-row.ts';
import { totalsRow } from '../parts/totals-row.ts';
import type { Source } from '../source.ts';

const columns = {
  tracking_no: required(tracking('运单号')),
  charged_at: required(time('支付时间')),
  cost: required(money('支付金额')),
  kind_text: required(text('费用项')),
  payment_no: id('支付流水号'),
  order_no: id('交易订单号'),
};

/** 菜鸟 fees that are charged per parcel and order. */
export const cainiaoParcels = {
  id: 'cainiao-parcels',
  channel: 'cainiao',
  kind: 'carrier_charges',
  title: { 'zh-CN': '菜鸟运单费用', 'zh-TW': '菜鳥物流單費用', en: 'Cainiao fees per parcel' },
  signature: { all: ['支付流水号', '费用项', '支付金额', '交易订单号', '运单号'] },
  columns,
  identity: 'content',
  footer: (cells, state) => totalsRow(cells, state, { cost: '支付金额' }),
  normalize(values) {
    const row = contentRow('carrier_charges', {
      tracking_no: values.tracking_no,
      order_no: values.order_no,
      carrier: '菜鸟',
      charged_at: values.charged_at,
      kind_text: values.kind_text,
      amount_minor: -values.cost,
    });
    return {
      ...row,
      identity: `${row.identity}|${values.payment_no ?? ''}`,
      totals: { 支付金额: values.cost },
    };
  },
} satisfies Source<'carrier_charges', typeof columns>;
