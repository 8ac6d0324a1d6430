import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CONTRACT } from '../../../src/server/contract/index.ts';
import { PATHS, type RouteName } from '../../../src/server/contract/paths.ts';
import { LEVELS, type Level, RIGHTS } from '../../../src/server/contract/rights.ts';
import type { Route } from '../../../src/server/contract/route.ts';
import { ROUTES } from '../../../src/server/routes/index.ts';
import { forEachEngine } from '../../support/books.ts';
import { newClient, type WebClient } from '../../support/web-client.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

const CALLERS = ['nobody', 'viewer', 'clerk', 'reviewer', 'administrator'] as const;
/** Called last, as it ends the session that calls. */
const ENDS_SESSION: RouteName = 'sign_out';

function mayCall(caller: (typeof CALLERS)[number], least: Level): boolean {
  if (caller === 'nobody') return least === 'anyone';
  return LEVELS.indexOf(caller) >= LEVELS.indexOf(least);
}

test('every route of the contract is there', () => {
  const there = new Set(ROUTES.map(({ name }) => name));
  const missing = (Object.keys(PATHS) as RouteName[]).filter((name) => !there.has(name));
  assert.deepEqual(missing, []);
  assert.equal(there.size, ROUTES.length, 'a route is there twice');
});

forEachEngine(({ engine }) => {
  let started: TestServer | undefined;
  const clients = new Map<string, WebClient>();
  let book_id = '';
  const client = (name: string): WebClient => clients.get(name) ?? assert.fail(name);

  before(async () => {
    started = await startTestServer(engine);
    clients.set('nobody', newClient(started.server.address));
    clients.set('administrator', started.admin);
    for (const role of ['viewer', 'clerk', 'reviewer'] as const)
      clients.set(role, await started.signIn(role, role));
    clients.set('stranger', await started.signIn('stranger', 'reviewer', []));
    const made = await started.admin.call('create_book', { body: { name: '甲店' } });
    book_id = made.body.book.book_id;
    const sample = await started.admin.call('create_sample_book');
    await started.admin.call('cancel_job', {
      params: { book_id: sample.body.book.book_id, job_id: sample.body.job_id },
    });
  });
  after(() => started?.stop());

  // Who may not call is told so before the body is looked at; who may, with a body that says nothing, is told that.
  test('each role may call what the contract says and nothing else', async () => {
    const names = ROUTES.map(({ name }) => name).filter((name) => name !== ENDS_SESSION);
    const offences: string[] = [];
    for (const caller of CALLERS) {
      for (const name of [...names, ENDS_SESSION]) {
        const { body }: Route = CONTRACT[name];
        const stop = new AbortController();
        const response = await client(caller).open(
          name,
          { params: { book_id }, ...(body !== undefined && { body: {} }) },
          stop.signal,
        );
        const { status } = response;
        stop.abort();
        await response.body?.cancel().catch(() => undefined);
        const isRefused = status === 401 || status === 403;
        if (isRefused === mayCall(caller, RIGHTS[name].least)) offences.push(`${caller} ${name} ${status}`);
        if (status >= 500) offences.push(`${caller} ${name} ${status}: a fault`);
      }
    }
    assert.deepEqual(offences, []);
  });

  test('a book that is not the caller’s is as good as none, and so is one that does not exist', async () => {
    const names = ROUTES.map(({ name }) => name).filter((name) => PATHS[name].includes(':book_id'));
    for (const name of names) {
      const { body }: Route = CONTRACT[name];
      if (RIGHTS[name].least === 'administrator') continue;
      const asked = { params: { book_id }, ...(body !== undefined && { body: {} }) };
      const reply = await client('stranger').call(name, asked);
      assert.deepEqual([reply.status, reply.body.code], [404, 'book_unknown'], name);
    }
    const none = await client('stranger').call('book', { params: { book_id: 'none' } });
    assert.deepEqual([none.status, none.body.code], [404, 'book_unknown']);
    assert.deepEqual((await client('stranger').call('list_books')).body, { books: [] });
  });
});
