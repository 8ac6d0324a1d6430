import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { type ListPageRequest, listPage } from '../../src/actions/lists/list-page.ts';
import type { ListCell, ShopsSeen } from '../../src/model/list.ts';
import type { Book } from '../../src/store/book.ts';
import type { Executor } from '../../src/store/driver.ts';
import { distrustBatches } from '../../src/store/indexes/indexed-batches.ts';
import { makeHeads } from '../../src/store/lists/make-heads.ts';
import { type Sql, sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import { BALANCES, LINES, writeListRows } from '../support/list-rows.ts';
import { filters, SHOPS, SUBJECTS, sorts } from '../support/naive-list.ts';

class Rollback extends Error {}

/** Pages that were asked of copies since the last count. */
let asked_of_copies = 0;

/** The book inside a transaction, as an engine sees it that has indexes, or one that does not. */
function inside(book: Book, tx: Executor, has_indexes: boolean): Book {
  const query = <T extends object>(statement: Sql): Promise<T[]> => {
    if (/from (balance|statement_line)_heads/.test(statement.render('duckdb').text)) asked_of_copies += 1;
    return tx.query<T>(statement);
  };
  const engine = { ...book.store.engine, has_indexes };
  return { ...book, store: { ...book.store, ...tx, query, engine, changes: () => null } };
}

async function allPages(
  book: Book,
  list: string,
  request: ListPageRequest & { readonly limit: number },
  shops: ShopsSeen,
): Promise<(readonly ListCell[])[]> {
  const rows: (readonly ListCell[])[] = [];
  let after: string | null = null;
  do {
    const place: object = after === null ? {} : { after };
    const page = await listPage(book, list, { ...request, ...place }, shops);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

/** What happens after the heads were made. */
const LATER = fc.record({
  /** Every so many lines is of a batch that is read anew and says otherwise. */
  every: fc.integer({ min: 1, max: 5 }),
  distrusts: fc.boolean(),
  runs: fc.boolean(),
});

async function recordRun(tx: Executor, book_id: string, run_id: number): Promise<void> {
  await tx.execute(sql`insert into runs (book_id, run_id, ran_at, summary)
    values (${book_id}::text, ${run_id}::bigint, '2026-03-01 00:00:00'::timestamp, '{}')`);
}

async function happen(
  tx: Executor,
  book_id: string,
  later: { distrusts: boolean; runs: boolean },
): Promise<void> {
  if (later.distrusts) {
    await tx.execute(sql`update statement_lines set amount_minor = 50 - amount_minor where batch_id = 2`);
    await distrustBatches(tx, book_id, [2n]);
  }
  if (!later.runs) return;
  await tx.execute(sql`update balances set expected_minor = 50 - expected_minor, paid_at = due_at`);
  await recordRun(tx, book_id, 2);
}

async function secondBatch(tx: Executor, every: number): Promise<void> {
  await tx.execute(sql`insert into import_batches (book_id, batch_id, import_id, file, source_id, channel, kind,
      source_rank, header_row, header, receipt)
    select book_id, 2, 2, 'b.csv', source_id, channel, kind, source_rank, header_row, header, receipt
    from import_batches where batch_id = 1`);
  await tx.execute(sql`update statement_lines set batch_id = 2 where row_no % ${every}::integer = 0`);
}

forEachEngine((books) => {
  let book: Book;
  before(async () => {
    book = await books.open();
  });

  for (const list of ['orders', 'in_transit', 'statement_lines'] as const) {
    const { types, sortable } = SUBJECTS[list === 'in_transit' ? 'orders' : list];
    const orders = list === 'in_transit' ? sorts(['match_key']) : sorts(sortable);
    const conditions = list === 'in_transit' ? fc.constant({ conditions: [] }) : filters(types);
    const limits = fc.record({
      limit: fc.integer({ min: 1, max: 4 }),
      head_rows: fc.integer({ min: 1, max: 12 }),
      backward: fc.boolean(),
    });

    test(`the pages of ${list} are the same whether copies of what comes first are asked or all rows`, async () => {
      asked_of_copies = 0;
      const property = fc.asyncProperty(
        BALANCES,
        LINES,
        conditions,
        orders,
        SHOPS,
        limits,
        LATER,
        async (balances, lines, filter, sort, shops, { limit, head_rows, backward }, later) => {
          const done = book.store.transaction(async (tx) => {
            await writeListRows(tx, book.book_id, balances, lines, books.engine === 'postgres');
            await recordRun(tx, book.book_id, 1);
            await secondBatch(tx, later.every);
            for (const table of ['balance_heads', 'statement_line_heads'] as const)
              await makeHeads(tx, book.book_id, table, head_rows);
            await happen(tx, book.book_id, later);
            const request = { filter, sort, limit, backward };
            assert.deepEqual(
              await allPages(inside(book, tx, false), list, request, shops),
              await allPages(inside(book, tx, true), list, request, shops),
            );
            throw new Rollback('the next rows find empty tables');
          });
          await done.catch((error: unknown) => {
            if (!(error instanceof Rollback)) throw error;
          });
        },
      );
      await fc.assert(property, { numRuns: Number(process.env.PROPERTY_RUNS ?? 40) });
      assert.ok(asked_of_copies > 5, `copies were asked ${asked_of_copies} times`);
    });
  }
});
