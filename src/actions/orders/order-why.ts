import { inEveryLanguage, say, type Text, type Value } from '../../model/language.ts';
import { CAUSE_NAMES, STATE_NOTES } from '../../model/names.ts';
import type { CaseRow } from '../../store/cases/cases.ts';
import type { OrderRow } from '../../store/orders/order-page.ts';
import type { BalanceRow } from '../../store/runs/results.ts';
import { saysOf } from '../cases/case-detail.ts';

const RULES: Readonly<Record<string, Text>> = {
  order_no: {
    'zh-CN': '流水写明了订单编号',
    'zh-TW': '明細寫明了訂單編號',
    en: 'the wallet names the order',
  },
  sub_order: {
    'zh-CN': '流水写的是子订单号，宝贝报表说明它属于这个订单',
    'zh-TW': '明細寫的是子訂單編號，商品報表說明它屬於這張訂單',
    en: 'the wallet names a sub-order, and the order-line export says that it is of this order',
  },
  presale_deposit: {
    'zh-CN': '流水写的是定金订单号，它是这个订单的定金',
    'zh-TW': '明細寫的是訂金訂單編號，它是這張訂單的訂金',
    en: 'the wallet names the deposit order of this order',
  },
  payment_no: {
    'zh-CN': '流水的支付单号只属于这个订单',
    'zh-TW': '明細的支付單號只屬於這張訂單',
    en: 'the payment number of the wallet line is of this order alone',
  },
  manual: { 'zh-CN': '手工匹配', 'zh-TW': '手動配對', en: 'matched by hand' },
};

const TEXTS = {
  matched: {
    'zh-CN': '钱和订单一分不差：{rule}。',
    'zh-TW': '款項與訂單分毫不差：{rule}。',
    en: 'Money and order agree to the fen: {rule}.',
  },
  because: { 'zh-CN': '{note}（{cause}）。', 'zh-TW': '{note}（{cause}）。', en: '{note} ({cause}).' },
  plain: { 'zh-CN': '{note}。', 'zh-TW': '{note}。', en: '{note}.' },
  transit_paid: {
    'zh-CN': '买家还没有确认收货，钱还在平台。',
    'zh-TW': '買家尚未確認收貨，款項還在平台。',
    en: 'The buyer has not confirmed yet; the money is still with the platform.',
  },
  transit_delay: {
    'zh-CN': '{on} 确认收货，钱在已导入的账单之后到。请导入之后几天的账单。',
    'zh-TW': '{on} 確認收貨，款項在已匯入的對帳單之後到。請匯入之後幾天的對帳單。',
    en: 'Confirmed on {on}: the money comes after the statements that are loaded end. Load the days after.',
  },
  never_run: {
    'zh-CN': '还没有对过账。请先对账。',
    'zh-TW': '尚未對過帳。請先對帳。',
    en: 'Not reconciled yet. Reconcile first.',
  },
} as const satisfies Record<string, Text>;

/** Why an order is or is not matched, in one sentence: by which rule, what is awaited, or what is wrong. */
export function whyOf(balance: BalanceRow | null, order: OrderRow | null, cases: readonly CaseRow[]): Text {
  if (balance === null) return TEXTS.never_run;
  const [first] = cases;
  if (first !== undefined && (balance.state === 'exception' || balance.state === 'ambiguous'))
    return saysOf(first);
  const note = STATE_NOTES[balance.state];
  if (balance.state === 'matched') {
    const rule = RULES[balance.match_rule ?? 'order_no'];
    return rule === undefined ? filled(TEXTS.plain, { note }) : filled(TEXTS.matched, { rule });
  }
  if (balance.state === 'in_transit') {
    const on = order?.delivered_at?.slice(0, 10);
    return balance.cause === 'settlement_delay' && on !== undefined
      ? filled(TEXTS.transit_delay, { on })
      : TEXTS.transit_paid;
  }
  return balance.cause === null
    ? filled(TEXTS.plain, { note })
    : filled(TEXTS.because, { note, cause: CAUSE_NAMES[balance.cause] });
}

function filled(text: Text, values: Readonly<Record<string, Value>>): Text {
  return inEveryLanguage((language) => {
    const said = say(text, language, values);
    return language === 'en' ? said.charAt(0).toUpperCase() + said.slice(1) : said;
  });
}
