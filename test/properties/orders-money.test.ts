import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { termOf } from '../../src/model/component.ts';
import { coverageOf, diagnoseOpenKeys } from '../../src/reconciliations/orders-money/diagnosis.ts';
import {
  type OrdersMoneyResult,
  reconcileOrdersMoney,
} from '../../src/reconciliations/orders-money/index.ts';
import { learnHabits } from '../../src/reconciliations/orders-money/sample.ts';
import { ALL_TIME } from '../../src/reconciliations/orders-money/scope.ts';
import { sharesOf } from '../../src/reconciliations/orders-money/shares.ts';
import { writeOverviewSums } from '../../src/reconciliations/orders-money/sums.ts';
import { BUILT_IN_RULES } from '../../src/sources/rules/rule-book.ts';
import type { Book } from '../../src/store/book.ts';
import type { Executor } from '../../src/store/driver.ts';
import { type CountedSum, feeSums } from '../../src/store/runs/overview.ts';
import { streamBalances, streamExceptions } from '../../src/store/runs/results.ts';
import { sql } from '../../src/store/sql.ts';
import { type AuditedKey, audit } from '../support/auditor.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { writeFacts } from '../support/write-facts.ts';
import { booksAndMore, retold, type SmallBook, smallBooks } from './small-books.ts';

/** So few that a small book is taken in several shares. */
const LINES_PER_SHARE = 6n;

class Rollback extends Error {}

/** All that a run says of a book. */
interface Told {
  readonly result: OrdersMoneyResult;
  readonly fees: readonly CountedSum[];
  /** By key, as text. */
  readonly balances: ReadonlyMap<string, string>;
  readonly exceptions: readonly string[];
  readonly judged: ReadonlyMap<string, AuditedKey>;
}

function optionsOf(book: Book): Parameters<typeof reconcileOrdersMoney>[1] {
  return {
    scope: { book_id: book.book_id, ...ALL_TIME, has_shadows: false },
    fee_rules: BUILT_IN_RULES.fee_rules,
    given_rates: [],
    links: [],
    tmp: book.tmp,
  };
}

/** Reconciles a small book in a transaction that is rolled back; `more` may look and do more in it. */
async function reconciled<T>(
  book: Book,
  facts: SmallBook,
  more: (tx: Executor, told: Told) => Promise<T>,
): Promise<T> {
  const results: { value: T }[] = [];
  const run = book.store.transaction(async (tx) => {
    await writeFacts(tx, book.book_id, facts);
    results.push({ value: await more(tx, await tell(tx, book)) });
    throw new Rollback('the next book finds empty tables');
  });
  await run.catch((error: unknown) => {
    if (!(error instanceof Rollback)) throw error;
  });
  const [result] = results;
  if (result === undefined) throw new Error('the run was not made');
  return result.value;
}

async function tell(tx: Executor, book: Book, lines_per_share?: bigint): Promise<Told> {
  const options = { ...optionsOf(book), ...(lines_per_share !== undefined && { lines_per_share }) };
  const result = await reconcileOrdersMoney(tx, options);
  await writeOverviewSums(tx, options.scope, await sharesOf(tx, book.book_id, lines_per_share));
  const fees = await feeSums(tx, book.book_id, { shops: null });
  return { result, fees, ...(await listed(tx, book)) };
}

async function listed(tx: Executor, book: Book): Promise<Omit<Told, 'result' | 'fees'>> {
  const balances = new Map<string, string>();
  const exceptions: string[] = [];
  const kinds = new Map<string, Pick<AuditedKey, 'type' | 'cause'>>();
  const judged = new Map<string, AuditedKey>();
  for await (const rows of streamExceptions(tx, book.book_id)) {
    for (const { match_key, type, cause, component, discrepancy_minor } of rows) {
      exceptions.push(`${match_key} ${type} ${cause} ${component} ${discrepancy_minor}`);
      if (type !== 'fee_variance') kinds.set(match_key, { type, cause });
    }
  }
  for await (const rows of streamBalances(tx, book.book_id)) {
    for (const { match_key, match_rule, ...row } of rows) {
      assert.ok(!balances.has(match_key), `${match_key} is in two states`);
      balances.set(match_key, Object.values({ ...row, match_rule }).join(' '));
      judged.set(
        match_key,
        withoutFeeAudit({ order_no: match_key, type: null, ...row }, kinds.get(match_key)),
      );
    }
  }
  return { balances, exceptions: exceptions.sort(), judged };
}

/** The verdict as the auditor gives it, who looks at no rate: with nothing but fee variances a key is matched. */
function withoutFeeAudit(
  judged: AuditedKey,
  kind: Pick<AuditedKey, 'type' | 'cause'> | undefined,
): AuditedKey {
  if (kind !== undefined) return { ...judged, ...kind };
  return judged.state === 'exception' ? { ...judged, state: 'matched', cause: null } : judged;
}

/**
 * `PROPERTY_RUNS=500` looks further, at other books each time or at those of `PROPERTY_SEED`; without it the books are
 * the same every time.
 */
const { PROPERTY_RUNS: ASKED, PROPERTY_SEED: SEED } = process.env;

function about(share: number): fc.Parameters<unknown> {
  if (ASKED === undefined) return { numRuns: share, seed: 2026, endOnFailure: false };
  const seed = SEED === undefined ? {} : { seed: Number.parseInt(SEED, 10) };
  return { numRuns: Number.parseInt(ASKED, 10), ...seed };
}

const RUNS: Readonly<Record<Books['engine'], number>> = { duckdb: 24, postgres: 5 };

/** What each engine said of the same books. */
const said = new Map<Books['engine'], unknown[]>();

forEachEngine((books) => {
  const runs = RUNS[books.engine];
  let book: Book;
  before(async () => {
    book = await books.open();
  });

  test('auditor, sums and the slow path agree with the engine on every key', () =>
    fc.assert(
      fc.asyncProperty(smallBooks, (facts) =>
        reconciled(book, facts, async (tx, told) => {
          assertAudited(facts, told);
          assertCloses(told);
          assertSums(facts, told);
          await assertSameDiagnosed(tx, book, told);
        }),
      ),
      about(runs),
    ));

  test('neither the order of the facts, nor rows told again, nor a second run in shares changes anything', () =>
    fc.assert(
      fc.asyncProperty(smallBooks, fc.integer(), async (facts, seed) => {
        const first = await reconciled(book, facts, async (tx, told) => {
          assert.deepEqual(resultOf(await tell(tx, book, LINES_PER_SHARE)), resultOf(told));
          return told;
        });
        const other = await reconciled(book, retold(facts, seed), (_tx, told) => Promise.resolve(told));
        assert.deepEqual(resultOf(other), resultOf(first));
      }),
      about(Math.ceil(runs / 3)),
    ));

  test('an order of its own never changes a sure match', () =>
    fc.assert(
      fc.asyncProperty(booksAndMore, async ({ without, within }) => {
        const before = await reconciled(book, without, (_tx, { judged }) => Promise.resolve(judged));
        const after = await reconciled(book, within, (_tx, { judged }) => Promise.resolve(judged));
        for (const [key, judged] of before) {
          if (judged.state === 'matched')
            assert.deepEqual(withoutCause(after.get(key)), withoutCause(judged));
        }
      }),
      about(Math.ceil(runs / 3)),
    ));

  test('what is said of some books', async () => {
    const results: unknown[] = [];
    for (const facts of fc.sample(smallBooks, { numRuns: 6, seed: 11 })) {
      results.push(await reconciled(book, facts, (_tx, told) => Promise.resolve(resultOf(told))));
    }
    said.set(books.engine, results);
  });
});

test('DuckDB and PostgreSQL say the same', () => {
  assert.deepEqual(said.get('postgres'), said.get('duckdb'));
  assert.ok(said.size === 2);
});

function resultOf({ result, fees, balances, exceptions }: Told) {
  return { ...result, by_fee: fees, balances, exceptions };
}

function withoutCause(judged: AuditedKey | undefined) {
  return { ...judged, cause: null };
}

/** Every key is judged as the auditor judges it, and in one state only (see `listed`). */
function assertAudited(facts: SmallBook, { judged, exceptions }: Told): void {
  const truth = audit(facts);
  assert.deepEqual([...judged.keys()].sort(), [...truth.keys()].sort());
  for (const [key, truly] of truth) {
    const found = judged.get(key);
    const isAuditedFee = exceptions.some((each) => each.startsWith(`${key} fee_variance`));
    assert.deepEqual(found, isAuditedFee && truly.type === null ? { ...truly, cause: null } : truly, key);
  }
}

function assertCloses({ result }: Told): void {
  assert.equal(result.equation.closes, true);
  for (const { shop, equation } of result.by_shop) assert.equal(equation.closes, true, shop ?? 'no shop');
}

/** Money in = matched + excepted, to the fen: no line of an order is lost, none counted twice. */
function assertSums(facts: SmallBook, { result, judged }: Told): void {
  const keys = [...judged.values()];
  const ofOrders = facts.statementLines.filter((line) => counts(facts, line, judged));
  const cash = sum(ofOrders.map((line) => line.amount_minor - line.fee_minor));
  assert.equal(sum(keys.map((key) => key.received_minor)), cash);
  assert.equal(result.equation.received_minor, cash);
  for (const wallet of result.wallets) {
    const parts =
      wallet.order_net_minor + wallet.own_account_minor + wallet.other_fees_minor + wallet.unidentified_minor;
    assert.equal(wallet.inflow_minor - wallet.outflow_minor, parts, wallet.account_id);
  }
  const lines = facts.statementLines.map((line) => line.amount_minor - line.fee_minor);
  assert.equal(sum(result.wallets.map((wallet) => wallet.inflow_minor - wallet.outflow_minor)), sum(lines));
}

/** Order money: trade lines, and fees that name an order or whose payment is of one. */
function counts(
  facts: SmallBook,
  line: SmallBook['statementLines'][number],
  judged: Told['judged'],
): boolean {
  const term = termOf(facts.componentOf(line));
  if (term === 'own_account') return false;
  if (term !== 'fee' || line.order_no !== null) return true;
  const orders = facts.orders.filter(
    (order) => line.transaction_no !== null && order.payment_no === line.transaction_no,
  );
  return orders.length === 1 && judged.has(orders[0]?.order_no ?? '');
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** Gives diagnosis every key, also those that the keyed pass settled: nothing may change. */
async function assertSameDiagnosed(tx: Executor, book: Book, told: Told): Promise<void> {
  const { scope, tmp, given_rates } = optionsOf(book);
  const habits = await learnHabits(tx, scope, given_rates);
  const coverage = await coverageOf(tx, scope, habits);
  await tx.execute(sql`delete from balances where book_id = ${book.book_id}`);
  await tx.execute(sql`delete from exceptions where book_id = ${book.book_id}`);
  await tx.execute(sql`update orderless_keys set trade_count = 1`);
  await diagnoseOpenKeys(tx, { scope, tmp }, await sharesOf(tx, book.book_id), coverage, habits.rates);
  const again = await listed(tx, book);
  assert.deepEqual(again.balances, told.balances);
  assert.deepEqual(again.exceptions, told.exceptions);
}
