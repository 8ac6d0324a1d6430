import { daysApart } from '../../calendar/wall-time.ts';
import { parseEvidence, type RowEvidence } from '../../model/evidence.ts';
import { inEveryLanguage, say, type Text } from '../../model/language.ts';
import type { Minor } from '../../money/money.ts';
import type { Book } from '../../store/book.ts';
import { type NearCaseRow, nearCases } from '../../store/orders/order-page.ts';

/** A key that money could be moved from or to. */
export interface NearMiss {
  readonly match_key: string;
  readonly order_no: string | null;
  readonly case_id: string;
  readonly kind: 'order' | 'receipt';
  readonly shop: string | null;
  readonly account_id: string | null;
  readonly at: string | null;
  /** What the key has too little (positive) or too much (negative). */
  readonly open_minor: Minor;
  /** The order's status as its file words it; empty for money without an order. */
  readonly words: string;
  readonly evidence: RowEvidence | null;
  readonly near: readonly Text[];
}

/** What near misses are looked for of. */
export interface NearKey {
  readonly match_key: string;
  readonly discrepancy_minor: Minor;
  readonly at: string | null;
  readonly account_id: string | null;
  readonly payment_no: string | null;
}

const TEXTS = {
  amount: { 'zh-CN': '金额正好相等', 'zh-TW': '金額正好相等', en: 'exactly the same amount' },
  same_day: { 'zh-CN': '同一天', 'zh-TW': '同一天', en: 'on the same day' },
  days: { 'zh-CN': '相隔 {days} 天', 'zh-TW': '相隔 {days} 天', en: '{days} days apart' },
  digit: { 'zh-CN': '单号只差一位', 'zh-TW': '單號只差一碼', en: 'one digit of the number differs' },
  swapped: {
    'zh-CN': '单号有两位颠倒',
    'zh-TW': '單號有兩碼顛倒',
    en: 'two digits of the number are swapped',
  },
  payment: { 'zh-CN': '支付单号相同', 'zh-TW': '支付單號相同', en: 'the same payment number' },
  account: { 'zh-CN': '在另一个资金账户', 'zh-TW': '在另一個資金帳戶', en: 'in another account' },
} as const satisfies Record<string, Text>;

/** Near misses told at most. */
const NEAR_MISSES_MAX = 12;
/** Equal money further apart than this says nothing by itself. */
const DAYS_MAX = 45;

/**
 * Open cases that the money of a key could belong to, the nearest first, each with what makes it near: the same amount within
 * some days, a number that is one digit off or has two swapped, the same payment. None is matched by itself: that is for a
 * person to do.
 */
export async function nearMisses({ store, book_id }: Book, key: NearKey): Promise<NearMiss[]> {
  const rows = await nearCases(store, book_id, key);
  return rows
    .map((row) => ({ row, marks: marksOf(key, row), days: daysBetween(key.at, row.happened_at) }))
    .filter(
      ({ marks, days }) => marks.some((mark) => mark !== 'amount') || (marks.length > 0 && days <= DAYS_MAX),
    )
    .sort(
      (a, b) =>
        weightOf(b.marks) - weightOf(a.marks) || a.days - b.days || Number(a.row.case_id - b.row.case_id),
    )
    .slice(0, NEAR_MISSES_MAX)
    .map(({ row, marks, days }) => toNearMiss(key, row, marks, days));
}

type Mark = 'amount' | 'digit' | 'swapped' | 'payment';

const WEIGHTS: Readonly<Record<Mark, number>> = { amount: 3, payment: 3, digit: 2, swapped: 2 };

function weightOf(marks: readonly Mark[]): number {
  return marks.reduce((weight, mark) => weight + WEIGHTS[mark], 0);
}

function marksOf(key: NearKey, row: NearCaseRow): Mark[] {
  const number = key.match_key.replace(/^\?/, '');
  const other = row.match_key.replace(/^\?/, '');
  const marks: Mark[] = [];
  if (row.discrepancy_minor === -key.discrepancy_minor && row.discrepancy_minor !== 0n) marks.push('amount');
  if (key.payment_no !== null && other === key.payment_no) marks.push('payment');
  const alike = alikeness(number, other);
  if (alike !== null) marks.push(alike);
  return marks;
}

/** How two numbers of equal length are alike: one digit differs, or two neighbours are swapped; null when they are not. */
export function alikeness(a: string, b: string): 'digit' | 'swapped' | null {
  if (a.length !== b.length || a === b) return null;
  const differing = [...a].flatMap((digit, at) => (digit === b[at] ? [] : [at]));
  const [first = 0, second = 0] = differing;
  if (differing.length === 1) return 'digit';
  const isSwapped =
    differing.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first];
  return isSwapped ? 'swapped' : null;
}

function daysBetween(a: string | null, b: string | null): number {
  if (a === null || b === null) return DAYS_MAX;
  return daysApart(a, b);
}

function toNearMiss(key: NearKey, row: NearCaseRow, marks: readonly Mark[], days: number): NearMiss {
  const [evidence = null] = parseEvidence(row.evidence);
  const apart =
    key.at === null || row.happened_at === null ? [] : [days === 0 ? TEXTS.same_day : apartBy(days)];
  const elsewhere =
    key.account_id !== null && row.account_id !== null && key.account_id !== row.account_id
      ? [TEXTS.account]
      : [];
  return {
    match_key: row.match_key,
    order_no: row.order_no,
    case_id: String(row.case_id),
    kind: row.exception_type === 'missing_order' ? 'receipt' : 'order',
    shop: row.shop,
    account_id: row.account_id,
    at: row.happened_at,
    open_minor: -row.discrepancy_minor,
    words: (JSON.parse(row.explanation) as { values?: Record<string, string> }).values?.status ?? '',
    evidence,
    near: [...marks.map((mark) => TEXTS[mark]), ...apart, ...elsewhere],
  };
}

function apartBy(days: number): Text {
  return inEveryLanguage((language) => say(TEXTS.days, language, { days }));
}
