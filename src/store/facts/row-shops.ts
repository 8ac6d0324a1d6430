import type { FactKind } from '../../model/facts.ts';
import { joinedOrders, RECORD_COLUMNS, type RecordKind } from '../../model/records.ts';
import type { Store } from '../driver.ts';
import { isOfBook } from '../of-book.ts';
import { ordersOfKeys } from '../orders/numbers.ts';
import { type Sql, sql, trusted } from '../sql.ts';

interface NamingRow {
  readonly match_key: string;
  readonly shop: string | null;
  readonly order_nos: string | null;
}

/**
 * The shops that a row of a batch of this kind names, itself or by its orders; null for an order of no known shop. Empty where the
 * row is no fact, or one of no order.
 */
export async function shopsOfRow(
  on: Store,
  bookId: string,
  kind: FactKind,
  { batch_id, row_no }: { readonly batch_id: bigint; readonly row_no: number },
): Promise<(string | null)[]> {
  if (kind === 'control_totals') return [];
  const facts = await on.query<NamingRow>(sql`select match_key, ${cell(kind, 'shop')} as shop,
      ${cell(kind, 'order_nos')} as order_nos
    from ${trusted(kind)}
    where ${isOfBook(sql`book_id`, bookId)} and batch_id = ${batch_id}::bigint and row_no = ${row_no}::integer`);
  const keys = [...new Set(facts.flatMap((fact) => [fact.match_key, ...joinedOrders(fact.order_nos ?? '')]))];
  const orders = await ordersOfKeys(on, bookId, keys);
  const ofOrders = keys.filter((key) => orders.has(key) || !key.startsWith('?'));
  return [
    ...facts.flatMap(({ shop }) => shop ?? []),
    ...ofOrders.map((key) => orders.get(key)?.shop ?? null),
  ];
}

function cell(kind: Exclude<FactKind, 'control_totals'>, column: 'shop' | 'order_nos'): Sql {
  const holdsIt = isRecord(kind) ? column in RECORD_COLUMNS[kind] : kind === 'orders' && column === 'shop';
  return holdsIt ? trusted(column) : trusted('null::text');
}

function isRecord(kind: FactKind): kind is RecordKind {
  return kind in RECORD_COLUMNS;
}
