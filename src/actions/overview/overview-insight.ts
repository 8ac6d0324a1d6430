import { accountName } from '../../model/account.ts';
import type { Component } from '../../model/component.ts';
import { inEveryLanguage, say, type Text, type Value } from '../../model/language.ts';
import { COMPONENT_NAMES } from '../../model/names.ts';
import type { ExceptionType } from '../../model/result.ts';
import { absolute, formatMinor } from '../../money/money.ts';
import type { OpenGroup, Standout } from '../../store/runs/overview.ts';

const TEXTS = {
  percent_short: {
    'zh-CN': '{count} 笔正好少 {percent}%：费率变了？',
    'zh-TW': '{count} 筆正好少 {percent}%：費率變了？',
    en: '{count} are short by exactly {percent} %: has a rate changed?',
  },
  percent_over: {
    'zh-CN': '{count} 笔正好多 {percent}%：费率变了，还是有补贴？',
    'zh-TW': '{count} 筆正好多 {percent}%：費率變了，還是有補貼？',
    en: '{count} are over by exactly {percent} %: has a rate changed, or is there a subsidy?',
  },
  fee_percent: {
    'zh-CN': '{count} 笔{component}与约定相差的比例都是 {percent}%：费率变了？',
    'zh-TW': '{count} 筆{component}與約定相差的比例都是 {percent}%：費率變了？',
    en: '{count} fees ({component}) differ by the same {percent} %: has the rate changed?',
  },
  amount_short: {
    'zh-CN': '{count} 笔都少 {amount} 元',
    'zh-TW': '{count} 筆都少 {amount} 元',
    en: '{count} are each short by {amount}',
  },
  amount_over: {
    'zh-CN': '{count} 笔都多 {amount} 元',
    'zh-TW': '{count} 筆都多 {amount} 元',
    en: '{count} are each over by {amount}',
  },
  day: {
    'zh-CN': '{count} 笔都在 {day} 这一天：那天的文件齐吗？',
    'zh-TW': '{count} 筆都在 {day} 這一天：那天的檔案齊全嗎？',
    en: '{count} fall on one day, {day}: are its files complete?',
  },
  component: {
    'zh-CN': '{count} 笔都是{component}',
    'zh-TW': '{count} 筆都是{component}',
    en: '{count} are all about one fee: {component}',
  },
  shop: {
    'zh-CN': '{count} 笔都在店铺“{shop}”',
    'zh-TW': '{count} 筆都在店鋪「{shop}」',
    en: '{count} are of one shop, {shop}',
  },
  account_id: {
    'zh-CN': '{count} 笔都在{channel} {account}',
    'zh-TW': '{count} 筆都在{channel} {account}',
    en: '{count} are of one account, {channel} {account}',
  },
} as const satisfies Record<string, Text>;

/** Fewer cases than this have things in common by chance. */
const COUNT_MIN = 5;

/** Share of the group, in hundredths, from which a thing in common stands out. */
const SHARES_MIN: Readonly<Record<Standout['what'], bigint>> = {
  percent: 50n,
  amount: 50n,
  day: 80n,
  component: 90n,
  shop: 90n,
  account_id: 90n,
};

/** How telling a thing in common is, the most telling first. */
const ORDER: readonly Standout['what'][] = ['percent', 'amount', 'day', 'component', 'shop', 'account_id'];

/** What the book has of shops and accounts: one alone is nothing to speak of. */
export interface Varieties {
  readonly shops: number;
  readonly accounts: number;
}

/** How many shops and accounts a book has; money of no shop is of none. */
export function varietiesOf(shops: readonly (string | null)[], accounts: readonly unknown[]): Varieties {
  return { shops: shops.filter((shop) => shop !== null).length, accounts: accounts.length };
}

/** What stands out in a group of open cases, in one sentence; null when nothing does. */
export function insightOf(group: OpenGroup, all: readonly Standout[], has: Varieties): Text | null {
  const own = all.filter(
    (each) =>
      each.exception_type === group.exception_type &&
      each.cause === group.cause &&
      each.row_count >= COUNT_MIN &&
      each.row_count * 100n >= group.row_count * SHARES_MIN[each.what] &&
      isTelling(each, group.exception_type, has),
  );
  const [first] = ORDER.flatMap((what) => own.filter((each) => each.what === what));
  return first === undefined ? null : told(first, own, group.exception_type);
}

/** A receipt that is wholly missing, a fee of one kind, the only shop: these say nothing. */
function isTelling({ what, value }: Standout, type: ExceptionType, has: Varieties): boolean {
  if (what === 'percent') return type === 'fee_variance' || absolute(BigInt(value)) < WHOLE;
  if (what === 'component') return type === 'fee_variance';
  if (what === 'shop') return has.shops > 1;
  return what !== 'account_id' || has.accounts > 1;
}

const WHOLE = 10_000n;

function told(first: Standout, own: readonly Standout[], type: ExceptionType): Text {
  const count = String(first.row_count);
  if (first.what === 'percent') {
    const basis_points = BigInt(first.value);
    const values = { count, percent: formatMinor(absolute(basis_points)) };
    const component = own.find((each) => each.what === 'component')?.value;
    if (type === 'fee_variance' && component !== undefined)
      return filled(TEXTS.fee_percent, { ...values, component: componentName(component) });
    return filled(basis_points < 0n ? TEXTS.percent_short : TEXTS.percent_over, values);
  }
  if (first.what === 'amount') {
    const minor = BigInt(first.value);
    const text = minor < 0n ? TEXTS.amount_short : TEXTS.amount_over;
    return filled(text, { count, amount: formatMinor(absolute(minor)) });
  }
  const { channel, account_no } = accountName(first.value);
  return filled(TEXTS[first.what], {
    count,
    day: first.value,
    shop: first.value,
    component: componentName(first.value),
    channel,
    account: account_no ?? '',
  });
}

function componentName(component: string): Value {
  return COMPONENT_NAMES[component as Component] ?? component;
}

function filled(text: Text, values: Readonly<Record<string, Value>>): Text {
  return inEveryLanguage((language) => say(text, language, values).trim());
}
