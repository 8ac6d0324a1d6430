import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardsOfJob, type ImportCard } from './import-cards.ts';

const CARD = {
  imported_at: '2026-02-01 10:00:05',
  receipts: [
    { batch_id: 7n, file: '订单.csv', rows_new: 3, rows_unchanged: 0, rows_changed: 1, held_before: null },
  ],
} as unknown as ImportCard;

/** New rows and file of what a job tells of the one table. */
function toldBy(made_at: string, ...names: readonly (string | null)[]): unknown[] {
  const tables = names.map((told_as) => ({ batch_id: '7', told_as }));
  return cardsOfJob([CARD], { tables, made_at }).flatMap(({ receipts }) =>
    receipts.map(({ file, rows_new, rows_unchanged, held_before }) => [
      file,
      rows_new,
      rows_unchanged,
      held_before === null,
    ]),
  );
}

test('bytes that the book had bring nothing new, under the name that they came with', () => {
  assert.deepEqual(toldBy('2026-02-01 10:00:00', null), [['订单.csv', 3, 0, true]]);
  assert.deepEqual(toldBy('2026-02-03 10:00:00', '订单.csv'), [['订单.csv', 0, 4, false]]);
  assert.deepEqual(toldBy('2026-02-01 10:00:00', null, '订单 (1).csv'), [
    ['订单.csv', 3, 0, true],
    ['订单 (1).csv', 0, 4, false],
  ]);
});

test('what a job had read before it was taken up again is new', () => {
  assert.deepEqual(toldBy('2026-02-01 10:00:00', '订单.csv'), [['订单.csv', 3, 0, true]]);
});
