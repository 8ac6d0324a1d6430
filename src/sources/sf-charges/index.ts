import { id, money, orUnknown, quantity, required, text, time, tracking } from '../columns.ts';
import { contentRow } from '../parts/record-row.ts';
import { totalsRow } from '../parts/totals-row.ts';
import type { Preamble, Source } from '../source.ts';

const columns = {
  tracking_no: required(tracking('运单号码')),
  charged_at: required(time('日期')),
  order_no: id('订单号码'),
  to_pay: money('应收费用', '应付金额'),
  cost: money('费用(元)', '费用'),
  kind_text: text('费用类型'),
  product_text: text('产品类型'),
  payment_text: text('付款方式'),
  from_area: text('寄件地区', '始发地(省名)'),
  to_area: text('对方地区', '目的地省名'),
  weight_milli: orUnknown(quantity('计费重量(公斤)', '计费重量')),
};

const ACCOUNT = /(?:月结账号|月结卡号|客户卡号|客户编码)[:：]?\s*(\d{6,12})/;

function sfPreamble(lines: readonly (readonly string[])[]): Preamble {
  for (const cells of lines) {
    const account_no = ACCOUNT.exec(cells.join(' ').replaceAll('帐', '账'))?.[1];
    if (account_no !== undefined) return { account_no };
  }
  return {};
}

/** 顺丰月结: the detail of a month and its short form. A waybill has a row for each of its fees. */
export const sfCharges = {
  id: 'sf-charges',
  channel: 'sf',
  kind: 'carrier_charges',
  title: { 'zh-CN': '顺丰月结账单明细', 'zh-TW': '順豐月結帳單明細', en: 'SF Express monthly charges' },
  signature: {
    all: ['运单号码', '付款方式', '产品类型', '对方地区'],
    any: [
      ['费用(元)', '费用', '应收费用', '应付金额'],
      ['计费重量(公斤)', '计费重量'],
    ],
  },
  columns,
  identity: 'content',
  preamble: sfPreamble,
  footer: (cells, state) => totalsRow(cells, state, { to_pay: '应收费用', cost: '费用' }),
  normalize(values, context) {
    const cost = values.to_pay ?? values.cost;
    if (cost === null) return { code: 'missing_value', column: 'cost', value: '' };
    const row = contentRow('carrier_charges', {
      tracking_no: values.tracking_no,
      order_no: values.order_no,
      account_no: context.preamble.account_no ?? null,
      carrier: '顺丰',
      charged_at: values.charged_at,
      kind_text: values.kind_text,
      product_text: values.product_text,
      payment_text: values.payment_text,
      from_area: values.from_area,
      to_area: values.to_area,
      weight_milli: values.weight_milli,
      amount_minor: -cost,
    });
    return { ...row, totals: { 应收费用: values.to_pay ?? 0n, 费用: values.cost ?? 0n } };
  },
} satisfies Source<'carrier_charges', typeof columns>;
