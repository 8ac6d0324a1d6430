import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { standingLegs } from '../../src/store/cases/transfers.ts';
import type { Store } from '../../src/store/driver.ts';
import { openDuckdb, openDuckdbWorkspace } from '../../src/store/engines/duckdb.ts';
import { openPostgres } from '../../src/store/engines/postgres.ts';
import { listImportRecords } from '../../src/store/imports/imports.ts';
import { listOpenRefusals } from '../../src/store/imports/mended-rows.ts';
import { MIGRATIONS, migrate } from '../../src/store/migrate.ts';
import { sql } from '../../src/store/sql.ts';
import { claimJob, releaseAllJobs } from '../../src/store/workspace/job-leases.ts';
import { findJob, secretsOf } from '../../src/store/workspace/jobs.ts';
import { openWorkspace } from '../../src/store/workspace/workspace.ts';
import { forEachEngine } from '../support/books.ts';

/** Migrations that came before rows could be mended, before limits of an action, and before jobs of several servers. */
const OLD = /^(00[1-6]|app_0(0|10)|workspace_001)/;
const NOW = '2024-09-01 12:00:00';

let root = '';
let old: URL;
before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'duideshang-upgrade-'));
  await mkdir(path.join(root, 'migrations'));
  old = pathToFileURL(`${path.join(root, 'migrations')}/`);
  for (const file of (await readdir(MIGRATIONS)).filter((each) => OLD.test(each)))
    await copyFile(new URL(file, MIGRATIONS), new URL(file, old));
});
after(() => rm(root, { recursive: true, force: true }));

/** Fills an old database, and closes it. */
async function fill(
  opened: Promise<Store>,
  what: 'book' | 'workspace',
  rows: (store: Store) => Promise<void>,
) {
  const store = await opened;
  await migrate(store, 'old', what, old);
  await rows(store);
  await store.close();
}

forEachEngine(({ engine, place, open }) => {
  test('an old book keeps its imports, refused rows, limits and what people moved', async () => {
    const at = await place();
    const book_id = engine === 'duckdb' ? 'book' : 'default';
    if (engine === 'duckdb') await mkdir(at.location);
    const opened = engine === 'duckdb' ? openDuckdb(at.location) : openPostgres(at.location);
    await fill(opened, 'book', async (store) => {
      await store.execute(
        sql`insert into imports values (${book_id}, 1, 'orders.csv', 'hash', 10, ${NOW}::timestamp)`,
      );
      await store.execute(sql`insert into refused_rows values
        (${book_id}, 1, 7, 'cell_unreadable', '金额', 'x', '["1","x"]')`);
      await store.execute(
        sql`insert into app.write_off_limits values (${book_id}, 'clerk', 100), (${book_id}, 'administrator', null)`,
      );
      for (const [action_id, move] of [
        [1n, 'match'],
        [2n, 'confirm_write_off'],
        [3n, 'reject_write_off'],
      ] as const)
        await store.execute(sql`insert into app.actions
          values (${book_id}, ${action_id}, ${move}, 'mei', null, ${NOW}::timestamp, null, null, 1, 0, null, null)`);
      await store.execute(sql`insert into app.transfers
        values (${book_id}, 1, 1, 'match', 'mei', ${NOW}::timestamp, null, null, null)`);
      await store.execute(
        sql`insert into app.transfer_legs values (${book_id}, 'A', 1, 1, null, 100), (${book_id}, 'B', 1, 2, null, -100)`,
      );
    });
    const book = await open(at);
    const [kept] = await listImportRecords(book.store, book_id);
    assert.deepEqual([kept?.file, kept?.made_by], ['orders.csv', null]);
    const refused = await listOpenRefusals(book.store, book_id, { limit: 10 });
    assert.deepEqual(
      refused.map(({ row_no }) => row_no),
      [7],
      'still to be mended',
    );
    const limits = await book.store.query(sql`select role, limit_minor, action_minor, adjustment_minor
      from app.write_off_limits where book_id = ${book_id} order by role desc`);
    assert.deepEqual(limits, [
      { role: 'clerk', limit_minor: 100n, action_minor: 50_000n, adjustment_minor: 50_000n },
      { role: 'administrator', limit_minor: null, action_minor: null, adjustment_minor: null },
    ]);
    const actions = await book.store.query<{ move: string }>(
      sql`select move from app.actions where book_id = ${book_id} order by action_id`,
    );
    assert.deepEqual(
      actions.map(({ move }) => move),
      ['match', 'confirm', 'reject'],
    );
    const legs = await standingLegs(book.store, book_id);
    assert.deepEqual(
      legs.map(({ match_key, stands_by }) => [match_key, stands_by]),
      [
        ['A', 1n],
        ['B', 1n],
      ],
    );
  });
});

forEachEngine(({ engine, place }) => {
  test('old jobs go on, with their password among the secrets, for who sees all shops', async () => {
    const home = await mkdtemp(path.join(root, 'home-'));
    const server = engine === 'duckdb' ? undefined : (await place()).location;
    const params = '{"upload_ids":["u"],"password":"a\\"b","then_run":true}';
    const opened = server === undefined ? openDuckdbWorkspace(home) : openPostgres(server);
    await fill(opened, 'workspace', async (store) => {
      await store.execute(
        sql`insert into workspace.books values ('b', '甲店', null, false, ${NOW}::timestamp, false)`,
      );
      for (const [job_id, position, state] of [
        ['ended', 1, 'done'],
        ['left', 2, 'running'],
      ] as const)
        await store.execute(sql`insert into workspace.jobs (job_id, position, book_id, kind, state, user_id, made_by, made_at, params, files)
          values (${job_id}, ${position}, 'b', 'import', ${state}, 'u', 'n', ${NOW}::timestamp, ${params}, '[]')`);
    });
    const workspace = await openWorkspace(home, server);
    const { store } = workspace;
    for (const job_id of ['ended', 'left']) {
      const job = await findJob(store, 'b', null, job_id);
      assert.deepEqual([job?.params, job?.shops], [{ upload_ids: ['u'], then_run: true }, null]);
      assert.equal(await findJob(store, 'b', ['甲'], job_id), undefined);
    }
    assert.deepEqual(await secretsOf(store, 'ended'), {});
    assert.equal((await secretsOf(store, 'left')).password, 'a"b');
    if (!store.engine.is_shared) await workspace.write(releaseAllJobs);
    const claimed = await workspace.write((tx) => claimJob(tx, 'b', { owner: 'o', lease_seconds: 30 }, NOW));
    assert.deepEqual([claimed?.job_id, claimed?.cancelling], ['left', false]);
    await workspace.close();
  });
});
