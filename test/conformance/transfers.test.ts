import assert from 'node:assert/strict';
import { test } from 'node:test';
import { undoAction } from '../../src/actions/cases/list-actions.ts';
import { makeTransfer, previewTransfer } from '../../src/actions/cases/make-transfer.ts';
import { matchCandidates } from '../../src/actions/cases/match-candidates.ts';
import { explainOrder } from '../../src/actions/orders/explain-order.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { Book } from '../../src/store/book.ts';
import { balanceOf } from '../../src/store/runs/results.ts';
import { forEachEngine } from '../support/books.ts';
import {
  bookWith,
  CLERK,
  LUMP,
  lateReceipt,
  N_TO_M,
  selected,
  statesOf,
  stepsTold,
} from '../support/case-books.ts';

async function stateAndFees(book: Book, key: string): Promise<unknown> {
  const balance = await balanceOf(book.store, book.book_id, key);
  return [balance?.state, balance?.match_rule, balance?.fees_minor];
}

forEachEngine((books) => {
  test('two receipts are matched with two orders, the rest a fee; undone, all is as before', async () => {
    const book = await bookWith(books, LUMP);
    const before = await runReconciliation(book);
    const preview = await previewTransfer(book, CLERK, N_TO_M);
    assert.equal(preview.problem, null);
    assert.equal(preview.difference_minor, 0n);
    assert.deepEqual(
      preview.keys.map(({ match_key, before_minor, after_minor }) => [match_key, before_minor, after_minor]),
      [
        ['?77', -9000n, 0n],
        ['?78', -5800n, 0n],
        ['O1', 10_000n, 0n],
        ['O2', 5_000n, 0n],
      ],
    );
    const { action } = await makeTransfer(book, CLERK, N_TO_M);
    assert.deepEqual([action.count, action.moves_money], [4, true]);
    const now = { '?77': 'resolved', '?78': 'resolved', O1: 'resolved', O2: 'resolved', O3: 'open' };
    assert.deepEqual(await statesOf(book), now);
    const after = await runReconciliation(book);
    assert.equal(after.equation.closes, true);
    assert.equal(after.equation.received_minor, before.equation.received_minor);
    assert.equal(after.equation.fees_minor, 200n);
    assert.deepEqual(after.fees.find(({ component }) => component === 'adjustment')?.minor, 200n);
    assert.equal(after.wallets[0]?.unidentified_minor, 0n);
    assert.deepEqual(await stateAndFees(book, 'O1'), ['matched', 'manual', 200n]);
    assert.deepEqual(await stateAndFees(book, 'O2'), ['matched', 'manual', 0n]);
    assert.deepEqual(await statesOf(book), now);
    const story = await explainOrder(book, 'O1');
    const moved = story.events.filter(({ what }) => what === 'transfer');
    assert.deepEqual(
      moved.map(({ amount_minor }) => amount_minor),
      [10_000n, -200n],
    );
    assert.match(moved[0]?.details.keys ?? '', /\?77/);
    await undoAction(book, CLERK, BigInt(action.action_id));
    const again = await runReconciliation(book);
    assert.deepEqual({ ...again, run_id: 0n, ran_at: '' }, { ...before, run_id: 0n, ran_at: '' });
    assert.deepEqual(await statesOf(book), {
      '?77': 'open',
      '?78': 'open',
      O1: 'open',
      O2: 'open',
      O3: 'open',
    });
  });
});

forEachEngine((books) => {
  test('before the next run the keys are known as they stand after what was moved', async () => {
    const book = await bookWith(books, LUMP);
    await runReconciliation(book);
    await makeTransfer(book, CLERK, N_TO_M);
    const again = await previewTransfer(book, CLERK, N_TO_M);
    assert.deepEqual(
      again.keys.map(({ before_minor }) => before_minor),
      [0n, 0n, 0n, 0n],
    );
    await runReconciliation(book);
    const read = await previewTransfer(book, CLERK, N_TO_M);
    assert.deepEqual(read.keys, again.keys);
  });

  test('a rest of a fen is rounding, and what was expected is corrected', async () => {
    const book = await bookWith(books, LUMP);
    const before = await runReconciliation(book);
    await makeTransfer(book, CLERK, {
      kind: 'adjustment',
      legs: [
        { match_key: 'O3', amount_minor: 100n },
        { match_key: null, counter: 'rounding', amount_minor: -100n },
      ],
    });
    assert.equal((await stepsTold(book)).at(-1), 'O3 adjust lan');
    const after = await runReconciliation(book);
    assert.equal((await statesOf(book)).O3, 'resolved');
    assert.equal(after.equation.expected_minor, before.equation.expected_minor - 100n);
    assert.equal(after.equation.received_minor, before.equation.received_minor);
    assert.equal(after.equation.closes, true);
    await lateReceipt(book, 1, 'O3', 100n);
    await runReconciliation(book);
    assert.deepEqual((await stepsTold(book)).filter((step) => step.startsWith('O3')).at(-1), 'O3 opened');
  });
});

forEachEngine((books) => {
  test('a transfer that leaves a rest, names an unknown key or the same key twice is refused', async () => {
    const book = await bookWith(books, LUMP);
    await runReconciliation(book);
    const match = (legs: readonly (readonly [string, bigint])[]) =>
      makeTransfer(book, CLERK, {
        kind: 'match',
        legs: legs.map(([match_key, amount_minor]) => ({ match_key, amount_minor })),
      });
    await assert.rejects(
      match([
        ['?77', -9000n],
        ['O1', 10_000n],
      ]),
      { code: 'transfer_not_balanced' },
    );
    await assert.rejects(
      match([
        ['?77', -9000n],
        ['O9', 9000n],
      ]),
      { code: 'transfer_key_unknown' },
    );
    await assert.rejects(
      match([
        ['?77', -9000n],
        ['?77', 9000n],
      ]),
      { code: 'transfer_incomplete' },
    );
    const preview = await previewTransfer(book, CLERK, { kind: 'match', legs: N_TO_M.legs.slice(0, 4) });
    assert.match(preview.problem?.en ?? '', /2\.00 is left over/);
    assert.equal(preview.difference_minor, 200n);
  });
});

forEachEngine((books) => {
  test('candidates for a receipt are what lacks money, the same amount first, and what is asked for', async () => {
    const book = await bookWith(books, LUMP.replace('90.00', '50.00'));
    await runReconciliation(book);
    const [receipt] = (await selected(book, '?77')).cases;
    const { self, candidates } = await matchCandidates(book, CLERK, receipt?.case_id ?? '');
    assert.deepEqual([self.open_minor, self.kind], [-5000n, 'receipt']);
    assert.deepEqual(
      candidates.map(({ match_key }) => match_key),
      ['O2', 'O3', 'O1'],
    );
    assert.deepEqual(
      candidates[0]?.near.map(({ en }) => en),
      ['same amount', '1 day apart'],
    );
    const asked = await matchCandidates(book, CLERK, receipt?.case_id ?? '', 'O3');
    assert.deepEqual(
      asked.candidates.map(({ match_key, open_minor }) => [match_key, open_minor]),
      [['O3', 100n]],
    );
  });
});
