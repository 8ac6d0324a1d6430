import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeTransfer } from '../../src/actions/cases/make-transfer.ts';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listTotals } from '../../src/actions/lists/list-groups.ts';
import { type Drill, overview } from '../../src/actions/overview/overview.ts';
import type { Bar, BarPart } from '../../src/actions/overview/overview-bars.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { ShopsSeen } from '../../src/model/list.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { bookWith, CLERK, LUMP, N_TO_M } from '../support/case-books.ts';
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

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

/** Every figure of an overview is the sum of the rows that its drill leads to. */
async function figuresAreTheirRows(
  book: Book,
  of: Parameters<typeof overview>[1],
  shops: ShopsSeen = null,
): Promise<void> {
  const told = await overview(book, of, shops);
  const rowsBehind = ({ list, filter }: Drill) => listTotals(book, list, filter, shops);
  assert.equal(told.closes, true);
  for (const bar of told.bars) {
    const { term, minor, count, drill, parts } = bar;
    const behind = await rowsBehind(drill);
    assert.equal(behind.count, count, term);
    // A fee variance lies inside the fees, and its own rows are not drilled to from the discrepancy.
    assert.equal(size(behind.sums[AMOUNT_OF[term]] ?? -1n), size(minor), term);
    if (parts.length > 0)
      assert.equal(
        parts.reduce((sum, part) => sum + part.minor, 0n),
        minor,
        term,
      );
    await partsAreTheirRows(book, bar, shops);
  }
  const { count: settled, drill: steps } = told.settled_by_itself;
  assert.equal((await rowsBehind(steps)).count, settled);
  for (const { state, count, drill } of told.states)
    assert.equal((await rowsBehind(drill)).count, count, state);
  for (const group of told.to_do) {
    const behind = await rowsBehind(group.drill);
    assert.deepEqual([behind.count, behind.sums.discrepancy_minor], [group.count, group.discrepancy_minor]);
  }
  for (const day of told.in_transit) {
    const behind = await rowsBehind(day.drill);
    assert.deepEqual([behind.count, behind.sums.in_transit_minor], [day.count, day.minor]);
  }
  for (const age of told.ageing) {
    const behind = await rowsBehind(age.drill);
    assert.deepEqual([behind.count, behind.sums.discrepancy_minor], [age.count, age.minor]);
  }
  assert.equal(
    told.ageing.reduce((count, age) => count + age.count, 0),
    told.to_do_total.count,
  );
}

/** The column whose sum a part is: of wallet lines their amount, or the fee within them. */
function amountOf(term: keyof typeof AMOUNT_OF, { list, filter }: Drill): string {
  if (list !== 'statement_lines') return AMOUNT_OF[term];
  return filter.conditions.some(({ column }) => column === 'fee_component') ? 'fee_minor' : 'amount_minor';
}

/** A part leads to the rows that sum to it, or says in words where it comes from. */
async function partsAreTheirRows(book: Book, { term, parts }: Bar, shops: ShopsSeen): Promise<void> {
  for (const { name, minor, count, drill, says } of parts) {
    assert.equal(drill === null, says !== undefined, name.en);
    if (drill === null) continue;
    const rows = await listTotals(book, drill.list, drill.filter, shops);
    const sum = rows.sums[amountOf(term, drill)] ?? -1n;
    assert.deepEqual([rows.count, size(sum)], [count, size(minor)], `${term}: ${name.en}`);
  }
}

/** A merchant's payments, told twice: by the trades with their fees, and by the fund flow. */
const TOLD_TWICE = [
  'wechat-trades/fixtures/ok/all.csv',
  'wechat-fund-flow/fixtures/ok/1900000042资金账单.csv',
].map((file) => fileURLToPath(new URL(`../../src/sources/${file}`, import.meta.url)));

/** Charges of an order, of no order, and of the order once more, which a test makes another statement tell. */
const MIXED = `covers 01-01 to 02-01
order O1 paid 100.00 completed confirmed 01-10 payout 100.00
line sale 100.00 on 01-10 ref O1
line commission -5.00 on 01-10 ref O1
line commission -3.00 on 01-11 ref ? payment 77
line commission -2.00 on 01-12 ref O1`;

function partsOf({ bars }: Awaited<ReturnType<typeof overview>>, term: Bar['term']): readonly BarPart[] {
  return bars.find((bar) => bar.term === term)?.parts ?? [];
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
    for (const shop of shops) if (shop !== null) await figuresAreTheirRows(book, {}, [shop]);
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
    await figuresAreTheirRows(book, {}, [first]);
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

forEachEngine((books) => {
  test('every figure is the sum of the rows behind it: a fee entered by hand', async () => {
    const byHand = await bookWith(books, LUMP);
    await runReconciliation(byHand);
    await makeTransfer(byHand, CLERK, N_TO_M);
    await runReconciliation(byHand);
    const told = await overview(byHand);
    assert.deepEqual(
      partsOf(told, 'fees').map(({ minor, drill }) => [minor, drill]),
      [[-200n, null]],
    );
    await figuresAreTheirRows(byHand, {});
    for (const { account_id } of told.accounts) await figuresAreTheirRows(byHand, { account_id });
  });

  test('every figure is the sum of the rows behind it: fees of no order, and fees that another statement tells', async () => {
    const mixed = await bookWith(books, MIXED);
    await mixed.store.execute(sql`insert into told_lines (book_id, account_id, batch_id, row_no)
      select book_id, account_id, batch_id, row_no from statement_lines where amount_minor = -200`);
    await runReconciliation(mixed);
    const told = await overview(mixed);
    assert.deepEqual(
      partsOf(told, 'fees').map(({ minor, count }) => [minor, count]),
      [[-500n, 1]],
    );
    await figuresAreTheirRows(mixed, {});
    for (const { account_id } of told.accounts) await figuresAreTheirRows(mixed, { account_id });
  });

  test('every figure is the sum of the rows behind it: fees within lines', async () => {
    const twice = await monthBook(books, { mode: 'hard', seed: 3, orders: 300, shops: 2 });
    await importFiles(twice, TOLD_TWICE);
    await runReconciliation(twice);
    const whole = await overview(twice);
    assert.ok(
      partsOf(whole, 'fees').some(({ drill }) => drill !== null && amountOf('fees', drill) === 'fee_minor'),
    );
    assert.notDeepEqual(await twice.store.query(sql`select 1 as one from told_lines limit 1`), []);
    await figuresAreTheirRows(twice, {});
    for (const { account_id } of whole.accounts) await figuresAreTheirRows(twice, { account_id });
    for (const shop of whole.shops) await figuresAreTheirRows(twice, { shop: shop ?? '' });
  });
});
