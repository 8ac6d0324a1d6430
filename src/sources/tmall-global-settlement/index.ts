import { absolute, type Minor } from '../../money/money.ts';
import { id, money, required, text, time } from '../columns.ts';
import { currencyCode } from '../parts/currency.ts';
import { recordRow } from '../parts/record-row.ts';
import type { Source } from '../source.ts';

const columns = {
  partner_no: required(id('Partner_transaction_id')),
  original_no: id('Original_partner_transaction_ID', 'Original_partner_transaction_id'),
  settlement_no: id('Transaction_id'),
  currency: required(text('Currency')),
  amount: required(money('Amount')),
  yuan: money('Rmb_amount'),
  fee: money('Fee'),
  refund: money('Refund'),
  settled: money('Settlement'),
  rate_text: text('Rate'),
  paid_at: required(time('Payment_time')),
  settled_at: time('Settlement_time'),
  kind_text: text('Type'),
  status_text: text('Status'),
  memo: text('Remarks', 'Remark'),
};

/** A number that Alipay was given for a trade of Taobao: the order, bare or behind its mark. */
const ORDER = /^(?:T\d{1,8}N?P)?(\d{15,19})$/;
const REFUND = /^R(?:EFUND)?$/i;

/** 天猫国际 结算明细: what Alipay settles for the orders of a Tmall Global shop, in the currency of its account. */
export const tmallGlobalSettlement = {
  id: 'tmall-global-settlement',
  channel: 'tmall-global',
  kind: 'foreign_settlements',
  title: { 'zh-CN': '天猫国际结算明细', 'zh-TW': '天貓國際結算明細', en: 'Tmall Global settlement' },
  signature: { all: ['Partner_transaction_id', 'Amount', 'Payment_time', 'Currency'] },
  columns,
  identity: 'content',
  normalize(values) {
    const { partner_no, settlement_no, amount, paid_at, settled_at, kind_text, status_text } = values;
    const currency = currencyCode(values.currency);
    const isRefund = REFUND.test(kind_text ?? '');
    const signed = (minor: Minor | null): Minor | null =>
      isRefund && minor !== null ? -absolute(minor) : minor;
    return recordRow(
      'foreign_settlements',
      [partner_no, settlement_no, kind_text, paid_at, currency, amount],
      {
        order_no: orderIn(values.original_no ?? (isRefund ? null : partner_no)),
        settlement_no: settlement_no ?? partner_no,
        paid_at,
        settled_at,
        kind_text,
        status_text,
        currency,
        foreign_minor: signed(amount) ?? amount,
        foreign_fee_minor: values.fee === null ? null : -values.fee,
        foreign_refund_minor: values.refund === null ? null : -absolute(values.refund),
        foreign_settled_minor: signed(values.settled),
        rate_text: values.rate_text,
        yuan_minor: signed(values.yuan),
        memo: values.memo,
      },
    );
  },
} as const satisfies Source<'foreign_settlements', typeof columns>;

function orderIn(number: string | null): string | null {
  return ORDER.exec(number ?? '')?.[1] ?? null;
}
