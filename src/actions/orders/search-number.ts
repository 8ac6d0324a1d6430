import type { Text } from '../../model/language.ts';
import type { ListName, ShopsSeen } from '../../model/list.ts';
import type { Minor } from '../../money/money.ts';
import type { Book } from '../../store/book.ts';
import type { Store } from '../../store/driver.ts';
import {
  exactNumbers,
  type FoundNumber,
  isOfShops,
  type NumberKind,
  numbersFrom,
  ordersOfKeys,
} from '../../store/orders/numbers.ts';

const KIND_NAMES = {
  order: { 'zh-CN': '订单', 'zh-TW': '訂單', en: 'order' },
  order_line: { 'zh-CN': '子订单', 'zh-TW': '子訂單', en: 'sub-order' },
  payment: { 'zh-CN': '支付单', 'zh-TW': '支付單', en: 'payment' },
  refund: { 'zh-CN': '退款', 'zh-TW': '退款', en: 'refund' },
  statement_line: { 'zh-CN': '资金流水', 'zh-TW': '收支明細', en: 'wallet line' },
  document: { 'zh-CN': '单据', 'zh-TW': '單據', en: 'document' },
  parcel: { 'zh-CN': '物流单号', 'zh-TW': '物流單號', en: 'parcel' },
  wallet_key: { 'zh-CN': '无订单的钱', 'zh-TW': '無訂單的款項', en: 'money without an order' },
} as const satisfies Record<NumberKind, Text>;

/** A number found. */
export interface SearchHit {
  readonly number: string;
  readonly kind: NumberKind;
  readonly kind_name: Text;
  /** Null for money and documents of no order. */
  readonly order_no: string | null;
  readonly shop: string | null;
  readonly at: string | null;
  readonly minor: Minor | null;
  /** The list that shows it, for what leads to no order. */
  readonly list: ListName;
}

/** A number is looked for by its beginning from this many characters. */
const BEGINNING_MIN = 6;
const HITS_MAX = 20;
const NUMBER_MAX = 64;

/**
 * Finds a number of any kind, whole or, from 6 characters on, by its beginning. Spaces, the quote and TAB that spreadsheets
 * put around numbers, and the `No:` before the number of a parcel are ignored.
 */
export async function searchNumber(
  { store, book_id }: Book,
  q: string,
  shops: ShopsSeen = null,
): Promise<{ hits: SearchHit[]; cut: boolean }> {
  const number = q.replace(/[\s'"`,，]|No:/g, '').slice(0, NUMBER_MAX);
  if (number === '') return { hits: [], cut: false };
  const found = await rowsOfNumber(store, book_id, number);
  const orders = await ordersOfKeys(
    store,
    book_id,
    found.filter(({ kind }) => kind !== 'order').map(({ match_key }) => match_key),
  );
  const hits = found.flatMap(({ kind, match_key, at_time, minor, list, ...row }): SearchHit[] => {
    const order = kind === 'order' ? { order_no: match_key, shop: row.shop } : orders.get(match_key);
    const shop = order?.shop ?? row.shop;
    if (!isOfShops(shop, shops)) return [];
    return [
      {
        number: row.number.replace(/^\?/, ''),
        kind,
        kind_name: KIND_NAMES[kind],
        order_no: order?.order_no ?? null,
        shop,
        at: at_time,
        minor,
        list,
      },
    ];
  });
  return { hits: distinct(hits).slice(0, HITS_MAX), cut: found.length > HITS_MAX };
}

/** Rows that have the number, else those that begin with it. */
function rowsOfNumber(store: Store, book_id: string, number: string): Promise<FoundNumber[]> {
  const find = number.length < BEGINNING_MIN ? exactNumbers : numbersFrom;
  return find(store, book_id, number, HITS_MAX + 1);
}

/** Several lines of one payment lead to one order: once is enough. */
function distinct(hits: readonly SearchHit[]): SearchHit[] {
  return [...new Map(hits.map((hit) => [`${hit.kind} ${hit.number} ${hit.order_no}`, hit])).values()];
}
