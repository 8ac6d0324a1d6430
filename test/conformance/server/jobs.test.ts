import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { DEFAULT_LIMITS } from '../../../src/reading/limits.ts';
import { openTables } from '../../../src/reading/open-tables.ts';
import { sql } from '../../../src/store/sql.ts';
import { forEachEngine } from '../../support/books.ts';
import { heard } from '../../support/events.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

const SOURCES = path.join(import.meta.dirname, '../../../src/sources');
const ORDERS = 'taobao-orders/fixtures/not-ok/unreadable-cells.csv';
/** What tells who the buyer is in `ORDERS`. */
const BUYER = /示例买家|示例路|10000000000/;
const STATEMENT = 'alipay-statement/fixtures/ok/12-columns.csv';

async function fixture(file: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path.join(SOURCES, file)));
}

interface Suite {
  running(): TestServer;
  readonly book_id: () => string;
}

/** Uploads files and imports them; the job as it ended. */
async function importing(
  { running, book_id }: Suite,
  files: { name: string; content: string | Uint8Array<ArrayBuffer> }[],
) {
  const params = { book_id: book_id() };
  const { admin, bench } = running();
  const sent = await admin.call('upload', { params, files });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  const upload_ids = sent.body.uploads.map((each: { upload_id: string }) => each.upload_id);
  const queued = await admin.call('import_uploads', { params, body: { upload_ids, then_run: true } });
  await bench.jobs.ended(queued.body.job_id);
  return (await admin.call('job', { params: { ...params, job_id: queued.body.job_id } })).body.job;
}

forEachEngine(({ engine }) => {
  let started: TestServer | undefined;
  let made = '';
  const suite: Suite = { running: () => started ?? assert.fail('no server'), book_id: () => made };
  before(async () => {
    started = await startTestServer(engine);
    made = (await started.admin.call('create_book', { body: { name: '甲店' } })).body.book.book_id;
  });
  after(() => started?.stop());
  imports(suite);
  mends(suite);
  mendsAlike(suite);
  masks(suite);
  exports(suite);
  removes(suite);
});

function imports(suite: Suite): void {
  test('files are taken in under their path, told live, and leave no upload behind but what nobody knows', async () => {
    const { admin, bench } = suite.running();
    const params = { book_id: suite.book_id() };
    const events = await heard(admin, params.book_id);
    const job = await importing(suite, [
      { name: '八月/../../订单.csv', content: await fixture(ORDERS) },
      { name: '八月/明细.csv', content: await fixture(STATEMENT) },
      { name: '八月/说明.txt', content: '不是表格' },
      { name: '八月/.DS_Store', content: 'x' },
    ]);
    assert.deepEqual([job.state, job.made_by], ['done', '王敏']);
    const files = job.files.map(({ file, phase }: { file: string; phase: string }) => [file, phase]);
    assert.deepEqual(
      files.sort(),
      [
        ['八月/明细.csv', 'done'],
        ['八月/订单.csv', 'done'],
        ['八月/说明.txt', 'failed'],
      ].sort(),
    );
    assert.match(job.files.find(({ phase }: { phase: string }) => phase === 'failed').error.en, /说明\.txt/);
    const listed = await admin.call('list_imports', { params, query: { job_id: job.job_id } });
    assert.equal(listed.body.imports.length, 2);
    assert.equal(listed.body.imports[0].made_by, '王敏');
    const { files: unknown } = (await admin.call('unrecognized_files', { params })).body;
    assert.deepEqual(
      unknown.map(({ file }: { file: string }) => file),
      ['八月/说明.txt'],
    );
    assert.deepEqual(readdirSync(path.join(bench.workspace.home, 'uploads')), [unknown[0].upload_id]);
    const told = await events.until(({ event, value }) => event === 'job' && value.state === 'done');
    const states = told.filter(({ event }) => event === 'job').map(({ value }) => value.state);
    assert.deepEqual([...new Set(states)], ['queued', 'running', 'done']);
    const { book } = (await admin.call('book', { params })).body;
    assert.deepEqual([book.imports, book.orders, book.is_stale], [2, 1, false]);
  });

  test('whoever connects later is told how the jobs stand', async () => {
    const events = await heard(suite.running().admin, suite.book_id());
    const told = await events.until(({ value }) => value.state === 'done');
    assert.equal(told[0]?.value.kind, 'import');
  });

  test('the same bytes again are the same import; a file that is nothing fails with its reason', async () => {
    const again = await importing(suite, [{ name: '又一次.csv', content: await fixture(STATEMENT) }]);
    assert.equal(again.state, 'done');
    const { held, ...counts } = await onlyReceipt(suite, again.job_id);
    assert.deepEqual(counts, { file: '又一次.csv', rows_new: 0, rows_unchanged: 14, rows_read: 14 });
    assert.match(held.en, /八月\/明细\.csv/);
    const first = await onlyReceipt(suite, undefined, '八月/明细.csv');
    assert.deepEqual([first.rows_new, first.held], [14, null]);
    const nothing = await importing(suite, [{ name: 'a.csv', content: '一,二\r\n1,2\r\n' }]);
    assert.equal(nothing.state, 'failed');
    assert.match(nothing.error['zh-CN'], /认不出/);
    const gone = await suite.running().admin.call('import_uploads', {
      params: { book_id: suite.book_id() },
      body: { upload_ids: ['none'], then_run: true },
    });
    assert.deepEqual([gone.status, gone.body.code], [410, 'upload_gone']);
  });
}

/** What the one receipt of a job, or of all imports the one of a file, tells of the rows of its table. */
async function onlyReceipt({ running, book_id }: Suite, job_id: string | undefined, named?: string) {
  const query = job_id === undefined ? {} : { job_id };
  const { body } = await running().admin.call('list_imports', { params: { book_id: book_id() }, query });
  const all = body.imports.flatMap((card: { receipts: unknown[] }) => card.receipts);
  const found = all.filter((each: { file: string }) => named === undefined || each.file === named);
  assert.equal(found.length, 1, JSON.stringify(found));
  const { file, rows_read, rows_new, rows_unchanged, held_before: held } = found[0];
  return { file, rows_read, rows_new, rows_unchanged, held };
}

function mends(suite: Suite): void {
  test('refused rows are mended in place, buyers unseen; undoing that refuses them again', async () => {
    const { admin, bench } = suite.running();
    const params = { book_id: suite.book_id() };
    const refused = await admin.call('refused_rows', { params, query: { limit: '500' } });
    const { rows, total } = refused.body;
    assert.equal(rows.length, total);
    assert.match(JSON.stringify(rows), /"收货人姓名","value":"\*\*\*"/);
    const wrong = rows.find((row: { code: string }) => row.code === 'unknown_status');
    const other = rows.find((row: { code: string }) => row.code === 'missing_value');
    const mend = (cells: object): object => ({
      batch_id: wrong.batch_id,
      rows: [
        { row: wrong.row, cells },
        { row: other.row, cells: { 订单编号: 'still wrong' } },
      ],
    });
    const mended = await admin.call('mend_rows', { params, body: mend({ 订单状态: '交易成功' }) });
    assert.deepEqual([mended.status, mended.body.taken], [200, 1]);
    assert.deepEqual(
      mended.body.still_refused.map(({ row, code }: { row: number; code: string }) => [row, code]),
      [[other.row, 'not_an_id']],
    );
    const rest = await admin.call('refused_rows', { params });
    assert.equal(rest.body.total, total - 1);
    const undo = await admin.call('undo_import', { params: { ...params, import_id: mended.body.import_id } });
    await bench.jobs.ended(undo.body.job_id);
    assert.equal((await admin.call('refused_rows', { params })).body.total, total);
    const file = await admin.call('download_refused', { params, query: { batch_id: wrong.batch_id } });
    assert.match(file.body, /交易已飞走/);
  });

  test('refused rows come page by page', async () => {
    const { admin } = suite.running();
    const params = { book_id: suite.book_id() };
    const places: string[] = [];
    let after: string | undefined;
    do {
      const query = { limit: '3', ...(after !== undefined && { after }) };
      const { rows, next } = (await admin.call('refused_rows', { params, query })).body;
      places.push(
        ...rows.map(({ batch_id, row }: { batch_id: string; row: number }) => `${batch_id}-${row}`),
      );
      after = next ?? undefined;
    } while (after !== undefined);
    const all = (await admin.call('refused_rows', { params, query: { limit: '500' } })).body;
    assert.equal(new Set(places).size, all.total);
    assert.equal(places.length, all.total);
  });
}

function mendsAlike(suite: Suite): void {
  test('rows count as mended alike, whether mended in place or in the file that is dropped again', async () => {
    const { admin, bench } = suite.running();
    const params = { book_id: suite.book_id() };
    const all = async () => (await admin.call('refused_rows', { params, query: { limit: '500' } })).body;
    const before = await all();
    const inFile = before.rows.find(({ code }: { code: string }) => code === 'unknown_status');
    const inPlace = before.rows.find(({ code }: { code: string }) => code === 'missing_value');
    const refusedBy = async (): Promise<number> => {
      const { imports: cards } = (await admin.call('list_imports', { params })).body;
      const receipts = cards.flatMap((card: { receipts: unknown[] }) => card.receipts);
      const of = receipts.find(({ batch_id }: { batch_id: string }) => batch_id === inFile.batch_id);
      return of.rows_refused;
    };
    const refused = await refusedBy();
    const query = { batch_id: inFile.batch_id };
    const file: string = (await admin.call('download_refused', { params, query })).body;
    const [header = '', ...lines] = file.split('\r\n');
    const line = lines.find((each) => each.includes('交易已飞走')) ?? assert.fail(file);
    const content = `${header}\r\n${line.replaceAll('交易已飞走', '交易成功')}\r\n`;
    const dropped = await importing(suite, [{ name: '拒收行.csv', content }]);
    assert.equal(dropped.state, 'done', JSON.stringify(dropped.error));
    assert.equal((await all()).total, before.total - 1);
    assert.equal(await refusedBy(), refused - 1);
    const rows = [{ row: inPlace.row, cells: { 订单编号: '3612345678901230999' } }];
    const mended = await admin.call('mend_rows', { params, body: { batch_id: inPlace.batch_id, rows } });
    assert.equal(mended.body.taken, 1, JSON.stringify(mended.body));
    assert.equal((await all()).total, before.total - 2);
    assert.equal(await refusedBy(), refused - 2);
    assert.doesNotMatch((await admin.call('download_refused', { params, query })).body, /交易已飞走/);
    for (const import_id of [...dropped.result.import_ids, mended.body.import_id]) {
      const undo = await admin.call('undo_import', { params: { ...params, import_id } });
      await bench.jobs.ended(undo.body.job_id);
    }
    assert.deepEqual([(await all()).total, await refusedBy()], [before.total, refused]);
  });
}

function masks(suite: Suite): void {
  test('who may only look sees no buyer, neither in a refused row nor in a file of them', async () => {
    const { admin, signIn } = suite.running();
    const params = { book_id: suite.book_id() };
    const { rows } = (await admin.call('refused_rows', { params, query: { limit: '500' } })).body;
    const short = rows.find(({ code }: { code: string }) => code === 'too_few_cells');
    const query = { batch_id: short.batch_id };
    const clerk = await signIn('clerk', 'clerk');
    assert.match((await clerk.call('download_refused', { params, query })).body, BUYER);
    const viewer = await signIn('viewer', 'viewer');
    const refused = await viewer.call('download_refused', { params, query });
    assert.deepEqual([refused.status, refused.body.code], [403, 'access_denied']);
    const seen = (await viewer.call('refused_rows', { params, query: { limit: '500' } })).body;
    assert.equal(seen.rows.length, rows.length);
    assert.doesNotMatch(JSON.stringify(seen), BUYER);
    assert.match(JSON.stringify(seen), /交易已飞走/);
  });
}

function exports(suite: Suite): void {
  test('results are exported to a workbook that opens, fetched by its id and no other', async () => {
    const { admin, bench } = suite.running();
    const params = { book_id: suite.book_id() };
    const queued = await admin.call('export_results', { params, body: { what: 'workbook', language: 'en' } });
    await bench.jobs.ended(queued.body.job_id);
    const { job } = (await admin.call('job', { params: { ...params, job_id: queued.body.job_id } })).body;
    const { export_id, file_name } = job.result;
    const response = await admin.open('download_export', { params: { ...params, export_id } });
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''/);
    const folder = path.join(bench.workspace.home, 'exports', export_id, file_name);
    assert.equal((await response.bytes()).length, (await readFile(folder)).length);
    const sheets = [];
    for await (const table of openTables(folder, { limits: DEFAULT_LIMITS })) sheets.push(table.sheet);
    assert.ok(sheets.length > 2, sheets.join());
    const none = await admin.call('download_export', { params: { ...params, export_id: '../../x' } });
    assert.deepEqual([none.status, none.body.code], [410, 'export_gone']);
  });

  test('a job that waits can be cancelled', async () => {
    const { admin, bench } = suite.running();
    const params = { book_id: suite.book_id() };
    const first = await admin.call('start_run', { params, body: {} });
    const second = await admin.call('start_run', { params, body: {} });
    const cancelled = await admin.call('cancel_job', { params: { ...params, job_id: second.body.job_id } });
    assert.equal(cancelled.body.job.state, 'cancelled');
    await bench.jobs.ended(first.body.job_id);
    const { job } = (await admin.call('job', { params: { ...params, job_id: first.body.job_id } })).body;
    assert.equal(job.state, 'done');
  });
}

function removes(suite: Suite): void {
  test('a book is removed with its rows and originals when its name is typed again', async () => {
    const { admin, bench } = suite.running();
    const book_id = suite.book_id();
    const params = { book_id };
    const folder = path.join(bench.workspace.home, 'books', book_id);
    const other = (await admin.call('create_book', { body: { name: '乙店' } })).body.book.book_id;
    await admin.call('book', { params: { book_id: other } });
    const wrong = await admin.call('remove_book', { params, body: { name: '乙店' } });
    assert.deepEqual([wrong.status, wrong.body.code], [400, 'book_name_differs']);
    assert.ok(existsSync(folder));
    await admin.call('remove_book', { params, body: { name: '甲店' } });
    assert.equal((await admin.call('book', { params })).body.code, 'book_unknown');
    for (const { job_id } of bench.jobs.unfinished(book_id)) await bench.jobs.ended(job_id);
    assert.equal(existsSync(folder), false);
    const { books } = (await admin.call('list_books')).body;
    assert.deepEqual(
      books.map(({ name }: { name: string }) => name),
      ['乙店'],
    );
    await bench.books.use(other, async ({ store }) => {
      for (const table of ['imports', 'orders', 'balances', 'runs'])
        for (const { book_id: left } of await store.query<{ book_id: string }>(tableOf(table)))
          assert.notEqual(left, book_id);
    });
  });
}

function tableOf(table: string) {
  const statements = {
    imports: sql`select distinct book_id from imports`,
    orders: sql`select distinct book_id from orders`,
    balances: sql`select distinct book_id from balances`,
    runs: sql`select distinct book_id from runs`,
  };
  return statements[table as keyof typeof statements];
}
