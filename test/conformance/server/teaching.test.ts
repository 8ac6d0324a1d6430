import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { cleanUp } from '../../../src/actions/workspace/files.ts';
import { addDays, now } from '../../../src/calendar/wall-time.ts';
import { sql } from '../../../src/store/sql.ts';
import { forEachEngine } from '../../support/books.ts';
import { zipOf } from '../../support/reading.ts';
import type { CallOptions, Reply } from '../../support/web-client.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

const statement = (month: string): string =>
  [
    '甲乙银行账户明细',
    '账号：6222000000001234',
    '记账日,记账时刻,借贷,发生额,账面余额,对方户名,摘要',
    `${month}-01,09:00:00,贷,100.00,1100.00,丙公司,货款`,
    `${month}-02,10:30:00,借,30.50,1069.50,丁公司,运费`,
    `${month}-03,11:00:00,贷,20.00,1089.50,丙公司,货款`,
    '',
  ].join('\r\n');

interface Desk {
  readonly started: TestServer;
  readonly book_id: string;
  call(name: Parameters<TestServer['admin']['call']>[0], options?: CallOptions): Promise<Reply>;
  /** Uploads files and imports them; the job as it ended. */
  imported(...files: { name: string; content: string | Uint8Array<ArrayBuffer> }[]): Promise<Reply['body']>;
  /** Imports uploads again; the job as it ended. */
  again(upload_ids: readonly string[], password?: string): Promise<Reply['body']>;
  /** The upload that waits to be taught under this name. */
  waiting(file: string): Promise<string>;
}

async function newDesk(started: TestServer): Promise<Desk> {
  const { admin, bench } = started;
  const { book_id } = (await admin.call('create_book', { body: { name: '甲店' } })).body.book;
  const call: Desk['call'] = (name, options = {}) =>
    admin.call(name, { ...options, params: { book_id, ...options.params } });
  const again: Desk['again'] = async (upload_ids, password) => {
    const body = { upload_ids, then_run: false, ...(password !== undefined && { password }) };
    const { job_id } = (await call('import_uploads', { body })).body;
    await bench.jobs.ended(job_id);
    return (await call('job', { params: { job_id } })).body.job;
  };
  return {
    ...{ started, book_id, call, again },
    async imported(...files) {
      const { uploads } = (await call('upload', { files })).body;
      return again(uploads.map(({ upload_id }: { upload_id: string }) => upload_id));
    },
    async waiting(file) {
      const { files } = (await call('unrecognized_files')).body;
      const found = files.find((each: { file: string }) => each.file === file);
      return found?.upload_id ?? assert.fail(`${file} does not wait: ${JSON.stringify(files)}`);
    },
  };
}

forEachEngine(({ engine }) => {
  let started: TestServer | undefined;
  let made: Desk | undefined;
  const desk = (): Desk => made ?? assert.fail('no server');
  before(async () => {
    started = await startTestServer(engine);
    made = await newDesk(started);
  });
  after(() => started?.stop());
  teaches(desk);
  shares(desk);
  forgets(desk);
  waitsInPart(desk);
});

function teaches(desk: () => Desk): void {
  test('a file that nobody knows waits, is drafted, taught and imported; the next one is recognised', async () => {
    const { call, imported, again, waiting } = desk();
    assert.equal((await imported({ name: '七月/甲乙.csv', content: statement('2024-07') })).state, 'failed');
    const upload_id = await waiting('七月/甲乙.csv');
    const guessed = (await call('draft_template', { body: { upload_id } })).body;
    assert.equal(guessed.template.name, '甲乙');
    assert.deepEqual(guessed.direction_words, ['贷', '借']);
    assert.deepEqual([guessed.rows_read, guessed.running_balance, guessed.tables.length], [3, 'ok', 1]);
    const turned = { ...guessed.template, inflow_words: ['借'], outflow_words: ['贷'] };
    const decided = (await call('draft_template', { body: { upload_id, template: turned } })).body;
    assert.deepEqual(decided.understood, guessed.understood, 'the balance decides, whatever the words say');
    const { happened_at: _, ...columns } = guessed.template.columns;
    const lacking = { ...guessed.template, columns };
    const missing = (await call('draft_template', { body: { upload_id, template: lacking } })).body;
    assert.deepEqual([missing.missing, missing.understood], [[['happened_at']], []]);
    assert.equal((await call('save_template', { body: lacking })).body.code, 'template_incomplete');
    assert.equal((await call('save_template', { body: guessed.template })).status, 200);
    const job = await again([upload_id]);
    assert.equal(job.state, 'done');
    assert.deepEqual((await call('unrecognized_files')).body.files, []);
    assert.equal((await imported({ name: '八月.csv', content: statement('2024-08') })).state, 'done');
    const { imports } = (await call('list_imports')).body;
    assert.deepEqual(
      imports.map(({ receipts: [receipt] }: Reply['body']) => [receipt.source_title.en, receipt.rows_new]),
      [
        ['taught: 甲乙', 3],
        ['taught: 甲乙', 3],
      ],
    );
  });

  test('a draft looks at the table that is asked for, under the password of its zip', async () => {
    const { call, imported, again, waiting } = desk();
    const members: [string, string][] = [
      ['一.csv', '甲列,乙列\r\n2024-07-01,3.00\r\n'],
      ['二.csv', '丙列,丁列\r\n2024-07-02,4.00\r\n'],
    ];
    const content = new Uint8Array(await zipOf(members, { password: '271828' }));
    const { uploads } = (await call('upload', { files: [{ name: '两张表.zip', content }] })).body;
    await again([uploads[0].upload_id], '271828');
    const upload_id = await waiting('两张表.zip');
    assert.equal((await again([upload_id])).state, 'failed');
    assert.equal(await waiting('两张表.zip'), upload_id, 'it waits on though its password was forgotten');
    assert.equal((await call('draft_template', { body: { upload_id } })).body.code, 'password_missing');
    const body = { upload_id, table: 1, password: '271828' };
    const draft = (await call('draft_template', { body })).body;
    assert.deepEqual(
      draft.columns.map(({ header }: { header: string }) => header),
      ['丙列', '丁列'],
    );
    assert.deepEqual(
      draft.tables.map(({ member }: { member: string }) => member),
      ['一.csv', '二.csv'],
    );
    assert.equal((await imported({ name: '无表.txt', content: '不是表格' })).state, 'failed');
    const nothing = await call('draft_template', { body: { upload_id: await waiting('无表.txt') } });
    assert.deepEqual([nothing.status, nothing.body.code], [422, 'teaching_failed']);
  });
}

function waitsInPart(desk: () => Desk): void {
  test('a zip of which one table is unknown is taken, and waits until that table is taught', async () => {
    const { call, imported, again, waiting } = desk();
    const content = new Uint8Array(
      await zipOf([
        [
          '订单.csv',
          '订单编号,订单状态,买家实付金额,订单付款时间\r\n4000000000000000103,交易成功,9.00,2024-07-01 10:00:00\r\n',
        ],
        [
          '丙丁.csv',
          statement('2024-07')
            .replace('甲乙', '丙丁')
            .replace('账面余额', '结存')
            .replace('记账时刻', '时刻'),
        ],
      ]),
    );
    assert.equal((await imported({ name: '七月.zip', content })).state, 'done', 'what is known is taken');
    const upload_id = await waiting('七月.zip');
    const card = (await call('list_imports')).body.imports.find(
      ({ file }: Reply['body']) => file === '七月.zip',
    );
    assert.deepEqual(
      card.left_out.map(({ member, row_count }: Reply['body']) => [member, row_count]),
      [['丙丁.csv', 6]],
    );
    const { template } = (await call('draft_template', { body: { upload_id } })).body;
    assert.equal((await call('save_template', { body: template })).status, 200);
    assert.equal((await again([upload_id])).state, 'done');
    const { files } = (await call('unrecognized_files')).body;
    assert.ok(
      files.every(({ file }: Reply['body']) => file !== '七月.zip'),
      'it waits no longer',
    );
    const now = (await call('list_imports')).body.imports.find(
      ({ file }: Reply['body']) => file === '七月.zip',
    );
    assert.deepEqual([now.import_id, now.left_out, now.receipts.length], [card.import_id, [], 2]);
  });
}

function shares(desk: () => Desk): void {
  test('a template is listed with its maker, handed over as a file and taken out of use', async () => {
    const { call } = desk();
    const { templates, kinds } = (await call('templates')).body;
    assert.deepEqual(
      templates.map(({ template, made_by }: Reply['body']) => [template.name, made_by]),
      [['甲乙', '王敏']],
    );
    for (const { kind, fields, channels } of kinds)
      assert.ok(fields.length > 0 && channels.length > 0, `${kind} offers nothing`);
    const file = await call('template_file', { params: { name: '甲乙' } });
    assert.deepEqual(file.body, templates[0].template);
    assert.match(file.headers.get('content-disposition') ?? '', /\.json$/);
    assert.equal((await call('remove_template', { params: { name: '甲乙' } })).status, 200);
    assert.deepEqual((await call('templates')).body.templates, []);
    const unknown = await call('template_file', { params: { name: '甲乙' } });
    assert.deepEqual([unknown.status, unknown.body.code], [404, 'template_unknown']);
    const added = await call('add_templates', {
      files: [{ name: '甲乙.json', content: JSON.stringify(file.body) }],
    });
    assert.deepEqual(added.body, { names: ['甲乙'] });
    const wrong = await call('add_templates', { files: [{ name: 'x.json', content: '{' }] });
    assert.deepEqual([wrong.status, wrong.body.code], [400, 'template_not_json']);
  });
}

function forgets(desk: () => Desk): void {
  test('a file that waits to be taught is kept 14 days, or until somebody discards it', async () => {
    const { started, call, imported, waiting } = desk();
    const { workspace } = started.bench;
    await imported({ name: '旧.csv', content: '一,二\r\n1,2\r\n' });
    await imported({ name: '新.csv', content: '三,四\r\n1,2\r\n' });
    const [old, young] = [await waiting('旧.csv'), await waiting('新.csv')];
    const age = (id: string, days: number): Promise<void> =>
      workspace.write(async (tx) => {
        await tx.execute(sql`update workspace.uploads set made_at = ${addDays(now(), -days)}::timestamp,
          unrecognized_at = ${addDays(now(), -days)}::timestamp where upload_id = ${id}`);
      });
    await age(old, 15);
    await age(young, 13);
    await cleanUp(workspace);
    assert.equal((await call('draft_template', { body: { upload_id: old } })).body.code, 'upload_gone');
    assert.equal(await waiting('新.csv'), young);
    assert.equal((await call('discard_upload', { params: { upload_id: young } })).status, 200);
    assert.ok(!existsSync(path.join(workspace.home, 'uploads', young)));
    assert.equal((await call('discard_upload', { params: { upload_id: young } })).body.code, 'upload_gone');
  });
}
