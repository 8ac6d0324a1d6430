import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BOTH_ENDS, learned, PAGE_ROWS, pageFor, placeIn, type Walks } from './walks.ts';

/** Fetches pages of a list as the table does until the one of a row has come; returns how many it took. */
function fetchesTo(row: number, total: number, known: Walks = BOTH_ENDS): { count: number; walks: Walks } {
  let walks = known;
  for (let count = 1; ; count += 1) {
    const found = pageFor(walks, row, total);
    if (placeIn(found.end, row, total).page === found.page) return { count, walks };
    walks = learned(walks, found, `${found.end} ${found.page + 1}`);
  }
}

test('both ends of a list are one page away', () => {
  equal(fetchesTo(0, 100_000).count, 1);
  equal(fetchesTo(99_999, 100_000).count, 1);
});

test('every row is reached, by the shorter way', () => {
  const lists = fc
    .integer({ min: 1, max: 30_000 })
    .chain((total) => fc.tuple(fc.constant(total), fc.nat(total - 1)));
  fc.assert(
    fc.property(lists, ([total, row]) => {
      const shorter = Math.min(row, total - 1 - row);
      equal(fetchesTo(row, total).count, Math.floor(shorter / PAGE_ROWS) + 1);
    }),
    { seed: 20_261_130 },
  );
});

test('who has walked past the middle goes on from there', () => {
  const { walks } = fetchesTo(40_000, 100_000);
  deepEqual(pageFor(walks, 60_000, 100_000), { end: 'head', page: 200 });
  equal(fetchesTo(60_000, 100_000, walks).count, 101);
});

test('without a count a list is walked from its head', () => {
  deepEqual(pageFor(BOTH_ENDS, 900, undefined), { end: 'head', page: 0 });
});

test('a page that now leads elsewhere makes what came after it unknown', () => {
  const walks: Walks = { head: [undefined, 'a', 'b', 'c'], tail: [undefined, 'z'] };
  equal(learned(walks, { end: 'head', page: 1 }, 'b'), walks);
  deepEqual(learned(walks, { end: 'head', page: 0 }, 'x').head, [undefined, 'x']);
  deepEqual(learned(walks, { end: 'head', page: 1 }, null).head, [undefined, 'a']);
  equal(learned(walks, { end: 'tail', page: 1 }, null), walks);
});
