import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import type { Book } from '../../src/store/book.ts';
import { FACT_KINDS } from '../../src/store/facts/facts.ts';
import { distrustBatches, indexBatches, removeFromIndex } from '../../src/store/indexes/indexed-batches.ts';
import { beginningNumbers } from '../../src/store/orders/numbers.ts';
import { sql, trusted } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import { answersOf, lookingUp, numbersOf } from '../support/number-answers.ts';
import { writeFacts } from '../support/write-facts.ts';
import { smallBooks } from './small-books.ts';

/** What is done to a batch after another: it is picked by its place among those there are. */
const steps = fc.array(
  fc.record({
    what: fc.constantFrom('index', 'index', 'renumber', 'renumber', 'supersede', 'supersede', 'remove'),
    at: fc.nat(20),
    together: fc.integer({ min: 1, max: 4 }),
    run_rows: fc.constantFrom(1, 4, 1000),
  }),
  { maxLength: 5 },
);

const distances = fc.constantFrom(1, 400, 2000);

type Step = typeof steps extends fc.Arbitrary<(infer T)[]> ? T : never;

async function batchIds({ store }: Book): Promise<bigint[]> {
  const rows = await store.query<{ batch_id: bigint }>(
    sql`select batch_id from import_batches order by batch_id`,
  );
  return rows.map(({ batch_id }) => batch_id);
}

/** Does to batches what the actions of imports do. */
async function take(book: Book, { what, at, together, run_rows }: Step): Promise<void> {
  const { store, book_id } = book;
  const all = await batchIds(book);
  const from = at % Math.max(1, all.length);
  const batches = all.slice(from, from + (what === 'index' ? together : 1));
  if (batches.length === 0) return;
  const [batch = 0n] = batches;
  await store.transaction(async (tx) => {
    if (what === 'index') return indexBatches(tx, book_id, batches, run_rows);
    if (what === 'supersede') {
      for (const kind of ['orders', 'statement_lines'])
        await tx.execute(
          sql`update ${trusted(kind)} set live = false where batch_id = ${batch} and row_no % 3 <> 0`,
        );
      return;
    }
    if (what === 'renumber') {
      await tx.execute(
        sql`update statement_lines set match_key = '?N' || row_no::text where batch_id = ${batch}`,
      );
      await tx.execute(sql`update orders set match_key = 'N' || match_key where batch_id = ${batch}`);
      return distrustBatches(tx, book_id, batches);
    }
    for (const kind of FACT_KINDS)
      await tx.execute(sql`delete from ${trusted(kind)} where batch_id = ${batch}`);
    await tx.execute(sql`delete from import_batches where batch_id = ${batch}`);
    return removeFromIndex(tx, book_id, batches);
  });
}

/** All rows whose number begins so, and what the first of them is when one is enough. */
async function begunBy({ store, book_id }: Book, beginning: string): Promise<unknown> {
  const all = await beginningNumbers(store, book_id, beginning, ROWS_MAX);
  const first = await beginningNumbers(store, book_id, beginning, 1);
  return {
    all: all.map(({ kind, number, match_key }) => `${kind} ${number} ${match_key}`).sort(),
    first: first.map(({ kind }) => kind),
  };
}

/** Rows of a batch stand so many rows from each other. */
async function spread({ store }: Book, apart: number): Promise<void> {
  for (const kind of FACT_KINDS)
    await store.execute(sql`update ${trusted(kind)} set row_no = row_no * ${apart}::integer`);
}

async function empty({ store }: Book): Promise<void> {
  await store.transaction(async (tx) => {
    for (const table of [...FACT_KINDS, 'subjects', 'import_batches', 'number_index', 'number_order'])
      await tx.execute(sql`delete from ${trusted(table)}`);
  });
}

/** More rows than a small book has. */
const ROWS_MAX = 1000;
/** So many numbers of a book are asked for, spread over all of them. */
const ASKED_MAX = 8;

forEachEngine((books) => {
  let book: Book;
  before(async () => {
    book = await books.open();
  });

  test('whatever is indexed, a number is answered as if every row were read', async () => {
    let indexed = 0;
    await fc.assert(
      fc.asyncProperty(smallBooks, steps, fc.boolean(), distances, async (facts, taken, all, apart) => {
        await empty(book);
        await book.store.transaction((tx) => writeFacts(tx, book.book_id, facts));
        await spread(book, apart);
        for (const step of taken) await take(book, step);
        if (all)
          await take(book, { what: 'index', at: 0, together: Number.MAX_SAFE_INTEGER, run_rows: 1000 });
        const [{ count = 0 } = {}] = await book.store.query<{ count: number }>(
          sql`select count(*)::integer as count from import_batches where is_indexed`,
        );
        indexed += count;
        const numbers = await numbersOf(book);
        const every = Math.max(1, Math.floor(numbers.length / ASKED_MAX));
        for (const number of numbers.filter((_, at) => at % every === 0)) {
          assert.equal(
            await answersOf(lookingUp(book, false), number),
            await answersOf(lookingUp(book, true), number),
          );
          for (const beginning of [number.slice(0, 1), number.slice(0, -1)])
            assert.deepEqual(
              await begunBy(lookingUp(book, false), beginning),
              await begunBy(lookingUp(book, true), beginning),
            );
        }
      }),
      { numRuns: 12, seed: 2026, endOnFailure: true },
    );
    assert.ok(indexed > 12, `${indexed} batches were indexed`);
  });
});
