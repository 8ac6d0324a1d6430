import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
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

const CORES = os.availableParallelism();
const canGoBehind = process.platform === 'linux' && CORES > 1;
const noPriorities = !canGoBehind && 'threads have no priority of their own, or there is one core';

/** How many threads of this process go behind the others. */
function threadsBehind(): number {
  const own = os.getPriority();
  const threads = readdirSync('/proc/self/task').map(Number);
  return threads.filter((thread) => os.getPriority(thread) > own).length;
}

test('behind others the threads of the engine have a lower priority', { skip: noPriorities }, async () => {
  await store.behindOthers(async (behind) => {
    assert.equal(threadsBehind(), CORES - 1, 'all but the one of who waits');
    const [row] = await behind.query(
      sql`select count(*) as count from range(3000000) where hash(range) is not null`,
    );
    assert.deepEqual(row, { count: 3000000n });
  });
  assert.equal(threadsBehind(), 0);
  assert.equal(await threadsOf(store), 4n);
});

test('work behind others gives the threads back when it fails, and no sooner than the last', async () => {
  const during = BigInt(canGoBehind ? CORES : Math.max(1, Math.min(4, CORES - 1)));
  let go = (): void => undefined;
  const first = store.behindOthers(async () => {
    await new Promise<void>((done) => {
      go = done;
    });
    await store.withOneThread(async () => assert.equal(await threadsOf(store), during));
  });
  const second = store.behindOthers(async () => {
    assert.equal(await threadsOf(store), during);
    throw new Error('enough');
  });
  await assert.rejects(second, /enough/);
  assert.equal(await threadsOf(store), during);
  go();
  await first;
  assert.equal(await threadsOf(store), 4n);
});

test('statements behind others do and say what they do elsewhere', async () => {
  await store.execute(sql`create table b (n bigint primary key)`);
  await store.behindOthers(async (behind) => {
    const before = behind.changes() ?? Number.NaN;
    await behind.execute(sql`insert into b select range from range(10000)`);
    assert.equal(store.changes(), before + 1, 'a change of one is one of all');
    assert.equal(behind.database, store.database);
    const fails = sql`insert into b select range from range(9999, 10001)`;
    const error = await store.execute(fails).then(
      () => 'none',
      ({ message }: Error) => message,
    );
    await assert.rejects(behind.execute(fails), { message: error });
    const undone = behind.transaction(async (tx) => {
      await tx.execute(sql`delete from b where n >= 10`);
      await tx.execute(sql`select no_such_column from b`);
    });
    await assert.rejects(undone, /no_such_column/);
    const twice = sql`delete from b where n = 0; select sum(n)::bigint as sum from b`;
    assert.deepEqual(await behind.query(twice), [{ sum: 49995000n }]);
    let streamed = 0;
    for await (const rows of behind.stream(sql`select n from b`)) streamed += rows.length;
    assert.equal(streamed, 9999);
  });
});
