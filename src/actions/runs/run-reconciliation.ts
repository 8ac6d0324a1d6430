import { now, startOfNextDay } from '../../calendar/wall-time.ts';
import type { RunSummary } from '../../model/run.ts';
import type { GivenShopRate } from '../../reconciliations/orders-money/fee-rates.ts';
import {
  type OrdersMoneyOptions,
  type Phase,
  reconcileOrdersMoney,
} from '../../reconciliations/orders-money/index.ts';
import type { DecidedLink } from '../../reconciliations/orders-money/links.ts';
import { ALL_TIME, type Scope } from '../../reconciliations/orders-money/scope.ts';
import { sharesOf } from '../../reconciliations/orders-money/shares.ts';
import { writeOverviewSums } from '../../reconciliations/orders-money/sums.ts';
import { basisPoints, type GivenRate } from '../../sources/rules/given-rates.ts';
import { type RuleBook, withBuiltIn } from '../../sources/rules/rule-book.ts';
import type { Book } from '../../store/book.ts';
import { syncCases } from '../../store/cases/case-sync.ts';
import { standingLegs, type TransferLegRow } from '../../store/cases/transfers.ts';
import type { Executor } from '../../store/driver.ts';
import { readRules } from '../../store/runs/rules.ts';
import { bookSpan, listShops, nextRunId, recordRun } from '../../store/runs/runs.ts';
import { sql } from '../../store/sql.ts';
import { inCaseQueue } from '../cases/case-queue.ts';
import { type RereadOptions, rereadKeys } from '../rows/reread-keys.ts';

/** What a run may be told. */
export interface RunOptions {
  /** First and last day, `YYYY-MM-DD`, both included, of the orders looked at (by payment). All when left out. */
  readonly from_day?: string;
  readonly to_day?: string;
  readonly onProgress?: (phase: Phase) => void;
  /** Told while originals are read again because the key rules have changed. */
  readonly onReread?: RereadOptions['onFile'];
  /** For encrypted zips among them. */
  readonly password?: string;
  readonly signal?: AbortSignal;
  /** Awaited between pieces of work that keep the main thread. */
  readonly pause?: () => Promise<void>;
  /** What else is to be there when others see the results. */
  readonly finish?: (tx: Executor) => Promise<void>;
}

/**
 * Reconciles the book: orders ↔ money over all facts it holds, with its rules and decisions; wallet lines that were read
 * under other key rules are read again first. The last run's results are replaced as a whole; a run that is cancelled or
 * killed leaves them as they were. Then the cases are brought to what it found.
 */
export async function runReconciliation(book: Book, options: RunOptions = {}): Promise<RunSummary> {
  const { store, book_id } = book;
  const { password, signal, onReread } = options;
  await rereadKeys(book, {
    ...(password !== undefined && { password }),
    ...(signal !== undefined && { signal }),
    ...(onReread !== undefined && { onFile: onReread }),
  });
  const rules = await readRules(store, book_id);
  const summary = await store.transaction(async (tx) => {
    const run = await orderedRun(book, rules, options);
    const result = await reconcileOrdersMoney(tx, run);
    await writeOverviewSums(tx, run.scope, await sharesOf(tx, book_id));
    const summary: RunSummary = {
      book: book.name,
      run_id: await nextRunId(tx),
      period: await periodOf(book, options),
      ran_at: now(),
      ...result,
    };
    await recordRun(tx, book_id, summary);
    await options.finish?.(tx);
    return summary;
  });
  await inCaseQueue(book, () => syncCases(store, book_id));
  return summary;
}

/** What a run of a book under rules of its own is told. Reads the book; writes nothing. */
export async function orderedRun(
  book: Book,
  own: RuleBook,
  options: RunOptions,
): Promise<OrdersMoneyOptions> {
  const { store, book_id } = book;
  const rules = withBuiltIn(own);
  const legs = await standingLegs(store, book_id);
  return {
    scope: await scopeOf(book, options),
    fee_rules: rules.fee_rules,
    parcel_rules: rules.key_rules.filter(({ names }) => names === 'tracking_no').map(({ id }) => id),
    given_rates: givenRates(rules.fee_rates, await listShops(store, book_id)),
    tolerances: rules.tolerances,
    settlement_days: rules.settlement_days,
    cause_order: rules.cause_order,
    links: linksOf(legs),
    transfers: legs,
    tmp: book.tmp,
    ...(options.pause !== undefined && { pause: options.pause }),
    onPhase: (phase) => {
      options.signal?.throwIfAborted();
      options.onProgress?.(phase);
    },
  };
}

/** Ties of all money under one key to an order, the later one where two speak of the same key. */
function linksOf(legs: readonly TransferLegRow[]): DecidedLink[] {
  const pairs = Map.groupBy(
    legs.filter(({ kind }) => kind === 'link'),
    ({ transfer_id }) => transfer_id,
  );
  const links = [...pairs.values()].flatMap(([from, to]): [string, DecidedLink][] =>
    from === undefined || to === undefined
      ? []
      : [[from.match_key, { match_key: from.match_key, order_no: to.match_key }]],
  );
  return [...new Map(links).values()];
}

async function scopeOf(
  { store, book_id }: Book,
  { from_day, to_day }: RunOptions,
): Promise<Omit<Scope, 'has_ties'>> {
  const shadowed = await store.query(
    sql`select 1 as one from shadowed_days where book_id = ${book_id}
      union all select 1 from told_lines where book_id = ${book_id} limit 1`,
  );
  return {
    book_id,
    from_at: from_day === undefined ? ALL_TIME.from_at : `${from_day} 00:00:00`,
    to_at: to_day === undefined ? ALL_TIME.to_at : startOfNextDay(`${to_day} 00:00:00`),
    has_shadows: shadowed.length > 0,
  };
}

async function periodOf(book: Book, { from_day, to_day }: RunOptions): Promise<RunSummary['period']> {
  const span = await bookSpan(book.store, book.book_id);
  return {
    from: from_day ?? span.from_at?.slice(0, 10) ?? null,
    to: to_day ?? span.to_at?.slice(0, 10) ?? null,
  };
}

/** The seller's rates for each shop of the book. `*` stands for every shop that has no rate of its own. */
function givenRates(given: readonly GivenRate[], shops: readonly string[]): GivenShopRate[] {
  return shops.flatMap((shop) =>
    given
      .filter((rate) => rate.shop === shop || (rate.shop === '*' && !hasOwn(given, shop, rate)))
      .map((rate) => ({
        shop,
        component: rate.component,
        basis_points: basisPoints(rate.percent) ?? 0n,
      })),
  );
}

function hasOwn(given: readonly GivenRate[], shop: string, { component }: GivenRate): boolean {
  return given.some((rate) => rate.shop === shop && rate.component === component);
}
