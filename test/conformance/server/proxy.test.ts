import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import type { Entrance } from '../../../src/server/security.ts';
import { type RunningServer, startServer } from '../../../src/server/server.ts';
import { passwordOf } from '../../support/web-client.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

const PUBLIC = 'https://books.example';
/** Where the requests of this test come from. */
const HERE = '127.0.0.1';
const ELSEWHERE = '192.0.2.1';

let started: TestServer | undefined;
const running = (): TestServer => started ?? assert.fail('no server');
before(async () => {
  started = await startTestServer('duckdb');
});
after(() => started?.stop());

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly cookie: string;
  readonly hsts: string | undefined;
}

/** Signs in with headers that a proxy, or who plays one, sends. */
function signIn(server: RunningServer, headers: Record<string, string>, name = '王敏'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
    const sent = request(`${server.address}/api/v1/session`, asked, (response) => {
      let text = '';
      response.on('data', (piece) => (text += piece));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          code: JSON.parse(text).code,
          cookie: response.headers['set-cookie']?.[0] ?? '',
          hsts: response.headers['strict-transport-security'],
        }),
      );
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ name, password: passwordOf('王敏') }));
  });
}

/** Works with a server of the same workspace that is come to in another way. */
async function through(
  entrance: Omit<Entrance, 'host'>,
  work: (server: RunningServer) => Promise<void>,
): Promise<void> {
  const server = await startServer(running().bench, { host: HERE, port: 0, ...entrance });
  await work(server).finally(() => server.close());
}

const FORWARDED = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'books.example' };

test('behind a proxy that is trusted, sign-in is for HTTPS only and pages of the public address are ours', () =>
  through({ behind_proxy: [HERE] }, async (server) => {
    const { status, cookie, hsts } = await signIn(server, { ...FORWARDED, origin: PUBLIC });
    assert.equal(status, 200);
    assert.match(cookie, /; Secure/);
    assert.match(hsts ?? '', /max-age/);
    const silent = await signIn(server, {});
    assert.match(silent.cookie, /; Secure/);
    const foreign = await signIn(server, { ...FORWARDED, origin: 'https://evil.example' });
    assert.equal(foreign.code, 'foreign_request');
  }));

test('a server that knows its public address takes it as its own, and no other', () =>
  through({ public_address: PUBLIC }, async (server) => {
    assert.equal(server.public_address, PUBLIC);
    const { status, cookie } = await signIn(server, { host: 'books.example', origin: PUBLIC });
    assert.equal(status, 200);
    assert.match(cookie, /; Secure/);
    assert.equal((await signIn(server, { origin: PUBLIC })).status, 200);
    assert.equal((await signIn(server, { host: 'evil.example' })).code, 'host_refused');
    assert.equal((await signIn(server, { origin: 'https://evil.example' })).code, 'foreign_request');
  }));

for (const [says, entrance] of [
  ['no proxy was named', {}],
  ['another proxy was named', { behind_proxy: [ELSEWHERE], public_address: 'http://books.example' }],
] as const)
  test(`nobody is believed to be the proxy where ${says}`, () =>
    through(entrance, async (server) => {
      const forged = await signIn(server, {
        'x-forwarded-host': 'evil.example',
        origin: 'https://evil.example',
      });
      assert.equal(forged.code, 'foreign_request');
      if (!('behind_proxy' in entrance))
        assert.doesNotMatch((await signIn(server, FORWARDED)).cookie, /Secure/);
      const answers: number[] = [];
      for (const last of [1, 2, 3, 4, 5, 6, 7])
        answers.push((await signIn(server, { 'x-forwarded-for': `203.0.113.${last}` }, `n${last}`)).status);
      assert.equal(answers.at(-1), 429, 'one who says to be many is held back as one');
      running().bench.throttle.succeeded([`from ${HERE}`]);
    }));

test('behind a proxy those who fail are held back one by one', () =>
  through({ behind_proxy: [`${HERE}/32`] }, async (server) => {
    const answers: number[] = [];
    for (const last of [1, 2, 3, 4, 5, 6, 7])
      answers.push((await signIn(server, { 'x-forwarded-for': '203.0.113.99' }, `m${last}`)).status);
    assert.equal(answers.at(-1), 429);
    assert.equal((await signIn(server, { 'x-forwarded-for': '203.0.113.98' })).status, 200);
  }));
