import assert from 'node:assert/strict';
import { chmod, readFile, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { isFromHere } from '../../../src/server/internal.ts';
import { startServer } from '../../../src/server/server.ts';
import type { ServedBy } from '../../../src/store/remote/client.ts';
import { PROTOCOL, SERVED_BY, STORE_PATH } from '../../../src/store/remote/protocol.ts';
import { stopPostgresServer } from '../../support/postgres.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

let started: TestServer | undefined;
const running = (): TestServer => started ?? assert.fail('no server');
before(async () => {
  started = await startTestServer('duckdb');
});
after(() => started?.stop());
after(stopPostgresServer);

/** Makes a book and opens it; what the server says to its command lines. */
async function openedBook(
  { admin, bench }: TestServer,
  name: string,
): Promise<{ served: ServedBy; file: string }> {
  const { book_id } = (await admin.call('create_book', { body: { name } })).body.book;
  const file = await bench.books.use(book_id, async ({ tmp }) => path.join(tmp, SERVED_BY));
  return { file, served: JSON.parse(await readFile(file, 'utf8')) as ServedBy };
}

/** The status with which a command line is answered. */
function asking(address: string, book_id: string, token: string, more: Record<string, string> = {}) {
  return new Promise<number | undefined>((resolve, reject) => {
    const headers = { connection: 'Upgrade', upgrade: PROTOCOL, authorization: `Bearer ${token}`, ...more };
    const sent = request(`${address}${STORE_PATH}?book_id=${book_id}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('the token of a book is for its owner alone, and for no other book', async () => {
  const [one, other] = [await openedBook(running(), '甲店'), await openedBook(running(), '乙店')];
  const { address } = running().server;
  const { book_id, token } = one.served;
  assert.equal(await asking(address, book_id, token), 101);
  assert.equal(await asking(address, other.served.book_id, token), 403);
  assert.equal(await asking(address, book_id, 'guess'), 403);
  assert.equal(await asking(address, book_id, token, { 'x-forwarded-for': '10.0.0.9' }), 403);
});

test('the file of the token is readable by its owner only, also where one lay there before', {
  skip: process.platform === 'win32' && 'modes of files are not kept there',
}, async () => {
  const { file, served } = await openedBook(running(), '丙店');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  await chmod(file, 0o644);
  const again = await startServer(running().bench, { host: '127.0.0.1', port: 0 });
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const { token } = JSON.parse(await readFile(file, 'utf8')) as ServedBy;
  assert.notEqual(token, served.token);
  await again.close();
});

test('a book that several processes may have open has no such token', async () => {
  const shared = await startTestServer('postgres');
  const made = openedBook(shared, '甲店');
  await assert.rejects(made, { code: 'ENOENT' });
  await shared.stop();
});

test('only this machine is answered', () => {
  const from = (remoteAddress: string, headers: IncomingMessage['headers'] = {}): boolean =>
    isFromHere({ socket: { remoteAddress } as IncomingMessage['socket'], headers });
  assert.deepEqual(
    ['127.0.0.1', '::1', '::ffff:127.0.0.1'].map((address) => from(address)),
    [true, true, true],
  );
  assert.deepEqual(
    ['10.0.0.9', '::ffff:10.0.0.9', ''].map((address) => from(address)),
    [false, false, false],
  );
  assert.equal(from('127.0.0.1', { via: '1.1 gate' }), false);
});
