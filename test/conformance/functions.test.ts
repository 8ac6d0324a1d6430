import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';

const minor = fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n });
const moment = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19).replace('T', ' '));

function roundHalfUp(a: bigint, b: bigint): bigint | null {
  if (b === 0n) return null;
  const magnitude = (n: bigint) => (n < 0n ? -n : n);
  const rounded = (2n * magnitude(a) + magnitude(b)) / (2n * magnitude(b));
  return a < 0n === b < 0n ? rounded : -rounded;
}

forEachEngine((books) => {
  test('round_half_up_div rounds halves away from zero', async () => {
    const { store } = await books.open();
    const divide = async (a: bigint, b: bigint) =>
      (
        await store.query<{ q: bigint | null }>(
          sql`select round_half_up_div(${a}::bigint, ${b}::bigint) as q`,
        )
      )[0]?.q;
    const pairs = [
      [5n, 2n, 3n],
      [-5n, 2n, -3n],
      [4n, 2n, 2n],
      [1n, 3n, 0n],
      [0n, 7n, 0n],
      [1n, 0n, null],
    ] as const;
    for (const [a, b, q] of pairs) assert.equal(await divide(a, b), q);
    await fc.assert(
      fc.asyncProperty(minor, minor, async (a, b) => assert.equal(await divide(a, b), roundHalfUp(a, b))),
      { numRuns: 60 },
    );
  });

  test('minutes_between cuts the fraction off, day_of takes the day', async () => {
    const { store } = await books.open();
    await fc.assert(
      fc.asyncProperty(moment, moment, async (a, b) => {
        const [row] = await store.query(
          sql`select minutes_between(${a}::timestamp, ${b}::timestamp) as minutes, day_of(${a}::timestamp) as day`,
        );
        const ms = Date.parse(`${b.replace(' ', 'T')}Z`) - Date.parse(`${a.replace(' ', 'T')}Z`);
        assert.deepEqual(row, { minutes: BigInt(Math.trunc(ms / 60_000)), day: a.slice(0, 10) });
      }),
      { numRuns: 60 },
    );
    assert.deepEqual(await store.query(sql`select minutes_between(null, null) as m, day_of(null) as d`), [
      { m: null, d: null },
    ]);
  });

  test('fact_hash is a number of 63 bits, the same for the same text only', async () => {
    const { store } = await books.open();
    const hash = async (text: string) =>
      (await store.query<{ h: bigint }>(sql`select fact_hash(${text}) as h`))[0]?.h ?? -1n;
    const texts = ['', 'a', 'b', '4000000000000000001', '4000000000000000002', '订单'];
    const hashes = await Promise.all(texts.map(hash));
    assert.equal(new Set(hashes).size, texts.length);
    assert.ok(hashes.every((h) => h >= 0n && h < 2n ** 63n));
    assert.deepEqual(await Promise.all(texts.map(hash)), hashes);
  });
});
