import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { simulate } from '../../../simulator/simulate.ts';
import { importFiles } from '../../../src/actions/importing/import-files.ts';
import { runReconciliation } from '../../../src/actions/runs/run-reconciliation.ts';
import { LIST_NAMES } from '../../../src/model/list.ts';
import type { RouteName } from '../../../src/server/contract/paths.ts';
import { forEachEngine } from '../../support/books.ts';
import type { CallOptions, WebClient } from '../../support/web-client.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

const NO_FILTER = { conditions: [] };
const ALL_CASES = {
  filter: NO_FILTER,
  sort: [{ column: 'discrepancy_minor', descending: true, by_size: true }],
};

let month = '';
before(async () => {
  month = await mkdtemp(path.join(tmpdir(), 'duideshang-month-'));
  await simulate({ orders: 400, shops: 2, seed: 11, out: month });
});
after(() => rm(month, { recursive: true, force: true }));

interface Suite {
  running(): TestServer;
  /** Calls a route of the book as its administrator or another; every reply is held against the contract. */
  ask(name: RouteName, options?: CallOptions, client?: WebClient): Promise<ReplyBody>;
  ended(queued: ReplyBody): Promise<ReplyBody>;
}

// biome-ignore lint/suspicious/noExplicitAny: a test looks into replies of every shape
type ReplyBody = any;

forEachEngine(({ engine }) => {
  let started: TestServer | undefined;
  let book_id = '';
  const running = (): TestServer => started ?? assert.fail('no server');
  const ask: Suite['ask'] = async (name, options = {}, client = running().admin) => {
    const reply = await client.call(name, { ...options, params: { book_id, ...options.params } });
    assert.equal(reply.status, 200, `${name}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const suite: Suite = {
    running,
    ask,
    async ended({ job_id }) {
      await running().bench.jobs.ended(job_id);
      const { job } = await ask('job', { params: { job_id } });
      assert.equal(job.state, 'done', JSON.stringify(job.error));
      return job;
    },
  };
  before(async () => {
    started = await startTestServer(engine);
    book_id = (await started.admin.call('create_book', { body: { name: '甲店' } })).body.book.book_id;
    await started.bench.books.use(book_id, async (book) => {
      await importFiles(book, [path.join(month, 'files')]);
      await runReconciliation(book);
    });
  });
  after(() => started?.stop());
  looksUp(suite);
  takesListsAway(suite);
  worksOnCases(suite);
  roundTrips(suite);
  changesRules(suite);
});

function looksUp({ ask }: Suite): void {
  test('lists, sums, search, orders and the overview speak as the contract says', async () => {
    const { lists } = await ask('lists');
    assert.deepEqual(lists.map(({ list }: { list: string }) => list).sort(), [...LIST_NAMES].sort());
    for (const { list } of lists) {
      await ask('list_page', { params: { list }, body: { filter: NO_FILTER, sort: [], limit: 5 } });
      await ask('list_totals', { params: { list }, body: { filter: NO_FILTER } });
    }
    const first = await ask('list_page', { params: { list: 'cases' }, body: { ...ALL_CASES, limit: 3 } });
    const second = await ask('list_page', {
      params: { list: 'cases' },
      body: { ...ALL_CASES, limit: 3, after: first.next },
    });
    assert.notDeepEqual(first.rows, second.rows);
    const by = ['exception_type', 'cause'];
    const { groups } = await ask('list_groups', {
      params: { list: 'cases' },
      body: { filter: NO_FILTER, by },
    });
    assert.match(groups[0].sums.discrepancy_minor, /^-?\d+$/);
    await ask('list_values', { params: { list: 'cases' }, body: { column: 'cause' } });
    const overview = await ask('overview');
    assert.equal(overview.closes, true);
    assert.equal((await ask('last_run')).equation.expected_minor, overview.bars[0].minor);
    await ask('coverage');
  });

  test('any number of an order leads to its page', async () => {
    const { columns, rows } = await ask('list_page', {
      params: { list: 'cases' },
      body: { ...ALL_CASES, limit: 20 },
    });
    const keys = rows.map((row: ReplyBody) => row[columns.indexOf('match_key')]);
    const order_no = keys.find((key: string) => /^\d{19}$/.test(key));
    const { hits } = await ask('search', { query: { q: order_no.slice(0, 18) } });
    assert.ok(
      hits.some((hit: ReplyBody) => hit.number === order_no),
      JSON.stringify(hits),
    );
    const { order } = await ask('order', { params: { order_no } });
    assert.equal(order.cases.length > 0, true);
  });
}

function takesListsAway({ ask, ended, running }: Suite): void {
  test('a list is exported and fetched', async () => {
    const asked = {
      ...ALL_CASES,
      columns: ['match_key', 'discrepancy_minor'],
      format: 'csv',
      language: 'zh-CN',
    };
    const job = await ended(await ask('export_list', { params: { list: 'cases' }, body: asked }));
    const file = await ask('download_export', { params: { export_id: job.result.export_id } });
    const { count } = await ask('list_totals', { params: { list: 'cases' }, body: { filter: NO_FILTER } });
    assert.ok(file.trim().split('\r\n').length > count, file);
    const zip = await ended(await ask('export_results', { body: { what: 'orders', language: 'en' } }));
    const response = await running().admin.open('download_export', {
      params: { book_id: job.book_id, export_id: zip.result.export_id },
    });
    assert.equal(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 2)
        .toString(),
      'PK',
    );
  });

  test('views are saved, shared and removed', async () => {
    const view = { list: 'cases', name: '大额', ...ALL_CASES, columns: [], group_by: [], shared: true };
    const { view: saved } = await ask('save_view', { body: view });
    const viewer = await running().signIn('viewer', 'viewer');
    const seen = (await ask('list_views', {}, viewer)).views;
    assert.deepEqual(
      seen.map(({ name, mine }: ReplyBody) => [name, mine]),
      [['大额', false]],
    );
    await ask('remove_view', { params: { view_id: saved.view_id } }, viewer);
    assert.equal((await ask('list_views')).views.length, 1);
    await ask('remove_view', { params: { view_id: saved.view_id } });
    assert.deepEqual((await ask('list_views')).views, []);
  });
}

function worksOnCases({ ask, ended, running }: Suite): void {
  test('a move on all of a filter is previewed, made and undone; a conflict is told', async () => {
    const page = await ask('list_page', {
      params: { list: 'cases' },
      body: { ...ALL_CASES, columns: ['case_id', 'version'], limit: 2 },
    });
    const [one, other] = page.rows.map(([case_id, version]: ReplyBody) => ({ case_id, version }));
    const move = { move: 'accept', reason_code: 'verified' };
    const preview = await ask('preview_move', { body: { selection: { filter: NO_FILTER }, move } });
    assert.ok(preview.count > 2);
    const { action } = await ask('make_move', { body: { selection: { cases: [one] }, move } });
    assert.deepEqual([action.count, action.made_by, action.can_undo], [1, '王敏', true]);
    const late = await running().admin.call('make_move', {
      params: { book_id: await bookIdOf(running()) },
      body: { selection: { cases: [one] }, move },
    });
    assert.deepEqual([late.status, late.body.code], [409, 'nothing_moved']);
    const note = { move: 'comment', note: '问过客服' };
    await ask('make_move', { body: { selection: { cases: [other] }, move: note } });
    const { case: shown } = await ask('case', { params: { case_id: other.case_id } });
    assert.equal(shown.events.at(-1)?.note ?? shown.events[0].note, '问过客服');
    await ask('attach', {
      params: { case_id: other.case_id },
      files: [{ name: '截图.png', content: 'PNG' }],
    });
    const { attachments } = (await ask('case', { params: { case_id: other.case_id } })).case;
    assert.deepEqual([attachments[0].file, attachments[0].made_by], ['截图.png', '王敏']);
    const { attachment_id } = attachments[0];
    assert.equal(await ask('attachment', { params: { attachment_id } }), 'PNG');
    await ask('undo_action', { params: { action_id: action.action_id } });
    assert.equal((await ask('case', { params: { case_id: one.case_id } })).case.state, 'open');
    assert.equal((await ask('list_actions')).actions[1].undone_at !== null, true);
  });

  test('money is moved by hand: candidates, preview, transfer, and the run that follows', async () => {
    const body = { ...ALL_CASES, columns: ['case_id', 'match_key', 'discrepancy_minor'], limit: 1 };
    const [[case_id, match_key, minor]] = (await ask('list_page', { params: { list: 'cases' }, body })).rows;
    await ask('match_candidates', { params: { case_id } });
    const amount_minor = String(-BigInt(minor));
    const legs = [
      { match_key, amount_minor },
      { match_key: null, counter: 'other', amount_minor: minor },
    ];
    const transfer = { kind: 'adjustment', legs, note: '客户线下补的' };
    const preview = await ask('preview_transfer', { body: transfer });
    assert.deepEqual([preview.difference_minor, preview.problem], ['0', null]);
    const made = await ask('make_transfer', { body: transfer });
    await ended(made);
    assert.equal((await ask('overview')).closes, true);
    await ask('undo_action', { params: { action_id: made.action.action_id } });
  });

  test('colleagues are those who see the book', async () => {
    await running().signIn('outside', 'clerk', []);
    const { colleagues } = await ask('colleagues');
    const names = colleagues.map(({ display_name }: ReplyBody) => display_name);
    assert.ok(names.includes('王敏') && !names.includes('outside'));
  });
}

async function bookIdOf({ admin }: TestServer): Promise<string> {
  return (await admin.call('list_books')).body.books[0].book_id;
}

function roundTrips({ ask, ended, running }: Suite): void {
  test('open cases go to a spreadsheet and come back; an empty one changes nothing', async () => {
    const job = await ended(
      await ask('export_round_trip', { body: { filter: NO_FILTER, language: 'zh-CN' } }),
    );
    const { export_id, file_name } = job.result;
    const file = await readFile(path.join(running().bench.workspace.home, 'exports', export_id, file_name));
    const files = [{ name: file_name, content: new Uint8Array(file) }];
    const preview = await ask('read_round_trip', { files });
    assert.ok(preview.rows > 0);
    assert.deepEqual([preview.changes, preview.conflicts, preview.refused], [[], [], []]);
    const { round_trip_id } = preview;
    const applied = await ask('apply_round_trip', { params: { round_trip_id }, body: { overwrite: [] } });
    assert.deepEqual(applied, { actions: [], left_out: [] });
  });
}

function changesRules({ ask, ended, running }: Suite): void {
  test('rules are tried without a trace, saved once, and refused when they moved meanwhile', async () => {
    const { rules } = await ask('rules');
    const tolerance = { exception_type: 'fee_variance', shop: '*', tolerance_minor: '10000' };
    const key = { id: 'own-1', channel: '*', field: 'memo', pattern: '补单(\\d{10,19})', names: 'order_no' };
    const key_rules = [{ ...key, built_in: false }, ...rules.key_rules];
    assert.ok(rules.key_rules.length > 20 && rules.key_rules.every((rule: ReplyBody) => rule.built_in));
    const changed = { ...rules, tolerances: [tolerance], key_rules };
    const tried = await ask('try_rules', { body: changed });
    await ended(tried);
    const { trial } = await ask('trial', { params: { job_id: tried.job_id } });
    assert.ok(trial.changed >= 0 && trial.before.length > 0);
    assert.deepEqual((await ask('rules')).rules, rules);
    const saved = await ask('save_rules', { body: changed });
    await ended(saved);
    const held = (await ask('rules')).rules;
    assert.deepEqual([held.tolerances, held.key_rules], [[tolerance], key_rules]);
    const late = await running().admin.call('save_rules', {
      params: { book_id: await bookIdOf(running()) },
      body: changed,
    });
    assert.deepEqual([late.status, late.body.code], [409, 'rules_changed']);
  });

  test('only an administrator changes the limits of write-offs', async () => {
    const reviewer = await running().signIn('reviewer', 'reviewer');
    const { rules } = await ask('rules');
    const limits = rules.write_off_limits.map((limit: ReplyBody) => ({ ...limit, limit_minor: '1' }));
    const params = { book_id: await bookIdOf(running()) };
    const body = { ...rules, write_off_limits: limits };
    const refused = await reviewer.call('save_rules', { params, body });
    assert.deepEqual([refused.status, refused.body.code], [403, 'role_too_low']);
    await ended(await ask('save_rules', { body: rules }, reviewer));
  });

  test('reasons, lessons and notes', async () => {
    const { reasons } = await ask('reasons');
    assert.deepEqual((await ask('save_reasons', { body: { reasons } })).reasons, reasons);
    await ask('save_lesson_note', {
      params: { cause: 'unexplained' },
      body: { learned: '甲', change: '乙' },
    });
    const { notes, pareto } = await ask('lessons');
    assert.ok(pareto.length > 0);
    assert.equal(notes.find(({ cause }: ReplyBody) => cause === 'unexplained').made_by, '王敏');
  });
}
