import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import type { ListCell, ListFilter, ListOrder, ShopsSeen } from '../../src/model/list.ts';
import type { Book } from '../../src/store/book.ts';
import type { Executor } from '../../src/store/driver.ts';
import { listOf } from '../../src/store/lists/index.ts';
import { type ListPage, type PageRequest, pageOf } from '../../src/store/lists/pages.ts';
import { groupsOf, totalsOf, valuesOf } from '../../src/store/lists/sums.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { BALANCES, LINES, type SmallBalance, type SmallLine, writeListRows } from '../support/list-rows.ts';
import {
  compareRows,
  compareTexts,
  filters,
  isSeen,
  lineRows,
  matches,
  orderRows,
  type Row,
  SHOPS,
  SUBJECTS,
  size,
  sorts,
  type Types,
} from '../support/naive-list.ts';

class Rollback extends Error {}

type Work = (tx: Executor) => Promise<void>;

/** A book whose rows last as long as some work. */
class Rows {
  readonly book: Book;
  /** Whether another book may lie in the same tables. */
  readonly sharesDatabase: boolean;

  constructor(book: Book, sharesDatabase: boolean) {
    this.book = book;
    this.sharesDatabase = sharesDatabase;
  }

  async within(balances: readonly SmallBalance[], lines: readonly SmallLine[], work: Work): Promise<void> {
    const done = this.book.store.transaction(async (tx) => {
      await writeListRows(tx, this.book.book_id, balances, lines, this.sharesDatabase);
      await work(tx);
      throw new Rollback('the next rows find empty tables');
    });
    await done.catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error;
    });
  }

  async allPages(
    tx: Executor,
    name: string,
    request: PageRequest & { readonly limit: number },
    shops: ShopsSeen,
  ): Promise<(readonly ListCell[])[]> {
    const rows: (readonly ListCell[])[] = [];
    let after: string | null = null;
    do {
      const place: object = after === null ? {} : { after };
      const page: ListPage = await pageOf(
        tx,
        listOf(name),
        this.book.book_id,
        { ...request, ...place },
        shops,
      );
      assert.ok(page.rows.length <= request.limit);
      if (page.next !== null) assert.equal(page.rows.length, request.limit);
      rows.push(...page.rows);
      after = page.next;
    } while (after !== null);
    return rows;
  }
}

const NAMES = ['orders', 'statement_lines'] as const;
type Name = (typeof NAMES)[number];
const SUMMED = { orders: 'expected_minor', statement_lines: 'amount_minor' } as const;
const TIES = { orders: ['match_key'], statement_lines: ['row_no'] } as const;
const GROUPED = {
  orders: ['shop', 'state', 'paid_at'],
  statement_lines: ['component', 'happened_at'],
} as const;

function rowsOf(list: Name, balances: readonly SmallBalance[], lines: readonly SmallLine[]): Row[] {
  return list === 'orders' ? orderRows(balances) : lineRows(lines, balances);
}

function sumOf(list: Name, rows: readonly Row[]): bigint {
  return rows.reduce((sum, row) => sum + (row[SUMMED[list]] as bigint), 0n);
}

const PLAIN = {
  state: 'matched',
  cause: null,
  shop: '甲店',
  due_at: null,
  account: 'alipay:1',
  expected: 0n,
  discrepancy: 0n,
} as const;

/** Rows alike in the first column of the order and without a value in the second, which chance seldom makes. */
const NULLS_BELOW: [SmallBalance[], SmallLine[], ListFilter, ListOrder[], null, number] = [
  [
    { ...PLAIN, key: 'Z1', paid_at: null },
    { ...PLAIN, key: 'Z2', paid_at: '2026-01-02 08:00:00' },
    { ...PLAIN, key: 'Z3', paid_at: null },
  ],
  [],
  { conditions: [] },
  ['expected_minor', 'paid_at'].map((column) => ({ column, descending: false, by_size: false })),
  null,
  1,
];

async function pagesAreAllRows(rows: Rows, list: Name): Promise<void> {
  const { types, sortable } = SUBJECTS[list];
  const declaration = listOf(list);
  const property = fc.asyncProperty(
    BALANCES,
    LINES,
    filters(types),
    sorts(sortable),
    SHOPS,
    fc.integer({ min: 1, max: 9 }),
    (balances, lines, filter, sort, shops: readonly string[] | null, limit) =>
      rows.within(balances, lines, async (tx) => {
        const expected = rowsOf(list, balances, lines)
          .filter((row) => matches(row, list, filter))
          .filter((row) => isSeen(row, shops, balances))
          .sort((a, b) => compareRows(a, b, sort, TIES[list]));
        const columns = [declaration.key, ...sort.map((each) => each.column)];
        const pages = await rows.allPages(tx, list, { filter, sort, columns, limit }, shops);
        assert.deepEqual(
          pages.map(([key]) => key),
          expected.map((row) => row[declaration.key]),
        );
        const request = { filter, sort, columns, limit, backward: true };
        const backward = await rows.allPages(tx, list, request, shops);
        assert.deepEqual(backward, pages.toReversed());
        const totals = await totalsOf(tx, declaration, rows.book.book_id, filter, shops);
        assert.equal(totals.count, expected.length);
        assert.equal(totals.sums[SUMMED[list]], sumOf(list, expected));
      }),
  );
  await fc.assert(property, {
    numRuns: Number(process.env.PROPERTY_RUNS ?? 60),
    examples: list === 'orders' ? [NULLS_BELOW] : [],
  });
}

async function groupsHoldAllRows(rows: Rows, list: Name): Promise<void> {
  const { types }: { readonly types: Types } = SUBJECTS[list];
  const columns = fc.uniqueArray(fc.constantFrom<string>(...GROUPED[list]), { minLength: 1, maxLength: 2 });
  const nameOf = (row: Row, by: readonly string[]): string =>
    JSON.stringify(
      by.map(
        (name) => (types[name] === 'moment' ? (row[name] as string | null)?.slice(0, 10) : row[name]) ?? null,
      ),
    );
  const property = fc.asyncProperty(BALANCES, LINES, filters(types), columns, (balances, lines, filter, by) =>
    rows.within(balances, lines, async (tx) => {
      const { groups, cut } = await groupsOf(tx, listOf(list), rows.book.book_id, { filter, by }, null);
      assert.equal(cut, false);
      const expected = Map.groupBy(
        rowsOf(list, balances, lines).filter((row) => matches(row, list, filter)),
        (row) => nameOf(row, by),
      );
      const summed = SUMMED[list];
      assert.deepEqual(
        new Map(groups.map(({ values, count, sums }) => [JSON.stringify(values), [count, sums[summed]]])),
        new Map([...expected].map(([name, all]) => [name, [all.length, sumOf(list, all)]])),
      );
      const sizes = groups.map(({ sums }) => size(sums[summed] ?? 0n));
      assert.deepEqual(
        sizes,
        sizes.toSorted((a, b) => (a > b ? -1 : a < b ? 1 : 0)),
      );
    }),
  );
  await fc.assert(property, { numRuns: Number(process.env.PROPERTY_RUNS ?? 40) });
}

async function valuesAreDistinct(rows: Rows): Promise<void> {
  const property = fc.asyncProperty(BALANCES, (balances) =>
    rows.within(balances, [], async (tx) => {
      const { values } = await valuesOf(tx, listOf('orders'), rows.book.book_id, { column: 'shop' }, null);
      const shops = [...new Set(balances.map((row) => row.shop))];
      assert.deepEqual(values, [
        ...shops.filter((shop) => shop !== null).sort(compareTexts),
        ...(shops.includes(null) ? [null] : []),
      ]);
    }),
  );
  await fc.assert(property, { numRuns: 15 });
}

async function wrongRequestsAreNamed(rows: Rows): Promise<void> {
  await rows.within([], [], async (tx) => {
    const ask = (request: object): Promise<unknown> =>
      pageOf(
        tx,
        listOf('orders'),
        rows.book.book_id,
        { filter: { conditions: [] }, sort: [], ...request },
        null,
      );
    const is = (column: string, ...values: string[]): object => ({
      filter: { conditions: [{ column, how: 'is', values }] },
    });
    await assert.rejects(ask({ after: 'WzFd' }), { code: 'list_place_wrong' });
    await assert.rejects(ask({ after: '€' }), { code: 'list_place_wrong' });
    await assert.rejects(ask({ sort: [{ column: 'shop', descending: true }] }), {
      code: 'list_column_unknown',
    });
    await assert.rejects(ask({ columns: ['none'] }), { code: 'list_column_unknown' });
    await assert.rejects(ask(is('expected_minor', '1.50')), { code: 'list_condition_wrong' });
    await assert.rejects(ask(is('paid_at', '2026-02-29')), { code: 'list_condition_wrong' });
  });
  assert.throws(() => listOf('none'), { code: 'list_unknown' });
}

forEachEngine((books: Books) => {
  let rows: Rows;
  before(async () => {
    rows = new Rows(await books.open(), books.engine === 'postgres');
  });
  for (const list of NAMES) {
    test(`the pages of ${list}, one after the other, are all its rows in order`, () =>
      pagesAreAllRows(rows, list));
    test(`the groups of ${list} hold every row once`, () => groupsHoldAllRows(rows, list));
  }
  test('the values of a column are distinct, in order, nulls last', () => valuesAreDistinct(rows));
  test('a place of another order, an unknown column and a wrong value are refused by name', () =>
    wrongRequestsAreNamed(rows));
});
