import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { BulkLoad, Store } from '../driver.ts';
import { sql } from '../sql.ts';
import { openDuckdb } from './duckdb.ts';

const root = await mkdtemp(path.join(os.tmpdir(), 'duideshang-duckdb-'));
const store = await openDuckdb(root, { threads: 4 });
after(async () => {
  await store.close();
  await rm(root, { recursive: true, force: true });
});

async function threadsOf(on: Store): Promise<bigint> {
  const [row] = await on.query<{ threads: bigint }>(
    sql`select current_setting('threads')::bigint as threads`,
  );
  return row?.threads ?? 0n;
}

test('what changes the database counts as a change, what reads it does not', async () => {
  const changes = (): number => store.changes() ?? Number.NaN;
  const first = changes();
  await store.execute(sql`create table t (n bigint)`);
  assert.equal(changes(), first + 1);
  await store.query(sql`select n from t`);
  for await (const _ of store.stream(sql`select n from t`));
  assert.equal(changes(), first + 1);
  await store.transaction(async (tx) => {
    await tx.execute(sql`insert into t select 1`);
    assert.equal(changes(), first + 1, 'nobody sees it before it is committed');
  });
  assert.equal(changes(), first + 2);
  const file = path.join(root, 'n.tsv');
  await writeFile(file, '7\n');
  const load: BulkLoad = {
    table: 't',
    into: ['n'],
    files: [file],
    columns: [{ name: 'n', type: 'bigint' }],
    select: [sql`n`],
  };
  await store.load({ ...load, unseen: true });
  assert.equal(changes(), first + 2, 'nobody sees it before a transaction says so');
  await store.load(load);
  assert.equal(changes(), first + 3);
});

test('work leaves a core to others, and gives it back when it fails', async () => {
  const left = BigInt(Math.max(1, os.availableParallelism() - 1));
  const seen = store.leavingOneCore(async () => {
    const threads = await threadsOf(store);
    assert.equal(threads, left < 4n ? left : 4n);
    throw new Error('enough');
  });
  await assert.rejects(seen, /enough/);
  assert.equal(await threadsOf(store), 4n);
});
