import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from '../../../src/store/sql.ts';
import { forEachEngine } from '../../support/books.ts';
import { zipOf } from '../../support/reading.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

const FILE = path.join(
  import.meta.dirname,
  '../../../src/sources/taobao-orders/fixtures/not-ok/unreadable-cells.csv',
);
const PASSWORD = '271828';

/** All that is kept of a job. */
async function kept({ bench }: TestServer, job_id: string): Promise<{ state: string; text: string }> {
  const [row] = await bench.workspace.store.query<{ state: string }>(
    sql`select * from workspace.jobs where job_id = ${job_id}`,
  );
  const text = JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  return { state: row?.state ?? 'none', text };
}

forEachEngine(({ engine }) => {
  let started: TestServer | undefined;
  let book_id = '';
  const running = (): TestServer => started ?? assert.fail('no server');
  before(async () => {
    started = await startTestServer(engine);
    book_id = (await started.admin.call('create_book', { body: { name: '甲店' } })).body.book.book_id;
  });
  after(() => started?.stop());

  /** Puts the import of a locked zip into the queue. */
  async function queued(password: string): Promise<string> {
    const { admin } = running();
    const params = { book_id };
    const settings = { password: PASSWORD, encryptionStrength: 3 as const };
    const content = new Uint8Array(await zipOf([['orders.csv', await readFile(FILE)]], settings));
    const sent = await admin.call('upload', { params, files: [{ name: 'locked.zip', content }] });
    const upload_ids = sent.body.uploads.map((each: { upload_id: string }) => each.upload_id);
    const body = { upload_ids, password, then_run: false };
    return (await admin.call('import_uploads', { params, body })).body.job_id;
  }

  for (const [end, password, then] of [
    ['done', PASSWORD, 'wait'],
    ['failed', '000000', 'wait'],
    ['cancelled', PASSWORD, 'cancel'],
  ] as const) {
    test(`the password of an import is kept until it is ${end}, and shown to nobody`, async () => {
      const { bench, admin } = running();
      let job_id = '';
      await bench.jobs.between(book_id, async () => {
        job_id = await queued(password);
        const waiting = await kept(running(), job_id);
        assert.equal(waiting.state, 'queued');
        assert.match(waiting.text, new RegExp(password));
        const shown = await admin.call('job', { params: { book_id, job_id } });
        assert.doesNotMatch(JSON.stringify(shown.body), new RegExp(password));
        if (then === 'cancel') await admin.call('cancel_job', { params: { book_id, job_id } });
      });
      await bench.jobs.ended(job_id);
      const { state, text } = await kept(running(), job_id);
      assert.equal(state, end, text);
      assert.doesNotMatch(text, new RegExp(password));
    });
  }
});
