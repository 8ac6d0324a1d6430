import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerOffer,
  lessonsOf,
  listOffers,
  listReasons,
  saveLessonNote,
  saveReasons,
} from '../../src/actions/cases/lessons.ts';
import { listActions, undoAction } from '../../src/actions/cases/list-actions.ts';
import { makeMove } from '../../src/actions/cases/make-move.ts';
import { saveWriteOffLimits } from '../../src/actions/cases/write-off-limits.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import { bookWith, CHIEF, CLERK, REVIEWER, selected, statesOf, stepsTold } from '../support/case-books.ts';

const orders = (...numbers: number[]): string =>
  numbers
    .map(
      (n) =>
        `order O${n} paid 100.00 completed confirmed 01-10 payout 100.00\nline sale 99.${90 - n} on 01-10 ref O${n}`,
    )
    .join('\n');
const FIVE = `covers 01-01 to 02-01\n${orders(1, 2, 3, 4, 5)}`;
const ACCEPT = { move: 'accept', reason_code: 'verified' } as const;

forEachEngine((books) => {
  test('five of one shape are offered as a rule, which later runs apply only when it was accepted', async () => {
    const book = await bookWith(books, FIVE);
    await runReconciliation(book);
    await makeMove(book, CLERK, await selected(book, 'O1', 'O2', 'O3', 'O4'), ACCEPT);
    assert.deepEqual(await listOffers(book), []);
    await makeMove(book, CLERK, await selected(book, 'O5'), ACCEPT);
    const [offer] = await listOffers(book);
    assert.deepEqual([offer?.count, offer?.largest_minor, offer?.state], [5, 15n, 'open']);
    assert.match(offer?.says.en ?? '', /accepted 5 times as "looked into, in order"/);
    await assert.rejects(answerOffer(book, CLERK, offer?.offer_id ?? '', true), { code: 'role_too_low' });
    await answerOffer(book, REVIEWER, offer?.offer_id ?? '', true);
    await book.store.execute(sql`update orders set paid_minor = paid_minor + 1, payout_minor = payout_minor + 1
      where book_id = ${book.book_id} and match_key in ('O1', 'O5')`);
    await runReconciliation(book);
    assert.deepEqual(await statesOf(book), {
      O1: 'resolved',
      O2: 'resolved',
      O3: 'resolved',
      O4: 'resolved',
      O5: 'open',
    });
    assert.deepEqual((await stepsTold(book)).slice(-3), ['O1 returned', 'O5 returned', 'O1 accept']);
    const [byRule] = await listActions(book, REVIEWER);
    assert.deepEqual([byRule?.made_by, byRule?.count, byRule?.can_undo], [null, 1, true]);
    await undoAction(book, REVIEWER, BigInt(byRule?.action_id ?? 0));
    await runReconciliation(book);
    assert.equal((await statesOf(book)).O1, 'open');
  });
});

forEachEngine((books) => {
  test('one decision to the contrary, or a declined offer, and there is none', async () => {
    const book = await bookWith(books, `${FIVE}\n${orders(6)}`);
    await runReconciliation(book);
    await makeMove(book, CLERK, await selected(book, 'O1', 'O2', 'O3', 'O4', 'O5'), ACCEPT);
    const [offer] = await listOffers(book);
    await answerOffer(book, REVIEWER, offer?.offer_id ?? '', false);
    assert.deepEqual(
      (await listOffers(book)).map(({ state }) => state),
      ['declined'],
    );
    await book.store.execute(sql`delete from app.offers where book_id = ${book.book_id}`);
    await makeMove(book, CLERK, await selected(book, 'O6'), {
      move: 'write_off',
      reason_code: 'not_worth_it',
    });
    assert.deepEqual(await listOffers(book), []);
    await assert.rejects(answerOffer(book, REVIEWER, 'nothing', true), { code: 'offer_unknown' });
  });
});

forEachEngine((books) => {
  test('the lessons of a span: causes by money, reasons, notes', async () => {
    const book = await bookWith(
      books,
      `${FIVE}
order C1 paid 10.00 cancelled refund 10.00
line sale 3.00 on 01-10 ref C1`,
    );
    await runReconciliation(book);
    await makeMove(book, CLERK, await selected(book, 'O1', 'O2'), ACCEPT);
    await saveLessonNote(book, CLERK, 'unexplained', {
      learned: '都是一分钱的尾差',
      change: '找平台要取整规则',
    });
    const lessons = await lessonsOf(book, CLERK);
    assert.deepEqual(
      lessons.pareto.map(({ cause, count, minor, cumulated, resolved }) => [
        cause,
        count,
        minor,
        cumulated,
        resolved,
      ]),
      [
        ['closed_but_paid', 1, 300n, 8219, 0],
        ['unexplained', 5, 65n, 10_000, 2],
      ],
    );
    assert.deepEqual(
      lessons.reasons.map(({ reason, count, minor }) => [reason.en, count, minor]),
      [['looked into, in order', 2, 23n]],
    );
    assert.deepEqual(
      lessons.notes.map(({ cause, change }) => [cause, change]),
      [['unexplained', '找平台要取整规则']],
    );
    assert.equal(lessons.days_to_resolve, 0);
    assert.deepEqual(
      (await lessonsOf(book, CLERK, { from_day: '2020-01-01', to_day: '2020-01-31' })).pareto,
      [],
    );
    assert.deepEqual((await lessonsOf(book, { ...CLERK, shops: ['别的店'] })).pareto, []);
  });
});

forEachEngine((books) => {
  test('the book keeps its reasons, used ones retired, and its limits', async () => {
    const book = await bookWith(books, FIVE);
    await runReconciliation(book);
    await makeMove(book, CLERK, await selected(book, 'O1'), ACCEPT);
    const own = {
      reason_code: 'own',
      name: { 'zh-CN': '自定', 'zh-TW': '自訂', en: 'own' },
      causes: [],
      retired: false,
    };
    await saveReasons(book, REVIEWER, [own]);
    assert.deepEqual(
      (await listReasons(book)).map(({ reason_code, retired }) => [reason_code, retired]),
      [
        ['own', false],
        ['verified', true],
      ],
    );
    await assert.rejects(saveReasons(book, REVIEWER, [own, own]), { code: 'reasons_wrong' });
    await assert.rejects(saveReasons(book, CLERK, [own]), { code: 'role_too_low' });
    await saveWriteOffLimits(book, CHIEF, [
      { role: 'clerk', limit_minor: 5n, action_minor: 50n, adjustment_minor: 0n },
    ]);
    await makeMove(book, CLERK, await selected(book, 'O2'), { move: 'write_off', reason_code: 'own' });
    assert.equal((await statesOf(book)).O2, 'in_review');
  });
});
