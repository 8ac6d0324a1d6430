import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseDetail } from '../../src/actions/cases/case-detail.ts';
import { takeBack } from '../../src/actions/cases/decide.ts';
import { undoAction } from '../../src/actions/cases/list-actions.ts';
import { makeMove, previewMove } from '../../src/actions/cases/make-move.ts';
import { makeTransfer, previewTransfer } from '../../src/actions/cases/make-transfer.ts';
import { saveWriteOffLimits } from '../../src/actions/cases/write-off-limits.ts';
import { explainOrder } from '../../src/actions/orders/explain-order.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { Actor } from '../../src/model/role.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import {
  bookWith,
  CHIEF,
  CLERK,
  LUMP,
  lateReceipt,
  N_TO_M,
  REVIEWER,
  selected,
  statesOf,
  stepsTold,
} from '../support/case-books.ts';

/** All is matched but O2, of which 10.00 stay open. */
const PARTLY = {
  kind: 'match',
  legs: [
    { match_key: '?77', amount_minor: -9000n },
    { match_key: '?78', amount_minor: -5800n },
    { match_key: 'O1', amount_minor: 10_000n },
    { match_key: 'O2', amount_minor: 4_000n },
    { match_key: null, counter: 'other', amount_minor: 800n },
  ],
} as const;

const ALL = ['?77', '?78', 'O1', 'O2'];
const CONFIRM = { move: 'confirm' } as const;

function statesBut(state: string, others: Record<string, string> = {}): Record<string, string> {
  return { ...Object.fromEntries(ALL.map((key) => [key, state])), O3: 'open', ...others };
}

/** A reconciled book whose clerks may adjust nothing, and reviewers up to `limit`. */
async function limitedBook(books: Books, limit = 1_000n): Promise<Book> {
  const book = await bookWith(books, LUMP);
  await runReconciliation(book);
  const none = { limit_minor: 0n, action_minor: 0n };
  await saveWriteOffLimits(book, CHIEF, [
    { ...none, role: 'clerk', adjustment_minor: 0n },
    { ...none, role: 'reviewer', adjustment_minor: limit },
  ]);
  return book;
}

async function confirmOf(book: Book, who: Actor, key: string): Promise<string | readonly string[]> {
  const { action, left_out } = await makeMove(book, who, await selected(book, key), CONFIRM);
  return action?.action_id ?? left_out.map(({ code }) => code);
}

forEachEngine((books) => {
  test('an adjustment beyond the limit waits for a review, and moves no money until then', async () => {
    const book = await limitedBook(books);
    const before = await runReconciliation(book);
    const preview = await previewTransfer(book, CLERK, N_TO_M);
    assert.deepEqual([preview.problem, preview.to_review], [null, true]);
    const { action } = await makeTransfer(book, CLERK, N_TO_M);
    assert.deepEqual([action.count, action.moves_money], [4, false]);
    assert.deepEqual(await statesOf(book), statesBut('in_review'));
    await assert.rejects(makeTransfer(book, CHIEF, N_TO_M), { code: 'case_in_review' });
    const { equation } = await runReconciliation(book);
    assert.deepEqual(equation, before.equation);
    assert.deepEqual(await statesOf(book), statesBut('in_review'));
    assert.equal(
      (await explainOrder(book, 'O1')).events.some(({ what }) => what === 'transfer'),
      false,
    );
  });

  test('the review of one case is the review of all that are held together; confirmed, the money moves', async () => {
    const book = await limitedBook(books);
    await makeTransfer(book, CLERK, N_TO_M);
    const one = await selected(book, 'O1');
    assert.equal((await previewMove(book, REVIEWER, one, 'confirm')).count, 4);
    const { action } = await makeMove(book, REVIEWER, one, CONFIRM);
    assert.deepEqual([action?.count, action?.moves_money], [4, true]);
    assert.deepEqual(await statesOf(book), statesBut('resolved'));
    const { equation } = await runReconciliation(book);
    assert.deepEqual([equation.fees_minor, equation.closes], [200n, true]);
    assert.deepEqual(await statesOf(book), statesBut('resolved'));
    const moved = (await explainOrder(book, 'O1')).events.filter(({ what }) => what === 'transfer');
    assert.deepEqual(
      moved.map(({ amount_minor, live }) => [amount_minor, live]),
      [
        [10_000n, true],
        [-200n, true],
      ],
    );
  });
});

forEachEngine((books) => {
  test('a rejected adjustment leaves its cases open; the rejection can be undone, and then it is confirmed', async () => {
    const book = await limitedBook(books);
    await makeTransfer(book, CLERK, N_TO_M);
    const reject = { move: 'reject', note: '先问平台' } as const;
    const { action } = await makeMove(book, REVIEWER, await selected(book, '?77'), reject);
    assert.deepEqual(await statesOf(book), statesBut('open'));
    assert.deepEqual(await confirmOf(book, REVIEWER, 'O1'), ['move_not_legal']);
    await undoAction(book, REVIEWER, BigInt(action?.action_id ?? ''));
    assert.deepEqual(await statesOf(book), statesBut('in_review'));
    await confirmOf(book, REVIEWER, 'O1');
    assert.deepEqual(await statesOf(book), statesBut('resolved'));
  });

  test('a confirmation that is undone waits again, and may be given again', async () => {
    const book = await limitedBook(books);
    const before = await runReconciliation(book);
    await makeTransfer(book, CLERK, N_TO_M);
    const confirmed = await confirmOf(book, REVIEWER, 'O1');
    await undoAction(book, REVIEWER, BigInt(String(confirmed)));
    assert.deepEqual(await statesOf(book), statesBut('in_review'));
    assert.deepEqual((await runReconciliation(book)).equation, before.equation);
    await confirmOf(book, REVIEWER, 'O2');
    assert.deepEqual(await statesOf(book), statesBut('resolved'));
    assert.equal((await runReconciliation(book)).equation.fees_minor, 200n);
    assert.equal(await takeBack(book, 'O1', 'mei'), 2);
    assert.deepEqual((await runReconciliation(book)).equation, before.equation);
    assert.deepEqual(await statesOf(book), statesBut('open'));
  });

  test('who proposed it may withdraw it', async () => {
    const book = await limitedBook(books);
    const { action } = await makeTransfer(book, CLERK, N_TO_M);
    await undoAction(book, CLERK, BigInt(action.action_id));
    assert.deepEqual(await statesOf(book), statesBut('open'));
    await makeTransfer(book, CLERK, N_TO_M);
    assert.deepEqual(await statesOf(book), statesBut('in_review'));
  });
});

forEachEngine((books) => {
  test('nobody confirms an own adjustment, or one beyond the own limit', async () => {
    const book = await limitedBook(books, 199n);
    await makeTransfer(book, CLERK, N_TO_M);
    const refused = (code: string) => ALL.map(() => code);
    const own: Actor = { ...CLERK, role: 'reviewer' };
    assert.deepEqual(await confirmOf(book, own, 'O1'), refused('own_proposal'));
    assert.deepEqual(await confirmOf(book, REVIEWER, 'O1'), refused('adjustment_beyond_limit'));
    assert.deepEqual(await statesOf(book), statesBut('in_review'));
    await confirmOf(book, CHIEF, 'O1');
    assert.deepEqual(await statesOf(book), statesBut('resolved'));
  });

  test('what a confirmed adjustment does not settle is open again', async () => {
    const book = await limitedBook(books);
    await makeTransfer(book, CLERK, PARTLY);
    assert.deepEqual(await statesOf(book), statesBut('in_review'));
    await confirmOf(book, REVIEWER, 'O1');
    assert.deepEqual(await statesOf(book), statesBut('resolved', { O2: 'open' }));
  });

  test('when money changes meanwhile the adjustment no longer fits: it is rejected, not confirmed', async () => {
    const book = await limitedBook(books);
    await makeTransfer(book, CLERK, N_TO_M);
    await lateReceipt(book, 1, 'O1', 2_000n);
    await runReconciliation(book);
    assert.equal((await stepsTold(book)).includes('O1 settled late-1.csv'), true);
    assert.deepEqual(await statesOf(book), statesBut('in_review', { O1: 'resolved' }));
    assert.deepEqual(
      await confirmOf(book, REVIEWER, 'O2'),
      ['?77', '?78', 'O2'].map(() => 'proposal_changed'),
    );
    await makeMove(book, REVIEWER, await selected(book, 'O2'), { move: 'reject', note: '金额变了' });
    assert.deepEqual(await statesOf(book), statesBut('open', { O1: 'resolved' }));
  });
});

forEachEngine((books) => {
  test('the case tells what waits for its review', async () => {
    const book = await limitedBook(books);
    const [first] = (await selected(book, 'O1')).cases;
    const detail = async () => caseDetail(book, REVIEWER, first?.case_id ?? '');
    assert.equal((await detail()).proposal, null);
    await makeTransfer(book, CLERK, N_TO_M);
    const { proposal } = await detail();
    assert.deepEqual([proposal?.made_by, proposal?.name.en], ['lan', 'match by hand']);
    assert.deepEqual(
      proposal?.legs.map(({ match_key, counter, amount_minor }) => [match_key, counter, amount_minor]),
      [
        ['?77', null, -9000n],
        ['?78', null, -5800n],
        ['O1', null, 10_000n],
        ['O2', null, 5_000n],
        ['O1', 'fee', -200n],
      ],
    );
    assert.equal((await stepsTold(book)).filter((step) => step.endsWith(' match lan')).length, 4);
  });

  test('an adjustment that touches no case could not be reviewed, and is refused', async () => {
    const book = await limitedBook(books);
    const accept = { move: 'accept', reason_code: 'verified' } as const;
    await makeMove(book, REVIEWER, await selected(book, 'O3'), accept);
    const rest = {
      kind: 'adjustment',
      legs: [
        { match_key: 'O3', amount_minor: 100n },
        { match_key: null, counter: 'other', amount_minor: -100n },
      ],
    } as const;
    assert.notEqual((await previewTransfer(book, CLERK, rest)).problem, null);
    await assert.rejects(makeTransfer(book, CLERK, rest), { code: 'adjustment_beyond_limit' });
  });
});

forEachEngine((books) => {
  test('who sees the shop reviews its money together with money of no shop; who does not, reviews none of it', async () => {
    const book = await limitedBook(books);
    await makeTransfer(book, CLERK, N_TO_M);
    const [{ shop } = { shop: '' }] = await book.store.query<{ shop: string }>(
      sql`select shop from app.cases where book_id = ${book.book_id} and match_key = 'O1'`,
    );
    const foreign = { ...REVIEWER, shops: [`not ${shop}`] };
    assert.deepEqual(await confirmOf(book, foreign, 'O1'), ['case_unknown']);
    assert.deepEqual(await statesOf(book), statesBut('in_review'));
    const own = { ...REVIEWER, shops: [shop] };
    const { action } = await makeMove(book, own, await selected(book, 'O1'), CONFIRM);
    assert.equal(action?.count, 4);
    assert.deepEqual(await statesOf(book), statesBut('resolved'));
  });
});
