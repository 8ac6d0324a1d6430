import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { listTotals } from '../../src/actions/lists/list-groups.ts';
import { type Drill, overview } from '../../src/actions/overview/overview.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { monthBook } from '../support/month-book.ts';

const AMOUNT_OF = {
  expected: 'expected_minor',
  discrepancy: 'discrepancy_minor',
  fees: 'fees_minor',
  refunded: 'refunded_minor',
  in_transit: 'in_transit_minor',
  outside_coverage: 'outside_coverage_minor',
  received: 'received_minor',
} as const;

async function rowsBehind(
  book: Book,
  { list, filter }: Drill,
): Promise<Awaited<ReturnType<typeof listTotals>>> {
  return listTotals(book, list, filter);
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

/** Every figure of an overview is the sum of the rows that its drill leads to. */
async function figuresAreTheirRows(book: Book, of: Parameters<typeof overview>[1]): Promise<void> {
  const told = await overview(book, of);
  assert.equal(told.closes, true);
  for (const { term, minor, count, drill, parts } of told.bars) {
    const behind = await rowsBehind(book, drill);
    assert.equal(behind.count, count, term);
    // A fee variance lies inside the fees, and its own rows are not drilled to from the discrepancy.
    assert.equal(size(behind.sums[AMOUNT_OF[term]] ?? -1n), size(minor), term);
    if (parts.length > 0)
      assert.equal(
        parts.reduce((sum, part) => sum + part.minor, 0n),
        minor,
        term,
      );
    for (const part of parts.filter(() => term !== 'fees')) {
      const rows = await rowsBehind(book, part.drill);
      assert.deepEqual(
        [rows.count, size(rows.sums[AMOUNT_OF[term]] ?? -1n)],
        [part.count, size(part.minor)],
        term,
      );
    }
  }
  await feesAreTheirLines(book, told);
  const { count: settled, drill: steps } = told.settled_by_itself;
  assert.equal((await rowsBehind(book, steps)).count, settled);
  for (const { state, count, drill } of told.states)
    assert.equal((await rowsBehind(book, drill)).count, count, state);
  for (const group of told.to_do) {
    const behind = await rowsBehind(book, group.drill);
    assert.deepEqual([behind.count, behind.sums.discrepancy_minor], [group.count, group.discrepancy_minor]);
  }
  for (const day of told.in_transit) {
    const behind = await rowsBehind(book, day.drill);
    assert.deepEqual([behind.count, behind.sums.in_transit_minor], [day.count, day.minor]);
  }
  for (const age of told.ageing) {
    const behind = await rowsBehind(book, age.drill);
    assert.deepEqual([behind.count, behind.sums.discrepancy_minor], [age.count, age.minor]);
  }
  assert.equal(
    told.ageing.reduce((count, age) => count + age.count, 0),
    told.to_do_total.count,
  );
}

/** Fees lead to their wallet lines; what a line states as its own fee is no line. */
async function feesAreTheirLines(book: Book, { bars }: Awaited<ReturnType<typeof overview>>): Promise<void> {
  const parts = bars.find(({ term }) => term === 'fees')?.parts ?? [];
  const ofLines = parts.filter(({ drill }) => drill.list === 'statement_lines');
  for (const { name, minor, count, drill } of ofLines) {
    const rows = await rowsBehind(book, drill);
    assert.deepEqual([rows.count, rows.sums.amount_minor], [count, minor], name.en);
  }
}

forEachEngine((books: Books) => {
  let book: Book;
  before(async () => {
    book = await monthBook(books, { mode: 'hard', shops: 3 });
  });

  test('every figure is the sum of the rows behind it: the book', () => figuresAreTheirRows(book, {}));

  test('every figure is the sum of the rows behind it: each shop, each account, one in the other', async () => {
    const { shops, accounts, wallets, bars } = await overview(book);
    assert.ok(shops.includes(null) && shops.length >= 4 && accounts.length >= 4 && wallets.length >= 4);
    assert.ok((bars.find(({ term }) => term === 'fees')?.parts ?? []).length > 2);
    for (const shop of shops) await figuresAreTheirRows(book, { shop: shop ?? '' });
    for (const { account_id } of accounts) await figuresAreTheirRows(book, { account_id });
    const [{ account_id = '' } = {}] = accounts;
    for (const shop of shops) await figuresAreTheirRows(book, { shop: shop ?? '', account_id });
  });

  test('every figure is the sum of the rows behind it: an account with no discrepancy but in its fees', async () => {
    const other = await monthBook(books, { mode: 'hard', seed: 2, orders: 400, shops: 2 });
    const { accounts } = await overview(other);
    const bare: string[] = [];
    for (const { account_id } of accounts) {
      await figuresAreTheirRows(other, { account_id });
      const { bars, to_do } = await overview(other, { account_id });
      if (bars.some(({ term, count }) => term === 'discrepancy' && count === 0) && to_do.length > 0)
        bare.push(account_id);
    }
    assert.ok(bare.length > 0);
  });

  test('who sees one shop sees its sums and nothing of whole wallets', async () => {
    const all = await overview(book);
    const [first = ''] = all.shops.filter((shop) => shop !== null);
    const own = await overview(book, {}, [first]);
    const same = await overview(book, { shop: first });
    assert.deepEqual(own.shops, [first]);
    assert.deepEqual(own.wallets, []);
    assert.deepEqual(
      own.bars.map(({ minor, count }) => [minor, count]),
      same.bars.map(({ minor, count }) => [minor, count]),
    );
    const none = await overview(book, {}, []);
    assert.ok(none.bars.every(({ minor }) => minor === 0n));
  });

  test('results are stale after a change of rules, until the next run', async () => {
    assert.equal((await overview(book)).is_stale, false);
    await book.store.execute(
      sql`insert into app.rules values (${book.book_id}, 'r', 'rate', 0,
        '{"id":"r","shop":"*","component":"commission","percent":"5"}')`,
    );
    assert.equal((await overview(book)).is_stale, true);
    await runReconciliation(book);
    assert.equal((await overview(book)).is_stale, false);
  });
});
