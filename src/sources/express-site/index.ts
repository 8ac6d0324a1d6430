import type { Minor } from '../../money/money.ts';
import { money, orUnknown, quantity, required, text, time, tracking } from '../columns.ts';
import { contentRow } from '../parts/record-row.ts';
import { totalsRow } from '../parts/totals-row.ts';
import type { Source } from '../source.ts';

const columns = {
  tracking_no: required(tracking('运单号码', '运单号', '运单编号')),
  charged_at: required(time('扫描时间', '扫描日期')),
  to_pay: money('应付', '应付金额'),
  gross: money('总金额', '总计运费', '快递费'),
  prepaid: money('预付', '预付金额'),
  account: text('账单结算对象名称', '物料结算名称', '账单结算对象编码', '物料结算编码'),
  carrier: text('快递公司', '物流公司'),
  product_text: text('物料类型'),
  to_area: text('计费省份', '目的地', '计费目的地名称'),
  weight_milli: orUnknown(quantity('计费重量(kg)', '计费重量', '结算重量')),
};

/** 通达系网点账单: what a station of 圆通, 中通, 申通 or 韵达 charges its customer, one row a waybill. */
export const expressSite = {
  id: 'express-site',
  channel: 'express-site',
  kind: 'carrier_charges',
  title: { 'zh-CN': '快递网点账单', 'zh-TW': '物流站所帳單', en: 'Charges of an express station' },
  signature: {
    all: [],
    any: [
      ['扫描时间', '扫描日期'],
      ['物料结算名称', '账单结算对象名称', '物料结算编码', '账单结算对象编码', '物料类型'],
      ['应付', '应付金额', '总金额', '总计运费', '快递费'],
    ],
  },
  columns,
  identity: 'content',
  footer: (cells, state) => totalsRow(cells, state, { to_pay: '应付', gross: '总金额', prepaid: '预付' }),
  normalize(values) {
    const cost = costOf(values);
    if (cost === null) return { code: 'missing_value', column: 'gross', value: '' };
    const { tracking_no, charged_at, carrier, product_text, to_area, weight_milli } = values;
    return {
      ...contentRow('carrier_charges', {
        tracking_no,
        account_no: values.account,
        carrier,
        charged_at,
        product_text,
        to_area,
        weight_milli,
        amount_minor: -cost,
      }),
      totals: { 应付: values.to_pay ?? 0n, 总金额: values.gross ?? 0n, 预付: values.prepaid ?? 0n },
    };
  },
} satisfies Source<'carrier_charges', typeof columns>;

/** What the bill asks for: 应付, which is 总金额 with 预付 (negative where the label was paid for before). */
function costOf(values: { to_pay: Minor | null; gross: Minor | null; prepaid: Minor | null }): Minor | null {
  const { to_pay, gross, prepaid } = values;
  return to_pay ?? (gross === null ? null : gross + (prepaid ?? 0n));
}
