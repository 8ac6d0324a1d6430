import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import type { ListFilter } from '../../src/model/list.ts';
import type { Book } from '../../src/store/book.ts';
import type { Executor } from '../../src/store/driver.ts';
import { byDay, listUnsummed, sumDays } from '../../src/store/lists/day-sums.ts';
import { STATEMENT_LINES } from '../../src/store/lists/statement-lines.ts';
import { groupsOf, totalsOf } from '../../src/store/lists/sums.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import { LINES, writeListRows } from '../support/list-rows.ts';
import { filters, SHOPS, type Types } from '../support/naive-list.ts';

class Rollback extends Error {}

const COARSE: Types = {
  happened_at: 'moment',
  account_id: 'text',
  component: 'text',
  description: 'text',
  memo: 'text',
};
const FILTERS = fc.oneof(
  { weight: 3, arbitrary: filters(COARSE).map(({ conditions }) => ({ conditions })) },
  { weight: 1, arbitrary: filters({ ...COARSE, amount_minor: 'money' }) },
);
const BY = fc.uniqueArray(fc.constantFrom('happened_at', 'account_id', 'component', 'description', 'shop'), {
  minLength: 1,
  maxLength: 2,
});

/** Lines of every so many rows are of a batch that is not summed. */
async function writeBatches(tx: Executor, every: number): Promise<void> {
  await tx.execute(sql`insert into import_batches (book_id, batch_id, import_id, file, source_id, channel, kind,
      source_rank, header_row, header, receipt)
    select book_id, 2, 2, 'b.csv', source_id, channel, 'statement_lines', source_rank, header_row, header, receipt
    from import_batches where batch_id = 1`);
  await tx.execute(sql`update statement_lines set batch_id = 2 where row_no % ${every}::integer = 0`);
}

function isFine(filter: ListFilter, by: readonly string[]): boolean {
  return (
    (filter.text ?? '') !== '' ||
    by.includes('shop') ||
    filter.conditions.some(
      ({ column, values }) =>
        column === 'amount_minor' ||
        (column === 'happened_at' && values.some((value) => value.includes(' '))),
    )
  );
}

forEachEngine((books) => {
  let book: Book;
  before(async () => {
    book = await books.open();
  });

  test('sums and groups of wallet lines are the same whether days are asked or all lines', async () => {
    const { book_id } = book;
    let asked_of_days = 0;
    const property = fc.asyncProperty(
      LINES,
      FILTERS,
      BY,
      SHOPS,
      fc.integer({ min: 1, max: 4 }),
      async (lines, filter, by, shops, every) => {
        const done = book.store.transaction(async (tx) => {
          await writeListRows(tx, book_id, [], lines, books.engine === 'postgres');
          await writeBatches(tx, every);
          await sumDays(tx, book_id, [1n]);
          const unsummed = await listUnsummed(tx, book_id);
          assert.ok(unsummed.every(({ batch_id }) => batch_id === 2n));
          const days = byDay(STATEMENT_LINES, book_id, { filter, by });
          assert.equal(days === null, isFine(filter, by));
          if (days === null) throw new Rollback('asks for more than days tell');
          asked_of_days += 1;
          assert.deepEqual(
            await totalsOf(tx, days, book_id, filter, shops),
            await totalsOf(tx, STATEMENT_LINES, book_id, filter, shops),
          );
          assert.deepEqual(
            await groupsOf(tx, days, book_id, { filter, by }, shops),
            await groupsOf(tx, STATEMENT_LINES, book_id, { filter, by }, shops),
          );
          throw new Rollback('the next lines find empty tables');
        });
        await done.catch((error: unknown) => {
          if (!(error instanceof Rollback)) throw error;
        });
      },
    );
    await fc.assert(property, { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) });
    assert.ok(asked_of_days > 10, `days were asked ${asked_of_days} times`);
  });
});
