import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { newThrottle } from '../../../src/actions/workspace/throttle.ts';
import { DuideshangError } from '../../../src/errors.ts';
import { sql } from '../../../src/store/sql.ts';
import { forEachEngine } from '../../support/books.ts';
import { newClient, passwordOf, type Reply, useLink } from '../../support/web-client.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

function codeOf({ status, body }: Reply): [number, string] {
  return [status, body.code];
}

/** The status and code of a request with headers that `fetch` does not let one choose. */
function rawly(
  address: string,
  path: string,
  method: string,
  headers: Record<string, string>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request(`${address}${path}`, { method, headers }, (response) => {
      let text = '';
      response.on('data', (piece) => (text += piece));
      response.on('end', () => resolve(`${response.statusCode} ${JSON.parse(text).code}`));
    });
    asking.on('error', reject);
    asking.end();
  });
}

test('five failures are free, then each doubles the wait, up to a quarter of an hour', () => {
  let ms = 0;
  const throttle = newThrottle(() => ms);
  const waitOf = (): number => {
    try {
      throttle.admit(['name a']);
      return 0;
    } catch (error) {
      return error instanceof DuideshangError ? Number(error.values.seconds) : -1;
    }
  };
  const waits = Array.from({ length: 20 }, () => {
    throttle.failed(['name a']);
    const wait = waitOf();
    ms += wait * 1000;
    return wait;
  });
  assert.deepEqual(waits.slice(0, 8), [0, 0, 0, 0, 2, 4, 8, 16]);
  assert.equal(waits.at(-1), 900);
  assert.equal(waitOf(), 0);
  throttle.failed(['name a']);
  throttle.admit(['name b']);
  throttle.succeeded(['name a']);
  throttle.admit(['name a']);
});

forEachEngine(({ engine }) => {
  let started: TestServer | undefined;
  const running = (): TestServer => started ?? assert.fail('no server');
  before(async () => {
    started = await startTestServer(engine);
  });
  after(() => started?.stop());
  signsIn(running);
  refusesForeign(running);
  links(running);
  gives(running);
  ends(running);
});

function signsIn(running: () => TestServer): void {
  test('a session is a cookie out of reach of scripts and of other sites', async () => {
    const client = newClient(running().server.address);
    const body = { name: '王敏', password: passwordOf('王敏') };
    const response = await client.open('sign_in', { body });
    assert.equal(response.status, 200);
    const [cookie = ''] = response.headers.getSetCookie();
    assert.match(cookie, /^duideshang_\w+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    assert.match(response.headers.get('content-security-policy') ?? '', /script-src 'self';/);
    const kept = await running().bench.workspace.store.query<{ token_hash: string }>(
      sql`select token_hash from workspace.sessions`,
    );
    assert.ok(kept.every(({ token_hash }) => !cookie.includes(token_hash)));
  });

  test('a wrong password and an unknown name are told in the same words, and soon not at once', async () => {
    const client = newClient(running().server.address);
    const wrong = { name: 'nobody-at-all', password: 'x' };
    const known = await client.call('sign_in', { body: { ...wrong, name: '王敏' } });
    const unknown = await client.call('sign_in', { body: wrong });
    assert.deepEqual(codeOf(known), [401, 'sign_in_wrong']);
    assert.deepEqual(unknown.body, known.body);
    assert.match(known.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.deepEqual(Object.keys(known.body.says), ['zh-CN', 'zh-TW', 'en']);
    for (let tries = 0; tries < 3; tries += 1) await client.call('sign_in', { body: wrong });
    assert.deepEqual(codeOf(await client.call('sign_in', { body: wrong })), [429, 'sign_in_throttled']);
    running().bench.throttle.succeeded(['from 127.0.0.1', 'name nobody-at-all', 'name 王敏']);
  });
}

function refusesForeign(running: () => TestServer): void {
  test('a request from the page of another site is refused, and so is another name for this server', async () => {
    const { address } = running().server;
    const cookie = running().admin.cookie;
    const books = '/api/v1/books';
    assert.equal(
      await rawly(address, books, 'POST', { cookie, origin: 'https://evil.example' }),
      '403 foreign_request',
    );
    assert.equal(await rawly(address, books, 'POST', { cookie, origin: 'null' }), '403 foreign_request');
    assert.equal(
      await rawly(address, books, 'POST', { cookie, 'sec-fetch-site': 'cross-site' }),
      '403 foreign_request',
    );
    assert.equal(await rawly(address, books, 'GET', { cookie, host: 'evil.example' }), '421 host_refused');
    assert.equal(await rawly(address, books, 'POST', { cookie, origin: address }), '400 request_wrong');
    const form = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    assert.equal(await rawly(address, books, 'POST', form), '400 request_wrong');
  });
}

function links(running: () => TestServer): void {
  test('a one-time link is good once; a new one replaces it', async () => {
    const made = await running().admin.call('create_user', {
      body: { name: '李蕾', display_name: '', role: 'clerk', access: 'all' },
    });
    const { user, link } = made.body;
    assert.equal(user.has_password, false);
    const newer = await running().admin.call('link_user', { params: { user_id: user.user_id } });
    const client = newClient(running().server.address);
    assert.deepEqual(codeOf(await useLink(client, link.path, '李蕾')), [410, 'link_expired']);
    const token = newer.body.link.path.split('/').at(-1);
    const seen = await client.call('one_time_link', { params: { token } });
    assert.deepEqual(seen.body, { name: '李蕾', display_name: '李蕾', is_first: false });
    const short = await client.call('use_link', {
      params: { token },
      body: { name: '李蕾', password: 'short' },
    });
    assert.deepEqual(codeOf(short), [400, 'request_wrong']);
    const chosen = await useLink(client, newer.body.link.path, 'another name');
    assert.equal(chosen.body.me.name, '李蕾', 'only the first link takes a name');
    assert.deepEqual(codeOf(await useLink(client, newer.body.link.path, '李蕾')), [410, 'link_expired']);
  });
}

function gives(running: () => TestServer): void {
  test('an administrator of some shops gives no more than that, and changes nobody who has more', async () => {
    const { admin, signIn } = running();
    const bookNamed = async (name: string): Promise<string> =>
      (await admin.call('create_book', { body: { name } })).body.book.book_id;
    const book_id = await bookNamed('甲店');
    const other = await bookNamed('乙店');
    const own = [{ book_id, shops: ['甲'] }];
    const limited = await signIn('limited administrator', 'administrator', own);
    const idOf = async (name: string): Promise<string> => {
      const { users } = (await admin.call('list_users')).body;
      return users.find((each: { name: string }) => each.name === name).user_id;
    };
    await signIn('all shops', 'viewer', [{ book_id, shops: null }]);
    const [self, wider, owner] = await Promise.all(['limited administrator', 'all shops', '王敏'].map(idOf));
    const beyond = [
      [[{ book_id, shops: ['甲', '乙'] }], [403, 'access_beyond_own']],
      [[{ book_id, shops: null }], [403, 'access_beyond_own']],
      [
        [...own, { book_id: other, shops: ['甲'] }],
        [404, 'book_unknown'],
      ],
      ['all', [403, 'access_beyond_own']],
    ] as const;
    for (const [access, refused] of beyond) {
      const body = { access };
      const person = { name: 'new', display_name: 'new', role: 'clerk', access };
      assert.deepEqual(codeOf(await limited.call('create_user', { body: person })), refused);
      assert.deepEqual(
        codeOf(await limited.call('update_user', { params: { user_id: self ?? '' }, body })),
        refused,
      );
    }
    for (const user_id of [wider ?? '', owner ?? '']) {
      const params = { user_id };
      for (const body of [
        { role: 'administrator' },
        { access: own },
        { disabled: true },
        { display_name: 'x' },
      ])
        assert.deepEqual(codeOf(await limited.call('update_user', { params, body })), [
          403,
          'access_beyond_own',
        ]);
      assert.deepEqual(codeOf(await limited.call('link_user', { params })), [403, 'access_beyond_own']);
    }
    assert.deepEqual((await limited.call('session')).body.access, own);

    const person = { name: 'colleague', display_name: 'colleague', role: 'administrator', access: own };
    const made = await limited.call('create_user', { body: person });
    assert.deepEqual([made.status, made.body.user?.can_change], [200, true]);
    const params = { user_id: made.body.user.user_id };
    assert.equal((await limited.call('link_user', { params })).status, 200);
    assert.equal((await limited.call('update_user', { params, body: { access: [] } })).status, 200);
    const { users } = (await limited.call('list_users')).body;
    const changeable = users.filter((each: { can_change: boolean }) => each.can_change);
    assert.deepEqual(
      changeable
        .map(({ name }: { name: string }) => name)
        .filter((name: string) => name !== 'stranger')
        .toSorted(),
      ['colleague', 'limited administrator'],
    );
  });
}

function ends(running: () => TestServer): void {
  test('a session ends after twelve hours without use', async () => {
    const client = await running().signIn('idle', 'viewer');
    assert.equal((await client.call('list_books')).status, 200);
    await running().bench.workspace.store.execute(
      sql`update workspace.sessions set seen_at = seen_at - interval '13 hours'
        where user_id in (select user_id from workspace.users where name = 'idle')`,
    );
    assert.deepEqual(codeOf(await client.call('list_books')), [401, 'not_signed_in']);
  });

  test('who is disabled is out at once; a new password ends the other sessions', async () => {
    const clerk = await running().signIn('clerk', 'clerk');
    const { user_id } = (await clerk.call('session')).body.me;
    const second = newClient(running().server.address);
    await second.call('sign_in', { body: { name: 'CLERK', password: passwordOf('clerk') } });
    const change = { old_password: passwordOf('clerk'), new_password: 'a new password' };
    const wrong = { ...change, old_password: 'not it' };
    assert.deepEqual(codeOf(await clerk.call('change_password', { body: wrong })), [
      403,
      'old_password_wrong',
    ]);
    assert.equal((await clerk.call('change_password', { body: change })).status, 200);
    assert.equal((await clerk.call('list_books')).status, 200);
    assert.equal((await second.call('list_books')).status, 401);
    await running().admin.call('update_user', { params: { user_id }, body: { disabled: true } });
    assert.equal((await clerk.call('list_books')).status, 401);
    const again = await second.call('sign_in', { body: { name: 'clerk', password: 'a new password' } });
    assert.deepEqual(codeOf(again), [401, 'sign_in_wrong']);
  });

  test('the last administrator stays one', async () => {
    const { user_id } = (await running().admin.call('session')).body.me;
    for (const body of [{ disabled: true }, { role: 'reviewer' }, { access: [] }]) {
      const reply = await running().admin.call('update_user', { params: { user_id }, body });
      assert.deepEqual(codeOf(reply), [409, 'last_administrator']);
    }
    await running().signIn('second', 'administrator');
    const reply = await running().admin.call('update_user', {
      params: { user_id },
      body: { role: 'reviewer' },
    });
    assert.equal(reply.body.user.role, 'reviewer');
  });
}
