import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { replyFaults } from '../../support/described.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

let started: TestServer;
let book_id = '';
before(async () => {
  started = await startTestServer('duckdb');
  book_id = (await started.admin.call('create_book', { body: { name: '甲店' } })).body.book.book_id;
});
after(() => started?.stop());

test('what is no request of the contract at all is told so', async () => {
  const { admin, server } = started;
  const form = 'multipart/form-data; boundary=b';
  const part = (head: string): string =>
    `--b\r\nContent-Disposition: form-data; name="file"${head}\r\n\r\nhalf`;
  const books = '/api/v1/books';
  const uploads = `${books}/${book_id}/uploads`;
  const trial = `${books}/${book_id}/rules/trial`;
  const sent: readonly (readonly [path: string, type: string, body: string])[] = [
    ['/api/v1/nothing', 'application/json', '{}'],
    [`${books}/%E0%A4%A`, 'application/json', '{}'],
    [`${books}/${'x'.repeat(20_000)}`, 'application/json', '{}'],
    [books, 'application/json', '{'],
    [books, 'application/json', '"a\\u0000b"'],
    [books, 'application/json', '[]'],
    [books, 'text/plain', 'x'],
    [books, 'application/json', JSON.stringify({ name: 'x'.repeat(5_000_000) })],
    [trial, 'application/json', `{"fee_rules":[{"when":${'['.repeat(20_000)}${']'.repeat(20_000)}}]}`],
    [uploads, 'application/json', '{}'],
    [uploads, 'multipart/form-data', 'x'],
    [uploads, form, 'x'],
    [uploads, form, '--b--\r\n'],
    [uploads, form, part('')],
    [uploads, form, part('; filename="a.csv"')],
  ];
  for (const [path, type, body] of sent) {
    const headers = { cookie: admin.cookie, 'content-type': type };
    const response = await fetch(`${server.address}${path}`, { method: 'POST', headers, body });
    const told = await response.text();
    const mime = response.headers.get('content-type') ?? '';
    assert.deepEqual(
      replyFaults({ method: 'POST', path, status: response.status, type: mime, text: told }),
      [],
    );
    const what = `${path.slice(0, 60)} ${type} ${body.slice(0, 60)}: ${told}`;
    assert.ok(response.status >= 400 && response.status < 500, what);
    assert.match(JSON.parse(told).title, /[\u4e00-\u9fff].*。$/, what);
  }
  assert.deepEqual((await admin.call('unrecognized_files', { params: { book_id } })).body.files, []);
});
