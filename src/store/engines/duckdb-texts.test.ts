import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { join, sql } from '../sql.ts';
import { openDuckdb } from './duckdb.ts';

const root = await mkdtemp(path.join(os.tmpdir(), 'duideshang-texts-'));
const store = await openDuckdb(root);
after(async () => {
  await store.close();
  await rm(root, { recursive: true, force: true });
});

interface Pair {
  readonly a: string | null;
  readonly b: string | null;
}

async function readBack(rows: readonly Pair[], order: 'asc' | 'desc'): Promise<Pair[]> {
  const values = rows.map(({ a, b }, at) => sql`(${at}, ${a}::text, ${b}::text)`);
  return store.query<Pair>(
    order === 'asc'
      ? sql`select a, b from (values ${join(values)}) t(n, a, b) order by n`
      : sql`select a, b from (values ${join(values)}) t(n, a, b) order by n desc`,
  );
}

test('texts of every length and script, and nulls, are read as they were written, in any order', async () => {
  const text = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 20 }).filter((each) => !each.includes('\0')),
    fc.constantFrom('', 'twelve bytes', 'thirteen byte', '淘宝订单号', '天猫'),
  );
  const row = fc.record({ a: fc.option(text), b: fc.option(text) });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 90 }), async (rows) => {
      const written = rows.map((each) => ({ a: wellFormed(each.a), b: wellFormed(each.b) }));
      assert.deepEqual(await readBack(written, 'asc'), written);
      assert.deepEqual(await readBack(written, 'desc'), written.toReversed());
    }),
    { numRuns: 60 },
  );
});

test('many chunks of long texts, some null, are read in order', async () => {
  const rows = await store.query<{ n: bigint; t: string | null }>(
    sql`select i as n, case when i % 7 = 3 then null else 'order number ' || i || case when i % 5 = 0 then '号' else '' end end as t
      from range(9000) r(i) order by i`,
  );
  const expected = ({ n }: { n: bigint }): string | null =>
    n % 7n === 3n ? null : `order number ${n}${n % 5n === 0n ? '号' : ''}`;
  assert.equal(rows.length, 9000);
  for (const each of rows) assert.equal(each.t, expected(each));
});

test('moments are read to the second, of any year', async () => {
  const moments = [
    '2026-02-01 09:30:05',
    '1582-10-15 00:00:00',
    '0001-01-01 00:00:00',
    '9999-12-31 23:59:59',
  ];
  const read = await store.query<{ moment: string }>(
    sql`select moment from (values ${join(moments.map((each, n) => sql`(${n}, ${each}::timestamp)`))}) t(n, moment) order by n`,
  );
  assert.deepEqual(
    read.map(({ moment }) => moment),
    moments,
  );
  const [before] = await store.query<{ moment: string }>(
    sql`select '1969-12-31 23:59:59.999999'::timestamp as moment`,
  );
  assert.equal(before?.moment, '1969-12-31 23:59:59');
});

/** What UTF-8 can hold: no half of a pair. */
function wellFormed(text: string | null): string | null {
  return text === null ? null : text.toWellFormed();
}
