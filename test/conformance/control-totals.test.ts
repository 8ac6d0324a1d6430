import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Store } from '../../src/store/driver.ts';
import { proveByControlTotals } from '../../src/store/facts/control-totals.ts';
import { type SqlValue, sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';

const BOOK = 'b';
const FROM = '2024-08-01 00:00:00';
const TO = '2024-09-01 00:00:00';

async function totalsRow(store: Store, account: string, row: readonly [string | null, ...SqlValue[]]) {
  const [entry_type, ...amounts] = row;
  const [inflow_count, inflow_minor, outflow_count, outflow_minor, from_at = FROM] = amounts;
  await store.execute(sql`insert into control_totals (book_id, match_key, batch_id, row_no, live, identity_hash,
      occurrence, account_id, from_at, to_at, entry_type, inflow_count, inflow_minor, outflow_count, outflow_minor)
    values (${BOOK}, '?', 9, 1, true, 1, 1, ${account}, ${from_at ?? null}::timestamp, ${TO}::timestamp,
      ${entry_type}::text, ${inflow_count ?? 0}::integer, ${inflow_minor ?? 0}::bigint,
      ${outflow_count ?? 0}::integer, ${outflow_minor ?? 0}::bigint)`);
}

async function line(store: Store, batch: number, at: string, minor: number, subject: number, live = true) {
  await store.execute(sql`insert into statement_lines (book_id, match_key, batch_id, row_no, live, identity_hash,
      occurrence, account_id, happened_at, amount_minor, fee_minor, subject_id)
    values (${BOOK}, '?', ${batch}::bigint, 1, ${live}::boolean, 1, 1, 'alipay:1', ${at}::timestamp,
      ${minor}::bigint, 0, ${subject}::bigint)`);
}

async function subjects(store: Store) {
  for (const [id, entry_type] of [
    [1, '交易付款'],
    [2, '收费'],
  ] as const) {
    await store.execute(sql`insert into subjects (book_id, subject_id, channel, entry_type, description, memo)
      values (${BOOK}, ${id}::bigint, 'alipay', ${entry_type}::text, '', '')`);
  }
}

forEachEngine((books) => {
  test('a summary proves the live lines of its account and span, per type and in all', async () => {
    const { store } = await books.open();
    await subjects(store);
    await line(store, 1, '2024-08-01 00:00:00', 10000, 1);
    await line(store, 2, '2024-08-31 23:59:59', 5000, 1);
    await line(store, 2, '2024-08-15 10:00:00', -60, 2);
    await line(store, 3, '2024-08-15 10:00:00', -60, 2, false);
    await line(store, 4, '2024-09-01 00:00:00', 7700, 1);
    await totalsRow(store, 'alipay:1', ['交易付款', 2, 15000, 0, 0]);
    await totalsRow(store, 'alipay:1', ['收费', 0, 0, 2, 120]);
    await totalsRow(store, 'alipay:1', [null, 2, 15000, 1, 60]);
    const [proof, ...others] = await proveByControlTotals(store, BOOK);
    assert.equal(others.length, 0);
    assert.deepEqual(proof?.statement_batch_ids, [1n, 2n]);
    assert.deepEqual(proof?.summary_batch_ids, [9n]);
    const said = new Map(proof?.totals.map(({ of, agrees }) => [of, agrees]));
    assert.deepEqual(Object.fromEntries(said), {
      'inflow 交易付款': true,
      'outflow 交易付款': true,
      'inflow 收费': true,
      'outflow 收费': false,
      inflow: true,
      outflow: true,
    });
    const wrong = proof?.totals.find(({ of }) => of === 'outflow 收费');
    assert.deepEqual(
      [wrong?.stated_count, wrong?.read_count, wrong?.stated_minor, wrong?.read_minor],
      [2, 1, 120n, 60n],
    );
  });

  test('a summary of another account, or of unknown days, waits', async () => {
    const { store } = await books.open();
    await subjects(store);
    await line(store, 1, '2024-08-02 00:00:00', 10000, 1);
    await totalsRow(store, 'alipay:2', [null, 9, 9, 9, 9]);
    await totalsRow(store, 'alipay:1', [null, 9, 9, 9, 9, null]);
    const proofs = await proveByControlTotals(store, BOOK);
    assert.deepEqual(
      proofs.flatMap(({ totals }) => totals.map(({ of, agrees }) => [of, agrees])),
      [
        ['inflow', null],
        ['outflow', null],
        ['inflow', null],
        ['outflow', null],
      ],
    );
    assert.ok(proofs.every(({ statement_batch_ids }) => statement_batch_ids.length === 0));
  });
});
