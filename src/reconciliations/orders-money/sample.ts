import { AUDITED_COMPONENTS, type AuditedComponent } from '../../model/component.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../../store/driver.ts';
import { listShops } from '../../store/runs.ts';
import { join, type Sql, sql } from '../../store/sql.ts';
import type { AccountCoverage, ShopAccount } from './coverage.ts';
import { windowFromDelays } from './coverage.ts';
import {
  type FeeObservation,
  fittedRate,
  type GivenShopRate,
  prevailingRates,
  type ShopFeeRate,
} from './fee-rates.ts';
import { feeSum, onlyCountedDays } from './keyed-pass.ts';
import type { Scope } from './scope.ts';

/** Orders looked at to learn a book's habits; enough for a percentile in a thousand per shop and account. */
const SAMPLE_ORDERS_MAX = 60_000n;

/** What a sample of the orders teaches: which accounts a shop's money reaches, how fast, and at what rates. */
export interface Habits {
  readonly shops: readonly string[];
  readonly shop_accounts: readonly ShopAccount[];
  readonly windowMinutes: (accountId: string, shop: string) => number;
  readonly rates: readonly ShopFeeRate[];
}

interface SampleRow {
  shop: string;
  account_id: string;
  /** Another account of the order's lines, or the same. */
  other_account_id: string;
  delay_minutes: bigint | null;
  receipts_minor: Minor;
  net_minor: Minor;
  shipping_minor: Minor;
  commission_minor: Minor;
  platform_service_fee_minor: Minor;
  points_minor: Minor;
  processing_fee_minor: Minor;
}

/** Learns from about {@link SAMPLE_ORDERS_MAX} orders, spread over the book. Given rates stand in for prevailing ones. */
export async function learnHabits(
  tx: Executor,
  { book_id: bookId, has_shadows: hasShadows }: Scope,
  given: readonly GivenShopRate[],
): Promise<Habits> {
  const shops = await listShops(tx, bookId);
  const delays = new Map<string, number[]>();
  const accounts = new Map<string, ShopAccount>();
  const fees = new Map<string, { shop: string; component: AuditedComponent; seen: FeeObservation[] }>();
  for await (const rows of tx.stream<SampleRow>(await sampleStatement(tx, bookId, hasShadows))) {
    for (const row of rows) {
      for (const account_id of [row.account_id, row.other_account_id]) {
        accounts.set(`${account_id}/${row.shop}`, { shop: row.shop, account_id });
      }
      if (row.delay_minutes !== null) append(delays, row.account_id, Number(row.delay_minutes));
      observeFees(fees, row);
    }
  }
  const windows = new Map([...delays].map(([account, minutes]) => [account, windowFromDelays(minutes)]));
  return {
    shops,
    shop_accounts: [...accounts.values()],
    windowMinutes: (accountId) => windows.get(accountId) ?? windowFromDelays([]),
    rates: [...fees.values()].sort(byShopAndComponent).flatMap(({ shop, component, seen }) => {
      const rate = given.find((each) => each.shop === shop && each.component === component);
      return rate === undefined ? prevailingRates(shop, component, seen) : [fittedRate(rate, seen)];
    }),
  };
}

async function sampleStatement(tx: Executor, bookId: string, hasShadows: boolean): Promise<Sql> {
  const [counted] = await tx.query<{ count: bigint }>(
    sql`select count(*) as count from orders where book_id = ${bookId} and live and status = 'completed'`,
  );
  const step = (counted?.count ?? 0n) / SAMPLE_ORDERS_MAX + 1n;
  // A table of its own tells the engine how few they are, so the lines are not what it keeps in memory.
  await tx.execute(sql`drop table if exists sampled_orders`);
  await tx.execute(sql`create temp table sampled_orders as
    select match_key, coalesce(shop, '') as shop, delivered_at, coalesce(shipping_minor, 0) as shipping_minor
    from orders
    where book_id = ${bookId} and live and status = 'completed' and row_no % ${step}::bigint = 0`);
  return sql`select o.shop, max(l.account_id) as account_id, min(l.account_id) as other_account_id,
      min(case when c.term = 'receipt' then minutes_between(o.delivered_at, l.happened_at) end)::bigint as delay_minutes,
      sum(case when c.term = 'receipt' then l.amount_minor else 0 end)::bigint as receipts_minor,
      sum(case when c.term in ('receipt', 'refund') then l.amount_minor else 0 end)::bigint as net_minor,
      ${join(AUDITED_COMPONENTS.map(feeSum), ' ')}
      max(o.shipping_minor)::bigint as shipping_minor
    from sampled_orders o
    join statement_lines l on l.match_key = o.match_key
    join subject_components c on c.book_id = l.book_id and c.subject_id = l.subject_id
    where l.book_id = ${bookId} and l.live ${onlyCountedDays(hasShadows)}
    group by o.match_key, o.shop`;
}

function observeFees(
  fees: Map<string, { shop: string; component: AuditedComponent; seen: FeeObservation[] }>,
  row: SampleRow,
): void {
  const bases = {
    receipts: row.receipts_minor,
    net: row.net_minor,
    goods: row.receipts_minor - row.shipping_minor,
  };
  for (const component of AUDITED_COMPONENTS) {
    const fee_minor = row[`${component}_minor`];
    if (fee_minor === 0n) continue;
    const name = `${component}/${row.shop}`;
    const group = fees.get(name) ?? { shop: row.shop, component, seen: [] };
    group.seen.push({ fee_minor, bases });
    fees.set(name, group);
  }
}

function append(lists: Map<string, number[]>, name: string, value: number): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [value]);
  else list.push(value);
}

/** The days that each account's statements cover, batch by batch. */
export async function accountCoverage(tx: Executor, bookId: string): Promise<AccountCoverage[]> {
  return tx.query<{ account_id: string; from_at: string; to_at: string }>(
    sql`select account_id, from_at, to_at from import_batches
      where book_id = ${bookId} and kind = 'statement_lines' and account_id is not null
        and from_at is not null and to_at is not null
      order by account_id, from_at, batch_id`,
  );
}

/** The rows of the sample come in no order; what is learned from them must not show it. */
function byShopAndComponent(
  a: { readonly shop: string; readonly component: AuditedComponent },
  b: { readonly shop: string; readonly component: AuditedComponent },
): number {
  if (a.shop !== b.shop) return a.shop < b.shop ? -1 : 1;
  return AUDITED_COMPONENTS.indexOf(a.component) - AUDITED_COMPONENTS.indexOf(b.component);
}
