import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastifyMultipart from '@fastify/multipart';
import Fastify from 'fastify';
import { takeFiles } from './uploads.ts';

/** Takes nothing, as a disk without room. */
const FULL = '/dev/full';

test('a form given up half way is answered, and so is what comes behind it on the connection', async (t) => {
  const app = Fastify();
  t.after(() => app.close());
  await app.register(fastifyMultipart);
  app.post('/', (request) => takeFiles(request, (_file, write) => write(FULL)));
  app.get('/', async () => 'here');
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  for (let sent = 0; sent < 3; sent += 1) {
    const body = new FormData();
    body.append('file', new Blob(['x'.repeat(5_000_000)]), 'a.csv');
    assert.equal((await fetch(address, { method: 'POST', body })).status, 500);
    assert.equal(await (await fetch(address)).text(), 'here');
  }
});
