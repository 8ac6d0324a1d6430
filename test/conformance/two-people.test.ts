import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import * as xlsx from '@e965/xlsx';
import { filteredCases } from '../../src/actions/cases/case-selection.ts';
import { undoAction } from '../../src/actions/cases/list-actions.ts';
import { makeMove, previewMove } from '../../src/actions/cases/make-move.ts';
import {
  makeTransfer,
  previewTransfer,
  type TransferRequest,
} from '../../src/actions/cases/make-transfer.ts';
import { applyRoundTrip, exportRoundTrip, readRoundTripFile } from '../../src/actions/cases/round-trip.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { type CaseState, isLegal, MOVE_NAMES, type Move, type MoveName } from '../../src/model/case.ts';
import type { Actor } from '../../src/model/role.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';
import {
  bookWith,
  CHIEF,
  CLERK,
  casesOf,
  LUMP,
  lateReceipt,
  N_TO_M,
  REVIEWER,
  SHORT,
  selected,
  stepsTold,
} from '../support/case-books.ts';

/* Goal: who acts on what he saw before somebody else changed it is told so, and what the other did stands. */

const GIVEN: Partial<Record<MoveName, Partial<Move>>> = {
  accept: { reason_code: 'verified' },
  write_off: { reason_code: 'not_worth_it' },
  reject: { note: '先问平台' },
  comment: { note: '乙的话' },
  assign: { assignee: 'lan' },
  set_due_day: { due_on: '2026-02-10' },
  reopen: { note: '又来了' },
};

function given(move: MoveName): Move {
  return { move, ...GIVEN[move] };
}

/** Moves that lead a case of O3, which is beyond a clerk's limit, from open to a state. */
const WAYS: Readonly<Partial<Record<CaseState, readonly (readonly [Actor, MoveName])[]>>> = {
  open: [],
  in_review: [[CLERK, 'write_off']],
  resolved: [[CLERK, 'accept']],
};

/** All that is known of the cases: where they stand, and every step. */
async function picture(book: Book): Promise<unknown> {
  return [await casesOf(book), await stepsTold(book)];
}

async function madeOn(book: Book, who: Actor, key: string, move: MoveName): Promise<void> {
  const { action } = await makeMove(book, who, await selected(book, key), given(move));
  assert.notEqual(action, null, move);
}

forEachEngine((books) => {
  test('every move of a case that somebody has changed meanwhile changes nothing and names who did', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    const tried = new Set<MoveName>();
    for (const [state, way] of Object.entries(WAYS)) {
      for (const [who, move] of way) await madeOn(book, who, 'O3', move);
      const seen = await selected(book, 'O3');
      await madeOn(book, CHIEF, 'O3', 'comment');
      const after = await picture(book);
      for (const move of MOVE_NAMES.filter((each) => isLegal(each, state as CaseState, false))) {
        tried.add(move);
        const { action, left_out } = await makeMove(book, REVIEWER, seen, given(move));
        assert.deepEqual([action, left_out.map(({ code }) => code)], [null, ['case_changed']], move);
        assert.match(left_out[0]?.says['zh-CN'] ?? '', /被 root 在/, move);
      }
      assert.deepEqual(await picture(book), after, state);
      if (state === 'in_review') await madeOn(book, REVIEWER, 'O3', 'reject');
    }
    assert.deepEqual([...tried].sort(), [...MOVE_NAMES].sort());
  });
});

/** What happens to the cases between what somebody saw of a filter and what he does with all of it. */
const MEANWHILE: Readonly<Record<string, (book: Book) => Promise<unknown>>> = {
  'another assigns one': (book) => madeOn(book, CHIEF, 'O1', 'assign'),
  'another closes one, which leaves the filter': (book) => madeOn(book, CHIEF, 'O1', 'accept'),
  'another opens one again, which comes into it': (book) => madeOn(book, CHIEF, 'O2', 'reopen'),
  'another closes one and opens another': async (book) => {
    await madeOn(book, CHIEF, 'O1', 'accept');
    await madeOn(book, CHIEF, 'O2', 'reopen');
  },
  'a late file changes its money': async (book) => {
    await lateReceipt(book, 1, 'O3', 5000n);
    await runReconciliation(book);
  },
};

forEachEngine((books) => {
  for (const [what, happen] of Object.entries(MEANWHILE))
    test(`all of a filter is done as it was seen or not at all: ${what}`, async () => {
      const book = await bookWith(books, SHORT);
      await runReconciliation(book);
      await madeOn(book, CHIEF, 'O2', 'accept');
      const open = { conditions: [{ column: 'state', how: 'is' as const, values: ['open'] }] };
      const filter = filteredCases(book, open, null);
      const { stamp, count } = await previewMove(book, CLERK, filter, 'assign');
      assert.equal(count, 2);
      await happen(book);
      const after = await picture(book);
      const late = makeMove(book, CLERK, { ...filter, stamp }, given('assign'));
      await assert.rejects(late, { code: 'selection_changed' });
      assert.deepEqual(await picture(book), after);
      const now = await previewMove(book, CLERK, filter, 'assign');
      const { action } = await makeMove(book, CLERK, { ...filter, stamp: now.stamp }, given('assign'));
      assert.equal(action?.count, now.count);
    });

  test('what was undone meanwhile is a change, too', async () => {
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    const { action } = await makeMove(book, CHIEF, await selected(book, 'O1'), given('assign'));
    const filter = { where: sql`true` };
    const seen = await selected(book, 'O1');
    const { stamp } = await previewMove(book, CLERK, filter);
    await undoAction(book, CHIEF, BigInt(action?.action_id ?? 0));
    await assert.rejects(makeMove(book, CLERK, { ...filter, stamp }, given('accept')), {
      code: 'selection_changed',
    });
    const { left_out } = await makeMove(book, CLERK, seen, given('accept'));
    assert.deepEqual(
      left_out.map(({ code }) => code),
      ['case_changed'],
    );
  });
});

/** The match with what its maker saw of each key. */
function withSeen({ legs, ...rest }: TransferRequest): TransferRequest {
  return {
    ...rest,
    legs: legs.map((leg) => (leg.match_key === null ? leg : { ...leg, seen_minor: leg.amount_minor })),
  };
}

forEachEngine((books) => {
  test('money of a key that somebody has matched meanwhile is not matched twice', async () => {
    const book = await bookWith(books, LUMP);
    await runReconciliation(book);
    const request = withSeen(N_TO_M);
    assert.equal((await previewTransfer(book, CLERK, request)).problem, null);
    const other: TransferRequest = {
      kind: 'match',
      legs: [
        { match_key: '?77', amount_minor: -3_000n, seen_minor: -9_000n },
        { match_key: 'O3', amount_minor: 3_000n, seen_minor: 99n },
      ],
    };
    await assert.rejects(makeTransfer(book, CHIEF, other), { code: 'transfer_key_changed' });
    const taken = { ...other, legs: other.legs.map(({ seen_minor: _, ...leg }) => leg) };
    const { action } = await makeTransfer(book, CHIEF, taken);
    const after = await picture(book);
    const { problem } = await previewTransfer(book, CLERK, request);
    assert.match(problem?.['zh-CN'] ?? '', /77.*-90\.00.*-60\.00/);
    await assert.rejects(makeTransfer(book, CLERK, request), { code: 'transfer_key_changed' });
    assert.deepEqual(await picture(book), after);
    await undoAction(book, CHIEF, BigInt(action.action_id));
    assert.equal((await makeTransfer(book, CLERK, request)).action.count, 4);
  });
});

/** Answers every row of a workbook of open cases with one word. */
function answerAll(file: string, word: string): void {
  const workbook = xlsx.read(readFileSync(file));
  const [name = ''] = workbook.SheetNames;
  const rows = xlsx.utils.sheet_to_json<Record<string, string>>(workbook.Sheets[name] ?? {}, {
    defval: '',
    raw: false,
  });
  workbook.Sheets[name] = xlsx.utils.json_to_sheet(rows.map((row) => ({ ...row, 处理结果: word })));
  writeFileSync(file, xlsx.write(workbook, { type: 'buffer', bookType: 'xlsx' }));
}

forEachEngine((books) => {
  test('a workbook leaves out what was changed between its preview and its taking over', async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'duideshang-two-people-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const book = await bookWith(books, SHORT);
    await runReconciliation(book);
    const file = path.join(folder, '异常.xlsx');
    await exportRoundTrip(book, CLERK, sql`true`, file, 'zh-CN');
    answerAll(file, '向平台申诉');
    const preview = await readRoundTripFile(book, CLERK, { path: file });
    assert.deepEqual([preview.changes.length, preview.conflicts.length], [3, 0]);
    await madeOn(book, CHIEF, 'O2', 'accept');
    await madeOn(book, CHIEF, 'O3', 'comment');
    const { actions, left_out } = await applyRoundTrip(book, CLERK, preview.round_trip_id, []);
    assert.deepEqual(
      [actions.map(({ count }) => count), left_out.map(({ match_key, code }) => [match_key, code])],
      [
        [1],
        [
          ['O2', 'case_changed'],
          ['O3', 'case_changed'],
        ],
      ],
    );
    const states = (await casesOf(book)).map(({ key, state }) => [key, state]);
    assert.deepEqual(Object.fromEntries(states), { O1: 'waiting', O2: 'resolved', O3: 'open' });
  });
});
