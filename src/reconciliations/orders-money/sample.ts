import { AUDITED_COMPONENTS, type AuditedComponent } from '../../model/component.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../../store/driver.ts';
import { listShops } from '../../store/runs/runs.ts';
import { join, sql } from '../../store/sql.ts';
import { onlyCountedLines } from './counted-lines.ts';
import type { ShopAccount } from './coverage.ts';
import { windowFromDelays } from './coverage.ts';
import {
  type FeeObservation,
  fittedRate,
  type GivenShopRate,
  prevailingRates,
  type ShopFeeRate,
} from './fee-rates.ts';
import { feeSum } from './keyed-pass.ts';
import type { Scope } from './scope.ts';

/** Orders of a shop looked at to learn its habits: enough for the slowest in five hundred of each account. */
const SAMPLE_ORDERS_OF_SHOP = 6_000n;
/** Orders looked at in all where shops are many, and the fewest of each then. */
const SAMPLE_ORDERS_MAX = 60_000n;
const SAMPLE_ORDERS_OF_SHOP_MIN = 600n;

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
  delay_minutes: bigint | null;
  receipts_minor: Minor;
  net_minor: Minor;
  shipping_minor: Minor;
  commission_minor: Minor;
  platform_service_fee_minor: Minor;
  points_minor: Minor;
  processing_fee_minor: Minor;
}

/** Learns from a sample of each shop's orders, spread over its files. Given rates stand in for prevailing ones. */
export async function learnHabits(
  tx: Executor,
  scope: Scope,
  given: readonly GivenShopRate[],
): Promise<Habits> {
  const shops = await listShops(tx, scope.book_id);
  const delays = new Map<string, number[]>();
  const fees = new Map<string, { shop: string; component: AuditedComponent; seen: FeeObservation[] }>();
  await takeSample(tx, scope);
  const shop_accounts = await shopAccounts(tx);
  for await (const rows of tx.stream<SampleRow>(PER_ORDER)) {
    for (const row of rows) {
      if (row.delay_minutes !== null) append(delays, row.account_id, Number(row.delay_minutes));
      observeFees(fees, row);
    }
  }
  const windows = new Map([...delays].map(([account, minutes]) => [account, windowFromDelays(minutes)]));
  return {
    shops,
    shop_accounts,
    windowMinutes: (accountId) => windows.get(accountId) ?? windowFromDelays([]),
    rates: [...fees.values()].sort(byShopAndComponent).flatMap(({ shop, component, seen }) => {
      const rate = given.find((each) => each.shop === shop && each.component === component);
      return rate === undefined ? prevailingRates(shop, component, seen) : [fittedRate(rate, seen)];
    }),
  };
}

/** Sets the sampled orders' lines aside. */
async function takeSample(tx: Executor, scope: Scope): Promise<void> {
  const { book_id: bookId } = scope;
  await setSampleSteps(tx, bookId);
  // A table of its own tells the engine how few they are, so the lines are not what it keeps in memory.
  await tx.execute(sql`drop table if exists sampled_orders`);
  await tx.execute(sql`create temp table sampled_orders as
    select o.match_key, s.shop, o.delivered_at, coalesce(o.shipping_minor, 0) as shipping_minor
    from orders o
    join sample_steps s on s.shop = coalesce(o.shop, '')
    where o.book_id = ${bookId} and o.live and o.status = 'completed' and o.row_no % s.step = 0`);
  await tx.execute(sql`drop table if exists sampled_lines`);
  await tx.execute(sql`create temp table sampled_lines as
    select o.match_key, o.shop, o.delivered_at, o.shipping_minor, l.account_id, l.happened_at, l.amount_minor,
      l.fee_minor, c.is_receipt, c.is_refund, c.audited_no, c.fee_component
    from sampled_orders o
    join statement_lines l on l.match_key = o.match_key
    join subject_components c on c.book_id = l.book_id and c.subject_id = l.subject_id
    where l.book_id = ${bookId} and l.live ${onlyCountedLines(scope)}`);
}

/** Every how many rows an order of each shop is looked at. */
async function setSampleSteps(tx: Executor, bookId: string): Promise<void> {
  const shops = await tx.query<{ shop: string; count: bigint }>(
    sql`select coalesce(shop, '') as shop, count(*) as count from orders
      where book_id = ${bookId} and live and status = 'completed' group by 1`,
  );
  await tx.execute(sql`drop table if exists sample_steps`);
  await tx.execute(sql`create temp table sample_steps (shop text not null, step bigint not null)`);
  const share = SAMPLE_ORDERS_MAX / BigInt(Math.max(1, shops.length));
  const most = [share, SAMPLE_ORDERS_OF_SHOP].reduce((a, b) => (a < b ? a : b));
  const wanted = most < SAMPLE_ORDERS_OF_SHOP_MIN ? SAMPLE_ORDERS_OF_SHOP_MIN : most;
  for (const { shop, count } of shops) {
    await tx.execute(sql`insert into sample_steps values (${shop}::text, ${count / wanted + 1n}::bigint)`);
  }
}

const PER_ORDER = sql`select l.shop, max(l.account_id) as account_id,
    min(case when l.is_receipt = 1 then minutes_between(l.delivered_at, l.happened_at) end)::bigint as delay_minutes,
    sum(l.amount_minor * l.is_receipt)::bigint as receipts_minor,
    sum(l.amount_minor * (l.is_receipt + l.is_refund))::bigint as net_minor,
    ${join(
      AUDITED_COMPONENTS.map((component) => feeSum(component, 'l')),
      ' ',
    )}
    max(l.shipping_minor)::bigint as shipping_minor
  from sampled_lines l
  group by l.match_key, l.shop`;

/** The accounts whose lines name orders of each shop, and when receipts of the shop came into them. */
async function shopAccounts(tx: Executor): Promise<ShopAccount[]> {
  return tx.query<ShopAccount & { receipts: number }>(sql`select shop, account_id,
      sum(is_receipt)::integer as receipts,
      min(case when is_receipt = 1 then happened_at end) as first_at,
      max(case when is_receipt = 1 then happened_at end) as last_at
    from sampled_lines group by shop, account_id order by shop, account_id`);
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

/** The rows of the sample come in no order; what is learned from them must not show it. */
function byShopAndComponent(
  a: { readonly shop: string; readonly component: AuditedComponent },
  b: { readonly shop: string; readonly component: AuditedComponent },
): number {
  if (a.shop !== b.shop) return a.shop < b.shop ? -1 : 1;
  return AUDITED_COMPONENTS.indexOf(a.component) - AUDITED_COMPONENTS.indexOf(b.component);
}
