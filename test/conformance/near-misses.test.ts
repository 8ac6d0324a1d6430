import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alikeness } from '../../src/actions/cases/near-misses.ts';
import { orderStory } from '../../src/actions/orders/order-story.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { forEachEngine } from '../support/books.ts';
import { parseScenarios, writeScenario } from '../support/scenarios.ts';

const [MISSED] = parseScenarios(`scenario a receipt under another number
covers 01-01 to 02-01
order 12345678 paid 100.00 completed confirmed 01-10 payout 100.00
order 22345678 paid 70.00 completed confirmed 01-10 payout 70.00
line sale 100.00 on 01-12 ref 12345687
line sale 100.00 on 01-25 ref 99999999
line sale 55.00 on 01-12 ref 12345679
line sale 33.00 on 01-12 ref 88888888`);

forEachEngine((books) => {
  test('money that could be the order’s is told, the nearest first, with what makes it near', async () => {
    const book = await books.open();
    await book.store.transaction(async (tx) => {
      if (MISSED !== undefined) await writeScenario(tx, book.book_id, MISSED);
    });
    await runReconciliation(book);
    const { near_misses } = await orderStory(book, '12345678');
    assert.deepEqual(
      near_misses.map(({ match_key, open_minor, near }) => [
        match_key,
        open_minor,
        near.map((why) => why.en),
      ]),
      [
        [
          '12345687',
          -10_000n,
          ['exactly the same amount', 'two digits of the number are swapped', '2 days apart'],
        ],
        ['99999999', -10_000n, ['exactly the same amount', '15 days apart']],
        ['12345679', -5_500n, ['one digit of the number differs', '2 days apart']],
      ],
    );
    assert.deepEqual((await orderStory(book, '22345678')).near_misses, []);
  });
});

const ALIKE = [
  ['12345678', '12345687', 'swapped'],
  ['12345678', '12345679', 'digit'],
  ['12345678', '12345678', null],
  ['12345678', '21345687', null],
  ['12345678', '1234567', null],
] as const;

for (const [a, b, how] of ALIKE)
  test(`${a} and ${b} are ${how ?? 'not'} alike`, () => assert.equal(alikeness(a, b), how));
