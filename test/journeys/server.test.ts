import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { simulate } from '../../simulator/simulate.ts';
import { openDuckdbWorkspace } from '../../src/store/engines/duckdb.ts';
import { sql } from '../../src/store/sql.ts';
import { zipOf } from '../support/reading.ts';
import { type CallOptions, newClient, passwordOf, useLink, type WebClient } from '../support/web-client.ts';
import { ROOT } from '../tidy/tree.ts';

const PROGRAM = join(ROOT, 'src', 'cli', 'main.ts');
const START = `import(${JSON.stringify(PROGRAM)}).then(async ({ main, terminal }) => {
  process.exitCode = await main(process.argv.slice(1), terminal());
})`;

let root = '';
let files = '';
before(async () => {
  root = mkdtempSync(join(tmpdir(), 'duideshang-server-'));
  ({ files_dir: files } = await simulate({ orders: 400, seed: 7, out: join(root, 'month') }));
});
after(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** Servers of this file, so that one that a failed test leaves behind ends with it. */
const started: ChildProcess[] = [];

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Starts the program's server as a process of its own; what it prints first leads to it. */
async function serve(home: string): Promise<Started> {
  const argv = ['-e', START, 'serve', '--home', home, '--port', '0', '--lang', 'en'];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  let printed = '';
  for await (const piece of child.stdout) {
    printed += piece;
    const url = /http:\S+/.exec(printed)?.[0];
    if (url !== undefined && printed.endsWith('\n')) return { child, url };
  }
  assert.fail(`the server ended: ${printed}`);
}

async function stop({ child }: Started, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/** A command line of its own process. */
function command(...argv: string[]): { exit: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', START, ...argv, '--lang', 'en'], {
    encoding: 'utf8',
  });
  return { exit: status, stdout, stderr };
}

async function jobEnded(client: WebClient, params: { book_id: string; job_id: string }) {
  for (;;) {
    const { job } = (await client.call('job', { params })).body;
    if (!['queued', 'running'].includes(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Uploads the month and starts its import; the job waits or runs. */
async function importMonth(client: WebClient, book_id: string): Promise<string> {
  const names = readdirSync(files);
  const contents = await Promise.all(names.map((name) => readFile(join(files, name))));
  const given = names.map((name, at) => ({ name, content: new Uint8Array(contents[at] ?? []) }));
  return importThese(client, book_id, given);
}

async function importThese(
  client: WebClient,
  book_id: string,
  given: NonNullable<CallOptions['files']>,
  password?: string,
): Promise<string> {
  const sent = await client.call('upload', { params: { book_id }, files: given });
  const upload_ids = sent.body.uploads.map((each: { upload_id: string }) => each.upload_id);
  const body = { upload_ids, then_run: true, ...(password !== undefined && { password }) };
  return (await client.call('import_uploads', { params: { book_id }, body })).body.job_id;
}

/** Starts the import of a locked zip with an order file. */
async function importLocked(client: WebClient, book_id: string, password: string): Promise<string> {
  const bytes = await readFile(join(ROOT, LOCKED_FILE));
  const content = new Uint8Array(await zipOf([['orders.csv', bytes]], { password, encryptionStrength: 3 }));
  return importThese(client, book_id, [{ name: 'locked.zip', content }], password);
}

const LOCKED_FILE = 'src/sources/taobao-orders/fixtures/not-ok/unreadable-cells.csv';

/** Passwords that the workspace of a stopped server still keeps. */
async function passwordsKept(home: string): Promise<number | undefined> {
  const store = await openDuckdbWorkspace(home);
  const [found] = await store.query<{ count: number }>(
    sql`select count(*)::integer as count from workspace.jobs where secrets is not null or params like '%password%'`,
  );
  await store.close();
  return found?.count;
}

test('a server that is killed takes its jobs up again; a command line sees the same through it and without it', async () => {
  const home = join(root, 'home');
  const first = await serve(home);
  const client = newClient(new URL(first.url).origin);
  await useLink(client, first.url, '王敏');
  const { book_id } = (await client.call('create_book', { body: { name: '甲店' } })).body.book;
  const job_id = await importMonth(client, book_id);
  const locked = await importLocked(client, book_id, '271828');
  const params = { book_id, job_id };
  while ((await client.call('job', { params })).body.job.state === 'queued');
  await stop(first, 'SIGKILL');

  const second = await serve(home);
  const again = newClient(new URL(second.url).origin);
  await again.call('sign_in', { body: { name: '王敏', password: passwordOf('王敏') } });
  const job = await jobEnded(again, params);
  assert.equal(job.state, 'done', JSON.stringify(job.error));
  assert.equal((await jobEnded(again, { book_id, job_id: locked })).state, 'done');
  const { book } = (await again.call('book', { params })).body;
  assert.deepEqual([book.imports, book.is_stale], [readdirSync(files).length + 1, false]);

  const folder = join(home, 'books', book_id);
  const shown = (...argv: string[]) => command(...argv, '--book', folder);
  const order = /^\d{19}/m.exec(shown('exceptions').stdout)?.[0] ?? assert.fail('no exception');
  assert.match(shown('decide', order, 'accept').stdout, /is kept/);
  assert.match(shown('import', files).stdout, /Imported into the book/);
  const ran = shown('run', '--out', join(root, 'out'));
  const cases = await again.call('list_page', {
    params: { ...params, list: 'cases' },
    body: {
      filter: { conditions: [{ column: 'match_key', how: 'is', values: [order] }] },
      sort: [],
      columns: ['state'],
    },
  });
  assert.equal(cases.body.rows[0]?.[1], 'resolved');
  assert.match(shown('decide', order, 'undo').stdout, /taken back|1/);
  const questions = [['exceptions'], ['explain', order], ['imports']];
  const through = questions.map((argv) => shown(...argv));
  await stop(second, 'SIGINT');
  assert.equal(await passwordsKept(home), 0);
  assert.deepEqual(
    questions.map((argv) => shown(...argv)),
    through,
  );
  assert.deepEqual(shown('run', '--out', join(root, 'out')).exit, ran.exit);
});

test('a second server of a workspace is told where the first is; a stranger to the token gets nothing', async () => {
  const home = join(root, 'twice');
  const first = await serve(home);
  const { origin } = new URL(first.url);
  const second = command('serve', '--home', home);
  assert.equal(second.exit, 2);
  assert.match(second.stderr, new RegExp(`already runs at ${origin}`));
  const { mode } = await stat(join(home, 'server.json'));
  assert.equal(mode & 0o077, 0);
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { connection: 'Upgrade', upgrade: 'duideshang-store', authorization: 'Bearer guess' };
    const asking = request(`${origin}/api/internal/store?book_id=x`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on('upgrade', () => reject(new Error('let in')));
    asking.on('error', reject);
    asking.end();
  });
  assert.equal(answer, 403);
  await stop(first, 'SIGINT');
});
