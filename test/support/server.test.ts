import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { startProgram } from './server.ts';

function programOf(t: TestContext, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'duideshang-program-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'program.mjs');
  writeFileSync(file, text);
  return file;
}

test('the address is taken from what a program prints, and Ctrl-C ends it', async (t) => {
  const server = await startProgram([
    programOf(
      t,
      `import { createServer } from 'node:http';
       const server = createServer((_, reply) => reply.end('served')).listen(0, '127.0.0.1', () =>
         console.log('打开 http://127.0.0.1:' + server.address().port + '/#once=1 '));
       process.on('SIGINT', () => process.exit(0));`,
    ),
  ]);
  t.after(() => server.stop());
  assert.match(server.link, /\/#once=1$/);
  assert.equal(await (await fetch(server.origin)).text(), 'served');
  await server.stop();
  await assert.rejects(fetch(server.origin));
});

test('a program that ends without an address is told with its words', async (t) => {
  const file = programOf(t, `console.error('端口被占用'); process.exitCode = 3;`);
  await assert.rejects(startProgram([file]), /the server ended:\n端口被占用/);
});
