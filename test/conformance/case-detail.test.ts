import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { attachFile, attachmentFile } from '../../src/actions/cases/attach-file.ts';
import { caseDetail } from '../../src/actions/cases/case-detail.ts';
import { undoAction } from '../../src/actions/cases/list-actions.ts';
import { makeMove } from '../../src/actions/cases/make-move.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import { bookWith, CLERK, selected } from '../support/case-books.ts';

const SHORT = `covers 01-01 to 02-01
order O1 paid 100.00 completed confirmed 01-10 payout 100.00
line sale 99.00 on 01-10 ref O1`;

forEachEngine((books) => {
  test('a case tells its sentence, its steps with what they changed, and what may be done next', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    const { cases } = await selected(book, 'O1');
    const case_id = cases[0]?.case_id ?? '';
    const move = {
      move: 'claim_from_platform',
      assignee: 'mei',
      due_on: '2026-02-01',
      note: '截图已发',
    } as const;
    const { action } = await makeMove(book, CLERK, { cases }, move);
    const names: Record<string, string> = { lan: '小兰', mei: '小梅' };
    const shown = await caseDetail(book, CLERK, case_id, (id) => names[id] ?? id);
    assert.equal(shown.state, 'waiting');
    assert.equal(shown.waiting_for, 'platform');
    assert.match(shown.says['zh-CN'], /少了 1\.00 元/);
    assert.deepEqual(shown.assignee, { user_id: 'mei', display_name: '小梅' });
    assert.deepEqual(
      shown.evidence.map(({ file }) => file),
      ['orders.csv', 'wallet-0.csv'],
    );
    const [opened, claimed] = shown.events;
    assert.deepEqual(
      [opened?.what, opened?.made_by, claimed?.made_by, claimed?.note],
      ['opened', null, '小兰', '截图已发'],
    );
    const changes = claimed?.changes.map(({ field, before, after }) => [
      field.en,
      before?.en ?? null,
      after?.en ?? null,
    ]);
    assert.deepEqual(changes, [
      ['state', 'open', 'waiting'],
      ['waiting for', null, 'the platform'],
      ['assigned to', null, '小梅'],
      ['due day', null, '2026-02-01'],
    ]);
    assert.ok(shown.moves.some((legal) => legal.move === 'write_off'));
    assert.ok(!shown.moves.some((legal) => legal.move === 'reopen'));
    await undoAction(book, CLERK, BigInt(action?.action_id ?? 0));
    const after = await caseDetail(book, CLERK, case_id);
    assert.deepEqual(
      [after.state, after.assignee, after.due_on, after.events.at(-1)?.undone],
      ['open', null, null, true],
    );
    await assert.rejects(caseDetail(book, CLERK, 'x'), { code: 'case_unknown' });
  });
});

forEachEngine((books) => {
  test('an attached file is kept with the book under its name, and is no step that stands on others', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    const { cases } = await selected(book, 'O1');
    const case_id = cases[0]?.case_id ?? '';
    const { action } = await makeMove(book, CLERK, { cases }, { move: 'investigate' });
    const folder = await mkdtemp(path.join(tmpdir(), 'duideshang-attach-'));
    await writeFile(path.join(folder, 'upload-1'), '聊天记录');
    const kept = await attachFile(book, CLERK, case_id, {
      path: path.join(folder, 'upload-1'),
      name: '聊天.txt',
    });
    await rm(folder, { recursive: true });
    assert.deepEqual([kept.file, kept.bytes], ['聊天.txt', 12]);
    const found = await attachmentFile(book, kept.attachment_id);
    assert.equal(found.file, '聊天.txt');
    assert.equal(await readFile(found.path, 'utf8'), '聊天记录');
    assert.deepEqual(
      (await caseDetail(book, CLERK, case_id)).attachments.map(({ file }) => file),
      ['聊天.txt'],
    );
    await undoAction(book, CLERK, BigInt(action?.action_id ?? 0));
    await assert.rejects(attachmentFile(book, '99'), { code: 'attachment_unknown' });
  });
});

forEachEngine((books) => {
  test('decisions of an older book become steps of its cases, and ties become transfers', async () => {
    const older = await bookWith(
      books,
      `${SHORT}
order O2 paid 10.00 completed confirmed 01-10 payout 10.00
line sale 10.00 on 01-10 ref X2`,
    );
    await older.store.execute(sql`insert into app.decisions values
      (${older.book_id}, 1, 'accept', 'O1', 'amount_short', '{"discrepancy_minor":"-100","note":"问过"}', 'lan', '2026-02-03 09:00:00', null),
      (${older.book_id}, 2, 'match', 'X2', 'O2', '{"note":""}', 'lan', '2026-02-03 09:01:00', null),
      (${older.book_id}, 3, 'write_off', 'O9', 'amount_short', '{"discrepancy_minor":"-5","note":""}', 'lan', '2026-02-03 09:02:00', null)`);
    await runReconciliation(older);
    const { cases } = await selected(older, 'O1');
    const shown = await caseDetail(older, CLERK, cases[0]?.case_id ?? '');
    assert.deepEqual(
      [shown.state, shown.events.at(-1)?.note, shown.events.at(-1)?.made_at],
      ['resolved', '问过', '2026-02-03 09:00:00'],
    );
    const gone = await selected(older, 'O9');
    assert.equal((await caseDetail(older, CLERK, gone.cases[0]?.case_id ?? '')).state, 'written_off');
    const summary = await runReconciliation(older);
    assert.equal(summary.states.matched, 1);
  });
});
