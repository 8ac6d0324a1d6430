import { CAUSE_RULES } from '../../exceptions/causes/index.ts';
import { diagnose } from '../../exceptions/diagnose.ts';
import type { AuditedRate } from '../../exceptions/fee-audit.ts';
import type { CaseOrder, FactRef, KeyCase } from '../../exceptions/key-case.ts';
import type { DiagnosisContext } from '../../exceptions/view.ts';
import { settlesOrders } from '../../model/account.ts';
import { evidenceAt, type RowEvidence } from '../../model/evidence.ts';
import type { Cause } from '../../model/result.ts';
import { inOrder, type Tolerance, toleranceOf } from '../../sources/rules/run-rules.ts';
import type { Executor } from '../../store/driver.ts';
import { sql } from '../../store/sql.ts';
import { accountCoverage } from './account-coverage.ts';
import { coverageOfShops, type ShopCoverage, standingOf, walletClassOfPayment } from './coverage.ts';
import { damagedOrders } from './damaged-orders.ts';
import { feeAgrees, feeAt, type ShopFeeRate } from './fee-rates.ts';
import { readOpenKeys, setOpenKeysAside } from './open-keys.ts';
import type { Habits } from './sample.ts';
import type { Scope } from './scope.ts';
import type { Share } from './shares.ts';
import { VerdictWriter } from './write-verdicts.ts';

/** Which days of each shop's wallets the statements hold. */
export async function coverageOf(tx: Executor, scope: Scope, habits: Habits): Promise<ShopCoverage[]> {
  const held = await accountCoverage(tx, scope.book_id);
  const accounts = held.filter(({ account_id }) => settlesOrders(account_id));
  return coverageOfShops(habits.shops, accounts, habits.shop_accounts, habits.windowMinutes);
}

/**
 * Diagnoses every key that the keyed pass gave no balance, and writes its verdict. The shops' coverage and rates are those
 * that the keyed pass saw.
 */
export async function diagnoseOpenKeys(
  tx: Executor,
  options: DiagnosisOptions,
  shares: readonly Share[],
  coverage: readonly ShopCoverage[],
  rates: readonly ShopFeeRate[],
): Promise<void> {
  const { scope, tmp, pause = () => Promise.resolve() } = options;
  await setOpenKeysAside(tx, scope, shares);
  const context = { ...(await contextOf(tx, scope, coverage)), ...rulesOf(options) };
  const audited = rates.map(toAuditedRate);
  const writer = new VerdictWriter(scope.book_id, tmp, await evidenceOf(tx, scope.book_id));
  for await (const page of readOpenKeys(tx)) {
    for (const keys of inPieces(page)) {
      await writer.add(keys.map((key) => [key, diagnose(key, context, audited)] as const));
      await pause();
    }
  }
  await writer.load(tx);
}

/** Keys diagnosed at a stretch: some milliseconds. */
const KEYS_PER_PIECE = 50;

function inPieces(keys: readonly KeyCase[]): KeyCase[][] {
  return Array.from({ length: Math.ceil(keys.length / KEYS_PER_PIECE) }, (_, at) =>
    keys.slice(at * KEYS_PER_PIECE, (at + 1) * KEYS_PER_PIECE),
  );
}

/** What diagnosis is told beside the facts. */
interface DiagnosisOptions {
  readonly scope: Scope;
  readonly tmp: string;
  readonly tolerances?: readonly Tolerance[];
  readonly cause_order?: readonly Cause[];
  readonly pause?: () => Promise<void>;
}

function rulesOf({ tolerances = [], cause_order = [] }: DiagnosisOptions): Partial<DiagnosisContext> {
  return {
    toleranceOf: (type, shop) => toleranceOf(tolerances, type, shop),
    causes: inOrder(CAUSE_RULES, cause_order),
  };
}

async function contextOf(
  tx: Executor,
  scope: Scope,
  coverage: readonly ShopCoverage[],
): Promise<DiagnosisContext> {
  const [last] = await tx.query<{ until: string | null }>(
    sql`select day_of(max(created_at)) as until from orders where book_id = ${scope.book_id} and live`,
  );
  return {
    standing: (key: KeyCase, at: string) => standingOf(coverage, shopOf(key.order), classOf(key.order), at),
    damagedLike: await damagedOrders(tx, scope.book_id),
    orders_until: last?.until ?? null,
  };
}

function shopOf(order: CaseOrder | null): string | null {
  return order?.shop ?? null;
}

function classOf(order: CaseOrder | null): ReturnType<typeof walletClassOfPayment> {
  return walletClassOfPayment(order?.payment_no ?? null);
}

function toAuditedRate(rate: ShopFeeRate): AuditedRate {
  return {
    shop: rate.shop,
    component: rate.component,
    basis_points: rate.basis_points,
    base: rate.base,
    agrees: (fee, base) => feeAgrees(rate, fee, base),
    feeAt: (base) => feeAt(rate, base),
  };
}

/** Where a fact stands: the file and sheet of its batch. */
async function evidenceOf(tx: Executor, bookId: string): Promise<(ref: FactRef) => RowEvidence> {
  const batches = await tx.query<{ batch_id: bigint; file: string; sheet: string | null }>(
    sql`select batch_id, file, sheet from import_batches where book_id = ${bookId}`,
  );
  const byId = new Map(batches.map((batch) => [batch.batch_id, batch]));
  return ({ batch_id, row_no }) => {
    const batch = byId.get(batch_id);
    return evidenceAt({ batch_id, row_no, file: batch?.file ?? '', sheet: batch?.sheet ?? null });
  };
}
