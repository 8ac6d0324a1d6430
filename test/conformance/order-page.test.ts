import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { orderStory } from '../../src/actions/orders/order-story.ts';
import { searchNumber } from '../../src/actions/orders/search-number.ts';
import type { Book } from '../../src/store/book.ts';
import { type Sql, sql } from '../../src/store/sql.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { monthBook } from '../support/month-book.ts';

type Pair = { number: string; order_no: string; shop: string };

/** Numbers of each kind, each of one order alone. */
const NUMBERS: Readonly<Record<string, Sql>> = {
  order: sql`select o.match_key as number from orders o where o.live`,
  order_line: sql`select l.order_line_no as number, l.match_key from order_lines l
    where l.live and l.order_line_no <> l.match_key`,
  payment: sql`select payment_no as number, match_key from orders where live and payment_no is not null`,
  parcel: sql`select tracking_no as number, match_key from orders where live and tracking_no is not null`,
  refund: sql`select refund_no as number, match_key from refunds where live`,
  statement_line: sql`select line_no as number, match_key from statement_lines where live and line_no is not null`,
};

async function someNumbers(book: Book, kind: string): Promise<Pair[]> {
  const key = kind === 'order' ? sql`n.number` : sql`n.match_key`;
  return book.store.query<Pair>(sql`select n.number, min(o.match_key) as order_no, min(o.shop) as shop
    from (${NUMBERS[kind] ?? sql``}) n join orders o on o.match_key = ${key} and o.live
    group by n.number having count(distinct o.match_key) = 1 order by n.number limit 3`);
}

async function feesTellRates(book: Book): Promise<void> {
  const keys = await book.store.query<{ match_key: string }>(
    sql`select match_key from balances where state = 'matched' and fees_minor > 0 order by match_key limit 12`,
  );
  const rates = [];
  for (const { match_key } of keys)
    rates.push(...(await orderStory(book, match_key)).events.flatMap((event) => event.rate ?? []));
  assert.ok(rates.length > 5);
  const usual = rates.filter((rate) => rate.basis_points === rate.usual_basis_points);
  assert.ok(usual.length * 10 >= rates.length * 8, `${usual.length} of ${rates.length}`);
}

forEachEngine((books: Books) => {
  let book: Book;
  before(async () => {
    book = await monthBook(books, { shops: 2 });
  });

  for (const kind of Object.keys(NUMBERS)) {
    test(`a number is found whole, by its beginning, and as a spreadsheet writes it: ${kind}`, async () => {
      const pairs = await someNumbers(book, kind);
      assert.equal(pairs.length, 3);
      for (const { number, order_no, shop } of pairs) {
        const { hits } = await searchNumber(book, `'${number}\t`);
        assert.ok(
          hits.some((hit) => hit.order_no === order_no && hit.number === number && hit.shop === shop),
        );
        const begun = await searchNumber(book, number.slice(0, -1));
        assert.ok(begun.cut || begun.hits.some((hit) => hit.number === number), number);
        const others = await searchNumber(book, number, ['别的店']);
        assert.deepEqual(others.hits, []);
        assert.ok((await searchNumber(book, number, [shop])).hits.length > 0);
      }
    });
  }

  test('fewer than six characters are no beginning, and an unknown number is not found', async () => {
    const [{ number = '' } = {}] = await someNumbers(book, 'order');
    assert.deepEqual((await searchNumber(book, number.slice(0, 5))).hits, []);
    assert.deepEqual(await searchNumber(book, '000000000000'), { hits: [], cut: false });
    assert.deepEqual(await searchNumber(book, ' \t'), { hits: [], cut: false });
  });

  test('the page of any order is in order of time, says why, and names file and row', async () => {
    const keys = await book.store.query<{ match_key: string; state: string }>(
      sql`select match_key, state from balances where has_order order by state, match_key`,
    );
    const some = [...Map.groupBy(keys, (row) => row.state).values()].flatMap((rows) => rows.slice(0, 4));
    for (const { match_key, state } of some) {
      const page = await orderStory(book, match_key);
      assert.equal(page.state, state);
      assert.equal(page.equation?.closes, true);
      assert.ok(page.why['zh-CN'].endsWith('。') && page.why.en.endsWith('.'), page.why['zh-CN']);
      const times = page.events.map((event) => event.at ?? '');
      assert.deepEqual(times, times.toSorted());
      for (const event of page.events.filter((each) => each.what !== 'decision'))
        assert.ok(event.evidence !== null && event.evidence.row > 0 && event.evidence.file !== '');
      const received = page.events
        .filter((event) => event.what === 'statement_line' && event.live)
        .reduce((sum, event) => sum + (event.amount_minor ?? 0n), 0n);
      assert.equal(received, page.equation?.received_minor);
      assert.equal(page.cases.length > 0, state === 'exception');
    }
  });

  test('a fee tells its rate and the usual one; matched orders pay the usual one', () => feesTellRates(book));

  test('an order of a shop that the user may not see is as unknown as one that is not there', async () => {
    const [{ number = '' } = {}] = await someNumbers(book, 'order');
    await assert.rejects(orderStory(book, number, { shops: ['别的店'] }), { code: 'order_unknown' });
    await assert.rejects(orderStory(book, '1'), { code: 'order_unknown' });
  });
});
