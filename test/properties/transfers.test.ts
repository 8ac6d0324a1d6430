import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { COUNTERS } from '../../src/model/transfer.ts';
import {
  type OrdersMoneyResult,
  reconcileOrdersMoney,
} from '../../src/reconciliations/orders-money/index.ts';
import { ALL_TIME } from '../../src/reconciliations/orders-money/scope.ts';
import { BUILT_IN_RULES } from '../../src/sources/rules/rule-book.ts';
import type { Book } from '../../src/store/book.ts';
import type { TransferLegRow } from '../../src/store/cases/transfers.ts';
import type { Executor } from '../../src/store/driver.ts';
import { type BalanceRow, streamBalances, streamExceptions } from '../../src/store/runs/results.ts';
import { forEachEngine } from '../support/books.ts';
import { writeFacts } from '../support/write-facts.ts';
import { type SmallBook, smallBooks } from './small-books.ts';

class Rollback extends Error {}

type Balances = Map<string, BalanceRow>;

async function inBook(book: Book, facts: SmallBook, work: (tx: Executor) => Promise<void>): Promise<void> {
  const run = book.store.transaction(async (tx) => {
    await writeFacts(tx, book.book_id, facts);
    await work(tx);
    throw new Rollback('the next book finds empty tables');
  });
  await run.catch((error: unknown) => {
    if (!(error instanceof Rollback)) throw error;
  });
}

function reconcile(
  tx: Executor,
  book: Book,
  transfers: readonly TransferLegRow[],
): Promise<OrdersMoneyResult> {
  return reconcileOrdersMoney(tx, {
    scope: { book_id: book.book_id, ...ALL_TIME, has_shadows: false },
    fee_rules: BUILT_IN_RULES.fee_rules,
    given_rates: [],
    links: [],
    transfers,
    tmp: book.tmp,
  });
}

async function balancesOf(tx: Executor, book: Book): Promise<Balances> {
  const all: Balances = new Map();
  for await (const rows of streamBalances(tx, book.book_id))
    for (const row of rows) all.set(row.match_key, row);
  return all;
}

async function exceptedKeys(tx: Executor, book: Book): Promise<Map<string, bigint>> {
  const keys = new Map<string, bigint>();
  for await (const rows of streamExceptions(tx, book.book_id))
    for (const row of rows) if (row.type !== 'fee_variance') keys.set(row.match_key, row.discrepancy_minor);
  return keys;
}

function leg(
  transfer: number,
  match_key: string,
  amount_minor: bigint,
  counter: TransferLegRow['counter'] = null,
): TransferLegRow {
  const made = {
    action_id: 1n,
    stands_by: 1n,
    kind: 'match',
    made_by: 'lan',
    note: null,
    undone_at: null,
  } as const;
  return {
    ...made,
    transfer_id: BigInt(transfer),
    made_at: '2026-06-01 10:00:00',
    match_key,
    amount_minor,
    counter,
  };
}

/** A transfer between two keys, by their place among all, with what of it a counter takes. */
const moves = fc.array(
  fc.record({
    from: fc.nat(50),
    to: fc.nat(50),
    amount: fc.bigInt({ min: -5_000n, max: 50_000n }),
    counter: fc.option(fc.constantFrom(...COUNTERS)),
    rest: fc.bigInt({ min: -300n, max: 300n }),
  }),
  { minLength: 1, maxLength: 6 },
);

type Moves = typeof moves extends fc.Arbitrary<infer T> ? T : never;

function legsOf(drawn: Moves, keys: readonly string[]): TransferLegRow[] {
  return drawn.flatMap(({ from, to, amount, counter, rest }, nth) => {
    const [giver, taker] = [keys[from % keys.length] ?? '', keys[to % keys.length] ?? ''];
    const given = leg(nth, giver, -amount);
    if (counter === null) return [given, leg(nth, taker, amount)];
    return [given, leg(nth, taker, amount + rest), leg(nth, taker, -rest, counter)];
  });
}

function assertClosed(result: OrdersMoneyResult): void {
  assert.equal(result.equation.closes, true);
  for (const { shop, equation } of result.by_shop) assert.equal(equation.closes, true, shop ?? 'no shop');
  for (const wallet of result.wallets) {
    const parts =
      wallet.order_net_minor + wallet.own_account_minor + wallet.other_fees_minor + wallet.unidentified_minor;
    assert.equal(wallet.inflow_minor - wallet.outflow_minor, parts, wallet.account_id);
  }
}

const ASKED = process.env.PROPERTY_RUNS;

function about(runs: number): fc.Parameters<unknown> {
  if (ASKED === undefined) return { numRuns: runs, seed: 2027, endOnFailure: false };
  return { numRuns: Number.parseInt(ASKED, 10) };
}

forEachEngine((books) => {
  const runs = books.engine === 'duckdb' ? 24 : 5;
  let book: Book;
  before(async () => {
    book = await books.open();
  });

  test('any transfers keep the equation closed, and the cash in total as it was', () =>
    fc.assert(
      fc.asyncProperty(smallBooks, moves, (facts, drawn) =>
        inBook(book, facts, async (tx) => {
          const without = await reconcile(tx, book, []);
          const keys = [...(await balancesOf(tx, book)).keys()].sort();
          if (keys.length === 0) return;
          const transfers = legsOf(drawn, keys);
          const result = await reconcile(tx, book, transfers);
          assertClosed(result);
          assert.equal(result.equation.received_minor, without.equation.received_minor);
          const inflow = (each: OrdersMoneyResult): unknown =>
            each.wallets.map((wallet) => wallet.inflow_minor);
          assert.deepEqual(inflow(result), inflow(without));
          assert.deepEqual(await reconcile(tx, book, []), without);
        }),
      ),
      about(runs),
    ));

  test('an adjustment by what a key lacks settles it, whatever takes the rest', () =>
    fc.assert(
      fc.asyncProperty(smallBooks, fc.constantFrom(...COUNTERS), (facts, counter) =>
        inBook(book, facts, async (tx) => {
          await reconcile(tx, book, []);
          const lacking = await exceptedKeys(tx, book);
          const transfers = [...lacking].flatMap(([key, minor], nth) => [
            leg(nth, key, -minor),
            leg(nth, key, minor, counter),
          ]);
          const result = await reconcile(tx, book, transfers);
          assertClosed(result);
          assert.deepEqual([...(await exceptedKeys(tx, book)).keys()], []);
          assert.equal(result.equation.discrepancy_minor, 0n);
        }),
      ),
      about(runs),
    ));
});
