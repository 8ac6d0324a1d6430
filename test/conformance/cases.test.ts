import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listActions, undoAction } from '../../src/actions/cases/list-actions.ts';
import { makeMove, previewMove } from '../../src/actions/cases/make-move.ts';
import { saveWriteOffLimits } from '../../src/actions/cases/write-off-limits.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { absolute } from '../../src/money/money.ts';
import { syncCases } from '../../src/store/cases/case-sync.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import {
  bookWith,
  CHIEF,
  CLERK,
  casesOf,
  lateReceipt,
  REVIEWER,
  SHORT,
  selected,
  statesOf,
  stepsTold,
} from '../support/case-books.ts';

const ACCEPT = { move: 'accept', reason_code: 'verified' } as const;
const GIVE_UP = { move: 'write_off', reason_code: 'not_worth_it' } as const;

forEachEngine((books) => {
  test('a run opens cases; a move, its undo and every step are kept', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    assert.deepEqual(await statesOf(book), { O1: 'open', O2: 'open', O3: 'open' });
    const made = await makeMove(book, CLERK, await selected(book, 'O1', 'O2'), ACCEPT);
    assert.equal(made.action?.count, 2);
    assert.equal(made.action?.discrepancy_minor, -3100n);
    assert.equal(made.action?.can_undo, true);
    await runReconciliation(book);
    assert.deepEqual(await statesOf(book), { O1: 'resolved', O2: 'resolved', O3: 'open' });
    const undone = await undoAction(book, CLERK, BigInt(made.action?.action_id ?? 0));
    assert.notEqual(undone.undone_at, null);
    assert.deepEqual(await statesOf(book), { O1: 'open', O2: 'open', O3: 'open' });
    assert.deepEqual((await stepsTold(book)).slice(3), ['O1 accept lan undone', 'O2 accept lan undone']);
    await assert.rejects(undoAction(book, CLERK, BigInt(undone.action_id)), { code: 'action_undone' });
    assert.equal((await listActions(book, CLERK, true)).length, 1);
  });

  test('an action is not undone under a later step, which is named', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    const { action } = await makeMove(book, CLERK, await selected(book, 'O1', 'O2'), {
      move: 'claim_from_platform',
      due_on: '2026-02-10',
    });
    await makeMove(book, REVIEWER, await selected(book, 'O2'), { move: 'comment', note: '问过了' });
    assert.equal((await listActions(book, CLERK))[1]?.can_undo, true);
    await makeMove(book, REVIEWER, await selected(book, 'O2'), ACCEPT);
    await assert.rejects(
      undoAction(book, CLERK, BigInt(action?.action_id ?? 0)),
      (error: { code?: string; message?: string }) => {
        assert.equal(error.code, 'action_stood_on');
        assert.match(error.message ?? '', /O2.*mei/);
        return true;
      },
    );
    assert.deepEqual(await statesOf(book), { O1: 'waiting', O2: 'resolved', O3: 'open' });
  });
});

forEachEngine((books) => {
  test('a late file settles a case by itself, and the file is named', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    await makeMove(book, CLERK, await selected(book, 'O2'), { move: 'claim_from_platform' });
    await lateReceipt(book, 1, 'O1', 100n);
    await lateReceipt(book, 2, 'O2', 3000n);
    await runReconciliation(book);
    const steps = await stepsTold(book);
    assert.ok(steps.includes('O1 settled late-1.csv'));
    assert.ok(steps.includes('O2 settled late-2.csv'));
    assert.deepEqual(await statesOf(book), { O1: 'resolved', O2: 'resolved', O3: 'open' });
    await book.store.execute(
      sql`delete from statement_lines where book_id = ${book.book_id} and batch_id = 101`,
    );
    await runReconciliation(book);
    assert.deepEqual(await statesOf(book), { O1: 'open', O2: 'resolved', O3: 'open' });
    assert.equal((await stepsTold(book)).at(-1), 'O1 returned');
  });

  test('changed money opens a closed case again; the same money leaves it closed', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    await makeMove(book, CHIEF, await selected(book, 'O1', 'O2', 'O3'), GIVE_UP);
    assert.deepEqual(await statesOf(book), { O1: 'written_off', O2: 'written_off', O3: 'written_off' });
    await lateReceipt(book, 1, 'O2', 500n);
    await runReconciliation(book);
    assert.deepEqual(await statesOf(book), { O1: 'written_off', O2: 'open', O3: 'written_off' });
    const [, second] = await casesOf(book);
    assert.deepEqual([second?.minor, second?.gone], [-2500n, false]);
  });
});

forEachEngine((books) => {
  test('knowing the run already, a synchronisation does nothing; one that was cut off is made up for', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    const before = [await casesOf(book), await stepsTold(book)];
    assert.equal((await syncCases(book.store, book.book_id)).opened, 0);
    await book.store.execute(sql`delete from app.case_syncs where book_id = ${book.book_id}`);
    assert.equal((await syncCases(book.store, book.book_id)).opened, 0);
    assert.deepEqual([await casesOf(book), await stepsTold(book)], before);
  });

  test('a run over some days leaves the cases of other days alone', async () => {
    const book = await bookWith(
      books,
      `${SHORT}
order O4 paid 10.00 completed confirmed 01-20 payout 10.00 on 01-15
line sale 9.00 on 01-20 ref O4`,
    );
    await runReconciliation(book);
    await runReconciliation(book, { from_day: '2026-01-14', to_day: '2026-01-31' });
    assert.deepEqual(await statesOf(book), { O1: 'open', O2: 'open', O3: 'open', O4: 'open' });
    assert.equal((await stepsTold(book)).length, 4);
  });
});

forEachEngine((books) => {
  test('a write-off beyond the limit waits for somebody else whose limit reaches', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    const preview = await previewMove(book, CLERK, await selected(book, 'O1', 'O2', 'O3'), 'write_off');
    assert.deepEqual([preview.count, preview.to_review], [3, 1]);
    assert.deepEqual(preview.first_numbers, ['O3', 'O2', 'O1']);
    await makeMove(book, CLERK, await selected(book, 'O1', 'O2', 'O3'), GIVE_UP);
    assert.deepEqual(await statesOf(book), { O1: 'written_off', O2: 'written_off', O3: 'in_review' });
    await assert.rejects(makeMove(book, CLERK, await selected(book, 'O3'), { move: 'confirm' }), {
      code: 'role_too_low',
    });
    const own = await makeMove(book, { ...CLERK, role: 'reviewer' }, await selected(book, 'O3'), {
      move: 'confirm',
    });
    assert.deepEqual([own.action, own.left_out[0]?.code], [null, 'own_proposal']);
    await makeMove(book, REVIEWER, await selected(book, 'O3'), { move: 'confirm' });
    assert.equal((await statesOf(book)).O3, 'written_off');
    await makeMove(book, REVIEWER, await selected(book, 'O3'), { move: 'reopen', note: '平台答应赔付' });
    await makeMove(book, CLERK, await selected(book, 'O3'), GIVE_UP);
    await makeMove(book, REVIEWER, await selected(book, 'O3'), { move: 'reject', note: '先申诉' });
    assert.equal((await statesOf(book)).O3, 'open');
  });

  test('a case that others changed meanwhile is left out, saying by whom', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    const seen = await selected(book, 'O1', 'O2');
    await makeMove(book, REVIEWER, await selected(book, 'O2'), { move: 'investigate' });
    const { action, left_out } = await makeMove(book, CLERK, seen, ACCEPT);
    assert.equal(action?.count, 1);
    assert.deepEqual(
      left_out.map(({ match_key, code }) => [match_key, code]),
      [['O2', 'case_changed']],
    );
    assert.match(left_out[0]?.says.en ?? '', /mei/);
    assert.match(left_out[0]?.says['zh-CN'] ?? '', /核查中/);
  });
});

forEachEngine((books) => {
  test('a selection may be all cases of a condition, and says which moves are legal for all', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    await makeMove(book, CLERK, await selected(book, 'O1'), ACCEPT);
    const open = { where: sql`c.state = ${'open'}` };
    const preview = await previewMove(book, CLERK, open);
    assert.equal(preview.count, 2);
    assert.ok(preview.legal.some(({ move }) => move === 'accept'));
    assert.ok(!preview.legal.some(({ move }) => move === 'reopen' || move === 'confirm'));
    const mixed = await previewMove(book, CLERK, { where: sql`true` }, 'accept');
    assert.deepEqual([mixed.count, mixed.left_out_count, mixed.left_out[0]?.code], [2, 1, 'move_not_legal']);
    assert.deepEqual(mixed.first_numbers, ['O3', 'O2']);
    await makeMove(book, CLERK, open, { move: 'carry_forward' });
    const rows = await book.store.query<{ carried_to: string | null }>(
      sql`select distinct carried_to from app.cases where book_id = ${book.book_id} order by 1 nulls last`,
    );
    assert.deepEqual(
      rows.map(({ carried_to }) => carried_to),
      ['2026-02', null],
    );
  });

  test('a move that lacks its reason, or has one that no list knows, is refused', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    const all = await selected(book, 'O1');
    await assert.rejects(makeMove(book, CLERK, all, { move: 'accept' }), { code: 'move_lacks' });
    await assert.rejects(makeMove(book, CLERK, all, { ...ACCEPT, reason_code: 'nonsense' }), {
      code: 'reason_unknown',
    });
    await assert.rejects(makeMove(book, { user_id: 'x', role: 'viewer' }, all, ACCEPT), {
      code: 'role_too_low',
    });
  });
});

forEachEngine((books) => {
  test('write-offs that are small alone and large together wait for somebody whose limit reaches for all', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    const both = async () => selected(book, 'O1', 'O2');
    const minors = (await casesOf(book)).filter(({ key }) => key === 'O1' || key === 'O2');
    const together = minors.reduce((sum, { minor }) => sum + absolute(minor), 0n);
    const limitTo = (role: 'clerk' | 'reviewer', action_minor: bigint) =>
      saveWriteOffLimits(book, CHIEF, [
        { role, limit_minor: together, action_minor, adjustment_minor: null },
      ]);
    await limitTo('clerk', together - 1n);
    const preview = await previewMove(book, CLERK, await both(), 'write_off');
    assert.deepEqual([preview.count, preview.to_review], [2, 2]);
    const { action } = await makeMove(book, CLERK, await both(), GIVE_UP);
    const { O1, O2 } = await statesOf(book);
    assert.deepEqual([O1, O2], ['in_review', 'in_review']);
    await limitTo('reviewer', together - 1n);
    const confirm = { move: 'confirm' } as const;
    const refused = await makeMove(book, REVIEWER, await both(), confirm);
    assert.deepEqual(
      [refused.action, refused.left_out.map(({ code }) => code)],
      [null, ['write_offs_beyond_limit', 'write_offs_beyond_limit']],
    );
    await limitTo('reviewer', together);
    assert.equal((await makeMove(book, REVIEWER, await both(), confirm)).action?.count, 2);
    assert.equal((await statesOf(book)).O1, 'written_off');
    await limitTo('clerk', together);
    await makeMove(book, REVIEWER, await both(), { move: 'reopen', note: '重来' });
    await makeMove(book, CLERK, await both(), GIVE_UP);
    assert.equal((await statesOf(book)).O2, 'written_off');
    assert.notEqual(action, null);
  });
});
