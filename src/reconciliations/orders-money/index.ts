import type { Cause } from '../../model/result.ts';
import type { FeeRate, RunSummary } from '../../model/run.ts';
import type { FeeRule } from '../../sources/rules/fee-rules.ts';
import type { SettlementDays, Tolerance } from '../../sources/rules/run-rules.ts';
import type { TransferLegRow } from '../../store/cases/transfers.ts';
import type { Executor } from '../../store/driver.ts';
import { sql } from '../../store/sql.ts';
import { classifySubjects } from './classify-subjects.ts';
import { coverageOf, diagnoseOpenKeys } from './diagnosis.ts';
import type { GivenShopRate, ShopFeeRate } from './fee-rates.ts';
import { runKeyedPass, writeShopStandings } from './keyed-pass.ts';
import { type DecidedLink, linkDecided, linkSecondKeys } from './links.ts';
import { setMovedMoneyAside, withNamedFees, withoutMatched } from './moved-money.ts';
import { setResidueAside, sumOrderlessKeys, writeOrderlessKeys } from './residue.ts';
import { learnHabits } from './sample.ts';
import type { Scope } from './scope.ts';
import { withSettlementDays } from './settlement-days.ts';
import { sharesOf } from './shares.ts';
import {
  addTerms,
  balanceTotals,
  exceptionGroups,
  feesByComponent,
  lineSums,
  NO_TERMS,
  toEquation,
  unknownSubjects,
  walletSummaries,
} from './summary.ts';
import { writeBalanceSums } from './sums.ts';

/** What a run of orders ↔ money needs beside the facts. */
export interface OrdersMoneyOptions {
  readonly scope: Scope;
  /** The book's fee rules and the built-in ones, in order. */
  readonly fee_rules: readonly FeeRule[];
  /** Ids of the key rules that name parcels. */
  readonly parcel_rules?: readonly string[];
  /** Rates that the seller gave; they stand before what is found. */
  readonly given_rates: readonly GivenShopRate[];
  readonly links: readonly DecidedLink[];
  readonly tolerances?: readonly Tolerance[];
  readonly settlement_days?: readonly SettlementDays[];
  /** Causes that are tried before the others. */
  readonly cause_order?: readonly Cause[];
  /** Money that people moved between keys. */
  readonly transfers?: readonly TransferLegRow[];
  /** Wallet lines whose keys are taken at a time: bounds memory, changes no result. */
  readonly lines_per_share?: bigint;
  /** Folder for files of a moment. */
  readonly tmp: string;
  readonly onPhase?: (phase: Phase) => void;
  /** Awaited between pieces of work that keep the main thread. */
  readonly pause?: () => Promise<void>;
}

/** The steps of a run, in order. */
export type Phase = 'classify' | 'learn' | 'link' | 'sum' | 'diagnose' | 'summarise';

/** What a run of orders ↔ money tells, without the book's name and the run's own. */
export type OrdersMoneyResult = Omit<RunSummary, 'book' | 'run_id' | 'period' | 'ran_at'>;

/**
 * Reconciles orders with the money of the wallets: classifies lines, ties second keys, sums every key, diagnoses what
 * is left, and writes `balances` and `exceptions`. To be called inside one transaction: it replaces the last run. No row
 * that it writes is taken out again: an embedded engine appends rows in blocks, unless one of them was deleted.
 */
export async function reconcileOrdersMoney(
  tx: Executor,
  options: OrdersMoneyOptions,
): Promise<OrdersMoneyResult> {
  const { scope, onPhase = () => undefined } = options;
  onPhase('classify');
  await tx.execute(sql`delete from balances where book_id = ${scope.book_id}`);
  await tx.execute(sql`delete from exceptions where book_id = ${scope.book_id}`);
  await classifySubjects(tx, scope.book_id, options.fee_rules);
  onPhase('learn');
  const habits = withSettlementDays(
    await learnHabits(tx, scope, options.given_rates),
    options.settlement_days ?? [],
  );
  const { rates } = habits;
  const coverage = await coverageOf(tx, scope, habits);
  await writeShopStandings(tx, coverage);
  onPhase('link');
  const shares = await sharesOf(tx, scope.book_id, options.lines_per_share);
  await linkDecided(tx, scope.book_id, options.links);
  await setResidueAside(tx, scope, shares);
  await linkSecondKeys(tx, scope, options.parcel_rules ?? []);
  await sumOrderlessKeys(tx, scope);
  await setMovedMoneyAside(tx, scope, options.transfers ?? []);
  onPhase('sum');
  await runKeyedPass(tx, scope, rates, shares);
  await writeOrderlessKeys(tx, scope);
  onPhase('diagnose');
  await diagnoseOpenKeys(tx, options, shares, coverage, rates);
  onPhase('summarise');
  return summarise(tx, scope, rates);
}

async function summarise(
  tx: Executor,
  scope: Scope,
  rates: readonly ShopFeeRate[],
): Promise<OrdersMoneyResult> {
  await writeBalanceSums(tx, scope.book_id);
  const { by_shop, states } = await balanceTotals(tx, scope.book_id);
  const sums = await lineSums(tx, scope);
  return {
    equation: toEquation(by_shop.reduce((sum, { equation }) => addTerms(sum, equation), NO_TERMS)),
    by_shop,
    wallets: await withoutMatched(tx, await walletSummaries(tx, scope.book_id, sums)),
    fee_rates: await rateRecords(tx, scope.book_id, rates),
    fees: await withNamedFees(tx, feesByComponent(sums)),
    states,
    exceptions: await exceptionGroups(tx, scope.book_id),
    unknown_subjects: unknownSubjects(sums),
  };
}

async function rateRecords(tx: Executor, bookId: string, rates: readonly ShopFeeRate[]): Promise<FeeRate[]> {
  const differing = await tx.query<{ shop: string; component: string; count: bigint }>(
    sql`select coalesce(shop, '') as shop, component, count(*) as count from exceptions
      where book_id = ${bookId} and exception_type = 'fee_variance' group by 1, component`,
  );
  return rates.map((rate) => {
    const found = differing.find((row) => row.shop === rate.shop && row.component === rate.component);
    return {
      shop: rate.shop === '' ? null : rate.shop,
      component: rate.component,
      basis_points: Number(rate.basis_points),
      given: rate.given,
      orders_differing: Number(found?.count ?? 0n),
    };
  });
}
