import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, takeBack } from '../../src/actions/cases/decide.ts';
import { type ListedException, listExceptions } from '../../src/actions/runs/list-results.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { Book } from '../../src/store/book.ts';
import { forEachEngine } from '../support/books.ts';
import { parseScenarios, writeScenario } from '../support/scenarios.ts';

const [SHORT] = parseScenarios(`scenario short
covers 01-01 to 02-01
order O1 paid 100.00 completed confirmed 01-10 payout 100.00
line sale 99.00 on 01-10 ref O1`);

forEachEngine((books) => {
  test('a decision outlives a run until it is taken back', async () => {
    const book = await books.open();
    await book.store.transaction(async (tx) => {
      if (SHORT !== undefined) await writeScenario(tx, book.book_id, SHORT);
    });
    await runReconciliation(book);
    assert.equal(await decide(book, 'O1', 'accept', { made_by: 'me', note: '' }), 1);
    await runReconciliation(book);
    assert.deepEqual(await decidedOf(book), ['accept']);
    assert.equal(await takeBack(book, 'O1', 'me'), 1);
    assert.deepEqual(await decidedOf(book), [null]);
    assert.equal(await takeBack(book, 'O1', 'me'), 0);
  });
});

async function decidedOf(book: Book): Promise<(string | null)[]> {
  const listed: ListedException[] = [];
  for await (const batch of listExceptions(book)) listed.push(...batch);
  return listed.map((each) => each.decided);
}
