import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import type { ListFilter } from '../../src/model/list.ts';
import { writeBalanceSums } from '../../src/reconciliations/orders-money/sums.ts';
import type { Book } from '../../src/store/book.ts';
import type { Executor } from '../../src/store/driver.ts';
import { byDay } from '../../src/store/lists/day-sums.ts';
import { listUnsummed, sumLineDays } from '../../src/store/lists/line-days.ts';
import type { ListDeclaration } from '../../src/store/lists/list.ts';
import { IN_TRANSIT, ORDERS } from '../../src/store/lists/orders.ts';
import { STATEMENT_LINES } from '../../src/store/lists/statement-lines.ts';
import { groupsOf, totalsOf } from '../../src/store/lists/sums.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import { BALANCES, LINES, writeListRows } from '../support/list-rows.ts';
import { filters, SHOPS, type Types } from '../support/naive-list.ts';

class Rollback extends Error {}

/** A list that is tried: columns that days know, and a column that they do not. */
interface Subject {
  readonly list: ListDeclaration;
  readonly coarse: Types;
  readonly fine: string;
}

const SUBJECTS: readonly Subject[] = [
  {
    list: STATEMENT_LINES,
    coarse: {
      happened_at: 'moment',
      account_id: 'text',
      component: 'text',
      description: 'text',
      memo: 'text',
    },
    fine: 'amount_minor',
  },
  {
    list: ORDERS,
    coarse: { paid_at: 'moment', state: 'text', cause: 'text', shop: 'text', account_id: 'text' },
    fine: 'expected_minor',
  },
  { list: IN_TRANSIT, coarse: { paid_at: 'moment', cause: 'text', shop: 'text' }, fine: 'in_transit_minor' },
];

function isFine(filter: ListFilter, { coarse, fine }: Subject): boolean {
  return (
    (filter.text ?? '') !== '' ||
    filter.conditions.some(
      ({ column, values }) =>
        column === fine || (coarse[column] === 'moment' && values.some((value) => value.includes(' '))),
    )
  );
}

/** Lines of every so many rows are of a batch that is not summed. */
async function writeSums(tx: Executor, book_id: string, every: number): Promise<void> {
  await tx.execute(sql`insert into import_batches (book_id, batch_id, import_id, file, source_id, channel, kind,
      source_rank, header_row, header, receipt)
    select book_id, 2, 2, 'b.csv', source_id, channel, 'statement_lines', source_rank, header_row, header, receipt
    from import_batches where batch_id = 1`);
  await tx.execute(sql`update statement_lines set batch_id = 2 where row_no % ${every}::integer = 0`);
  await sumLineDays(tx, book_id, [1n]);
  const unsummed = await listUnsummed(tx, book_id);
  assert.ok(unsummed.every(({ batch_id }) => batch_id === 2n));
  await writeBalanceSums(tx, book_id);
}

forEachEngine((books) => {
  let book: Book;
  before(async () => {
    book = await books.open();
  });

  for (const subject of SUBJECTS) {
    const { list, coarse, fine } = subject;
    const asked = fc.oneof(
      { weight: 3, arbitrary: filters(coarse).map(({ conditions }) => ({ conditions })) },
      { weight: 1, arbitrary: filters({ ...coarse, [fine]: 'money' }) },
    );
    const grouped = fc.uniqueArray(fc.constantFrom(...Object.keys(coarse)), { minLength: 1, maxLength: 2 });

    test(`sums and groups of ${list.name} are the same whether days are asked or all rows`, async () => {
      const { book_id } = book;
      let asked_of_days = 0;
      const property = fc.asyncProperty(
        BALANCES,
        LINES,
        asked,
        grouped,
        SHOPS,
        fc.integer({ min: 1, max: 4 }),
        async (balances, lines, filter, by, shops, every) => {
          const done = book.store.transaction(async (tx) => {
            await writeListRows(tx, book_id, balances, lines, books.engine === 'postgres');
            await writeSums(tx, book_id, every);
            const days = byDay(list, book_id, { filter, by });
            assert.equal(days === null, isFine(filter, subject));
            if (days === null) throw new Rollback('asks for more than days tell');
            asked_of_days += 1;
            assert.deepEqual(
              await totalsOf(tx, days, book_id, filter, shops),
              await totalsOf(tx, list, book_id, filter, shops),
            );
            assert.deepEqual(
              await groupsOf(tx, days, book_id, { filter, by }, shops),
              await groupsOf(tx, list, book_id, { filter, by }, shops),
            );
            throw new Rollback('the next rows find empty tables');
          });
          await done.catch((error: unknown) => {
            if (!(error instanceof Rollback)) throw error;
          });
        },
      );
      await fc.assert(property, { numRuns: Number(process.env.PROPERTY_RUNS ?? 40) });
      assert.ok(asked_of_days > 5, `days were asked ${asked_of_days} times`);
    });
  }

  test('days know no column of a number', () => {
    const by = ['line_no'];
    assert.equal(byDay(STATEMENT_LINES, book.book_id, { filter: { conditions: [] }, by }), null);
  });
});
