import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { simulate } from '../../simulator/simulate.ts';
import type { Executor } from '../../src/store/driver.ts';
import { openPostgres } from '../../src/store/engines/postgres.ts';
import { sql } from '../../src/store/sql.ts';
import { heard } from '../support/events.ts';
import { postgresServer, stopPostgresServer } from '../support/postgres.ts';
import { zipOf } from '../support/reading.ts';
import { type RunningServer, startProgram } from '../support/server.ts';
import { newClient, passwordOf, useLink, type WebClient } from '../support/web-client.ts';
import { ROOT } from '../tidy/tree.ts';

const PROGRAM = join(ROOT, 'src', 'cli', 'main.ts');
const START = `import(${JSON.stringify(PROGRAM)}).then(async ({ main, terminal }) => {
  process.exitCode = await main(process.argv.slice(1), terminal());
})`;
const NAME = '王敏';
const PASSWORD = '271828';
const RUNS = 3;
const ASK_EVERY_MS = 100;
const HANGS_MS = 120_000;

let root = '';
let files = '';
let database = '';
const servers: RunningServer[] = [];
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'duideshang-two-'));
  ({ files_dir: files } = await simulate({ orders: 100, seed: 7, out: join(root, 'month') }));
  database = await (await postgresServer()).freshDatabase();
});
after(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await stopPostgresServer();
  await rm(root, { recursive: true, force: true });
});

/** A server of its own process on the one database and the one folder. */
async function serve(): Promise<RunningServer> {
  const home = join(root, 'home');
  const options = ['--home', home, '--store', database, '--port', '0', '--lang', 'en'];
  const server = await startProgram(['-e', START, 'serve', ...options]);
  servers.push(server);
  return server;
}

async function signIn({ origin }: RunningServer): Promise<WebClient> {
  const client = newClient(origin);
  await client.call('sign_in', { body: { name: NAME, password: passwordOf(NAME) } });
  return client;
}

/** Puts the import of the month, locked into a zip, into the queue. */
async function importMonth(client: WebClient, book_id: string): Promise<string> {
  const names = await readdir(files);
  const members = await Promise.all(
    names.map(async (name) => [name, new Uint8Array(await readFile(join(files, name)))] as const),
  );
  const content = new Uint8Array(await zipOf(members, { password: PASSWORD, encryptionStrength: 3 }));
  const params = { book_id };
  const sent = await client.call('upload', { params, files: [{ name: 'month.zip', content }] });
  const upload_ids = sent.body.uploads.map((each: { upload_id: string }) => each.upload_id);
  const body = { upload_ids, password: PASSWORD, then_run: false };
  return (await client.call('import_uploads', { params, body })).body.job_id;
}

async function startRun(client: WebClient, book_id: string): Promise<string> {
  return (await client.call('start_run', { params: { book_id }, body: {} })).body.job_id;
}

async function ended(client: WebClient, book_id: string, job_id: string): Promise<string> {
  for (;;) {
    const { job } = (await client.call('job', { params: { book_id, job_id } })).body;
    if (!['queued', 'running'].includes(job.state)) return `${job.kind} ${job.state}`;
    await wait(ASK_EVERY_MS);
  }
}

/** How many runs the book has seen: each takes the next number. */
async function runsOf(client: WebClient, book_id: string): Promise<number> {
  return Number((await client.call('last_run', { params: { book_id } })).body.run_id);
}

/** As if the servers had not been heard of for longer than a lease. */
async function letLeasesEnd(): Promise<void> {
  const store = await openPostgres(database);
  await store.execute(sql`update workspace.jobs set lease_until = 0 where state = 'running'`);
  await store.close();
}

async function untilRunning(client: WebClient, book_id: string, job_id: string): Promise<void> {
  while ((await client.call('job', { params: { book_id, job_id } })).body.job.state === 'queued');
}

/** A workspace with both servers at work on a book of the first. */
let first: RunningServer;
let one: WebClient;
let two: WebClient;
let book_id = '';

// Servers that take each other's jobs away would go on for ever.
test('two servers share the jobs of one database: each is run once', { timeout: HANGS_MS }, async () => {
  first = await serve();
  one = newClient(first.origin);
  await useLink(one, first.link, NAME);
  ({ book_id } = (await one.call('create_book', { body: { name: '甲店' } })).body.book);
  const waiting = [await importMonth(one, book_id)];
  for (let at = 0; at < RUNS; at += 1) waiting.push(await startRun(one, book_id));
  // The second finds jobs that wait and one that runs.
  two = await signIn(await serve());
  for (let at = 0; at < RUNS; at += 1)
    waiting.push(...(await Promise.all([startRun(one, book_id), startRun(two, book_id)])));
  const ends = await Promise.all(waiting.map((job_id) => ended(two, book_id, job_id)));
  assert.deepEqual(ends, ['import done', ...Array.from({ length: 3 * RUNS }, () => 'run done')]);
  assert.equal(await runsOf(two, book_id), 3 * RUNS);
});

/** Lets no run write its balances while the work is done. */
async function whileRunsStandStill(work: (tx: Executor) => Promise<void>): Promise<void> {
  const store = await openPostgres(database);
  try {
    await store.transaction(async (tx) => {
      await tx.execute(sql`lock table balances in access exclusive mode`);
      await work(tx);
    });
  } finally {
    await store.close();
  }
}

/** Waits until the server of a job has renewed its lease so often: it knows then what was asked of it before. */
async function untilRenewed(tx: Executor, job_id: string, times: number): Promise<void> {
  const leases = new Set<bigint>();
  while (leases.size <= times) {
    const [row] = await tx.query<{ lease_until: bigint }>(
      sql`select lease_until from workspace.jobs where job_id = ${job_id}`,
    );
    leases.add(row?.lease_until ?? assert.fail('the job is gone'));
    await wait(ASK_EVERY_MS);
  }
}

test('a job of one server is told by the other, as it goes on, and cancelled there', {
  timeout: HANGS_MS,
}, async () => {
  const goesOn = await heard(two, book_id);
  const ends = await heard(two, book_id);
  let job_id = '';
  await whileRunsStandStill(async (tx) => {
    job_id = await startRun(one, book_id);
    const told = await goesOn.until(
      ({ value }) => value.job_id === job_id && value.state === 'running' && value.progress !== null,
    );
    const { job } = (await two.call('job', { params: { book_id, job_id } })).body;
    assert.deepEqual(job.progress, told.at(-1)?.value.progress);
    assert.equal((await two.call('cancel_job', { params: { book_id, job_id } })).status, 200);
    await untilRenewed(tx, job_id, 2);
  });
  await ends.until(({ value }) => value.job_id === job_id && value.state === 'cancelled');
  assert.equal(await ended(one, book_id, job_id), 'run cancelled');
  assert.equal(await runsOf(two, book_id), 3 * RUNS);
});

test('the jobs of a dead server are taken up by the other', { timeout: HANGS_MS }, async () => {
  const other = (await one.call('create_book', { body: { name: '乙店' } })).body.book.book_id;
  const left = await importMonth(one, other);
  const behind = await startRun(one, other);
  await untilRunning(two, other, left);
  await first.kill();
  await letLeasesEnd();
  assert.deepEqual(
    [await ended(two, other, left), await ended(two, other, behind)],
    ['import done', 'run done'],
  );
  assert.equal((await two.call('book', { params: { book_id: other } })).body.book.imports, 1);
});
