import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { openBook } from './book.ts';

const root = await mkdtemp(path.join(os.tmpdir(), 'duideshang-book-'));
after(() => rm(root, { recursive: true, force: true }));

test('a book that is open cannot be opened again, in this process or another', async () => {
  const folder = path.join(root, 'one');
  const book = await openBook(folder);
  await assert.rejects(openBook(path.join(root, '.', 'one')), { code: 'book_in_use' });
  const script = `import { openBook } from ${JSON.stringify(new URL('./book.ts', import.meta.url).href)};
    openBook(${JSON.stringify(folder)}).then(() => process.send('opened'), (error) => process.send(error.code));`;
  const file = path.join(root, 'child.mjs');
  await writeFile(file, script);
  const child = fork(file, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  assert.deepEqual((await once(child, 'message'))[0], 'book_in_use');
  child.disconnect();
  await book.close();
  await (await openBook(folder)).close();
});

test('opening a book removes what a killed program left', async () => {
  const folder = path.join(root, 'two');
  await (await openBook(folder)).close();
  await mkdir(path.join(folder, 'tmp', 'import-x'), { recursive: true });
  await mkdir(path.join(folder, 'originals', 'aa'), { recursive: true });
  await writeFile(path.join(folder, 'tmp', 'import-x', '0.tsv'), 'x');
  await writeFile(path.join(folder, 'originals', 'partial-1'), 'x');
  const book = await openBook(folder);
  assert.deepEqual(await readdir(book.tmp), []);
  assert.deepEqual(await readdir(book.originals.folder), ['aa']);
  await book.close();
});

test('a folder that cannot hold a book is refused with a sentence', async () => {
  await assert.rejects(openBook(path.join(root, 'what?')), { code: 'bad_book_folder' });
  const file = path.join(root, 'file');
  await writeFile(file, '');
  await assert.rejects(openBook(path.join(file, 'book')), { code: 'bad_book_folder' });
});

test('a server that does not answer is named, without its password', async () => {
  const location = 'postgres://someone:secret@127.0.0.1:1/book';
  await assert.rejects(openBook(location, { originals: root }), (error: Error) => {
    assert.match(error.message, /store_unreachable: .*127\.0\.0\.1:1/);
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
});
