import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { RUN_PHASES } from '../../../src/actions/jobs/phases.ts';
import type { Book } from '../../../src/store/book.ts';
import { sql } from '../../../src/store/sql.ts';
import { forEachEngine } from '../../support/books.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

const SOURCES = path.join(import.meta.dirname, '../../../src/sources');
const STATEMENT = 'alipay-statement/fixtures/ok/12-columns.csv';
const LATER = 'taobao-orders/fixtures/ok/e-2026-29-columns.csv';
const ORDERS = 'taobao-orders/fixtures/not-ok/unreadable-cells.csv';
/** As many as want an index. */
const ROWS = 100_000;

/** Writes a batch with many refunds, of which each has a number of its own, beside a batch that was imported. */
async function fill({ store, book_id }: Book): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.execute(sql`insert into import_batches (book_id, batch_id, import_id, file, source_id, channel, kind,
        source_rank, header_row, header, receipt)
      select book_id, 900, 900, '退款.csv', 'taobao-refunds', 'taobao', 'refunds', 0, 1, '[]', receipt from import_batches`);
    await tx.execute(sql`insert into refunds (book_id, match_key, batch_id, row_no, live, identity_hash, occurrence,
        refund_no, status, status_text, refund_minor)
      select ${book_id}::text, 'O' || g.n::text, 900, g.n::integer, true, 0, 1, 'R' || g.n::text, 'succeeded', '', 1
      from generate_series(1, ${ROWS}::integer) as g(n)`);
  });
}

function isIndexed({ store }: Book): Promise<{ batch_id: bigint; is_indexed: boolean }[]> {
  return store.query(sql`select batch_id, is_indexed from import_batches order by batch_id`);
}

/** What the batches of a book are like once an import of it reconciles. */
async function atRunOf(
  { bench }: TestServer,
  book_id: string,
  work: () => Promise<void>,
): Promise<{ batch_id: bigint; is_indexed: boolean }[]> {
  let found: ReturnType<typeof isIndexed> | undefined;
  const deafen = bench.jobs.listen(book_id, (event) => {
    if (event.event !== 'job' || event.job.kind !== 'import') return;
    if (event.job.progress?.phase.en === RUN_PHASES.classify.en)
      found ??= bench.books.use(book_id, isIndexed);
  });
  await work().finally(deafen);
  return found ?? assert.fail('no run');
}

forEachEngine(({ engine }) => {
  let running: TestServer;
  let book_id = '';
  before(async () => {
    running = await startTestServer(engine);
    book_id = (await running.admin.call('create_book', { body: { name: '甲店' } })).body.book.book_id;
    await importFile(STATEMENT);
    await running.bench.books.use(book_id, fill);
  });
  after(() => running.stop());

  /** Waits for the jobs of the book and the jobs that come of them. */
  async function idle(): Promise<void> {
    const { jobs } = running.bench;
    for (let job = jobs.unfinished(book_id)[0]; job !== undefined; job = jobs.unfinished(book_id)[0])
      await jobs.ended(job.job_id);
  }

  async function jobsOf(kind: string): Promise<{ state: string; made_by: string }[]> {
    const { jobs } = (await running.admin.call('list_jobs', { params: { book_id } })).body;
    return jobs.filter((job: { kind: string }) => job.kind === kind);
  }

  async function importFile(file: string, then_run = false): Promise<void> {
    const { admin, bench } = running;
    const params = { book_id };
    const content = new Uint8Array(await readFile(path.join(SOURCES, file)));
    const sent = await admin.call('upload', { params, files: [{ name: path.basename(file), content }] });
    const body = { upload_ids: [sent.body.uploads[0].upload_id], then_run };
    const { job_id } = (await admin.call('import_uploads', { params, body })).body;
    await bench.jobs.ended(job_id);
    await idle();
  }

  test('numbers are indexed after an import, and when a book is opened that lacks an index', async () => {
    const { bench } = running;
    const wanted = engine === 'duckdb';
    await importFile(ORDERS);
    const batches = await bench.books.use(book_id, isIndexed);
    assert.deepEqual([batches.length, batches.every((batch) => batch.is_indexed === wanted)], [3, true]);
    const made = { state: 'done', made_by: '程序' };
    const told = (await jobsOf('index_numbers')).map(({ state, made_by }) => ({ state, made_by }));
    assert.deepEqual(told, wanted ? [made] : []);
    await bench.books.use(book_id, ({ store }) =>
      store.execute(sql`update import_batches set is_indexed = false where batch_id = 900`),
    );
    await bench.books.release(book_id);
    await bench.books.use(book_id, async () => undefined);
    await idle();
    const [first] = (await bench.books.use(book_id, isIndexed)).filter(({ batch_id }) => batch_id === 900n);
    assert.equal(first?.is_indexed, wanted);
    assert.equal((await jobsOf('index_numbers')).length, wanted ? 2 : 0);
  });

  test('where somebody asks, an import indexes numbers before it reconciles', async () => {
    const { bench, admin } = running;
    await bench.books.use(book_id, ({ store }) =>
      store.execute(sql`update import_batches set is_indexed = false where batch_id = 900`),
    );
    await admin.call('overview', { params: { book_id } });
    const batches = await atRunOf(running, book_id, () => importFile(LATER, true));
    const wanted = engine === 'duckdb';
    assert.deepEqual([batches.length > 3, batches.every((each) => each.is_indexed === wanted)], [true, true]);
  });
});
