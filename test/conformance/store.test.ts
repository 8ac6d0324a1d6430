import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';

forEachEngine((books) => {
  test('smoke', async () => {
    const { store } = await books.open();
    const rows = await store.query(
      sql`select round_half_up_div(5, 2) as a, round_half_up_div(-5, 2) as b, day_of(${'2024-01-01 00:00:59'}::timestamp) as d, ${5n}::bigint as f`,
    );
    assert.deepEqual(rows, [{ a: 3n, b: -3n, d: '2024-01-01', f: 5n }]);
  });
});
