import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import type { SqlValue } from '../sql.ts';
import { literalOf } from './duckdb-literals.ts';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
after(() => {
  connection.disconnectSync();
  instance.closeSync();
});

/** What the engine makes of a literal: the value and the name of its type. */
async function readBack(value: SqlValue): Promise<unknown[]> {
  const literal = literalOf(value);
  const result = await connection.run(`select ${literal}, typeof(${literal})`);
  return (await result.getRows())[0] ?? [];
}

test('a text is read as it was written, whatever stands in it', async () => {
  const odd = fc.constantFrom("'", "''", '\0', '\\', '"', '$1', '--', '/*', ';', '\n', '’', '对', '😀', 'a');
  const text = fc.array(odd, { maxLength: 12 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, fc.string({ unit: 'grapheme' })), async (value) => {
      assert.deepEqual(await readBack(value), [value, 'VARCHAR']);
    }),
    { numRuns: 300 },
  );
});

test('numbers keep their type to the last one that fits', async () => {
  const integers = [0, -1, 2 ** 31 - 1, 1 - 2 ** 31];
  for (const value of integers) assert.deepEqual(await readBack(value), [value, 'INTEGER']);
  const bigints = [0n, -1n, 2n ** 63n - 1n, -(2n ** 63n)];
  for (const value of bigints) assert.deepEqual(await readBack(value), [value, 'BIGINT']);
  assert.deepEqual(await readBack(2 ** 31), [2n ** 31n, 'BIGINT']);
  assert.deepEqual(await readBack(-(2 ** 53) + 1), [1n - 2n ** 53n, 'BIGINT']);
});

test('what no type of ours holds is refused', () => {
  for (const value of [0.5, Number.NaN, 2 ** 53, 2n ** 63n, -(2n ** 63n) - 1n])
    assert.throws(() => literalOf(value), TypeError);
});

test('null and truth are themselves', async () => {
  assert.deepEqual(await readBack(null), [null, '"NULL"']);
  assert.deepEqual(await readBack(true), [true, 'BOOLEAN']);
  assert.deepEqual(await readBack(false), [false, 'BOOLEAN']);
});
