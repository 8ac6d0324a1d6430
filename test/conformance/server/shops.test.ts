import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { simulate } from '../../../simulator/simulate.ts';
import { importFiles } from '../../../src/actions/importing/import-files.ts';
import { runReconciliation } from '../../../src/actions/runs/run-reconciliation.ts';
import { CONTRACT } from '../../../src/server/contract/index.ts';
import { PATHS, type RouteName } from '../../../src/server/contract/paths.ts';
import { RIGHTS, type Right } from '../../../src/server/contract/rights.ts';
import type { Route } from '../../../src/server/contract/route.ts';
import { forEachEngine } from '../../support/books.ts';
import { heard } from '../../support/events.ts';
import type { CallOptions, Reply, WebClient } from '../../support/web-client.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

const SOURCES = path.join(import.meta.dirname, '../../../src/sources');
const STATEMENT = 'alipay-statement/fixtures/ok/12-columns.csv';
const NO_FILTER = { conditions: [] };
const MOVE = { move: 'accept', reason_code: 'verified' };

let month = '';
before(async () => {
  month = await mkdtemp(path.join(tmpdir(), 'duideshang-month-'));
  await simulate({ orders: 200, shops: 2, seed: 11, out: month });
});
after(() => rm(month, { recursive: true, force: true }));

/** A case as the list of cases tells it. */
interface Listed {
  readonly case_id: string;
  readonly version: number;
  readonly shop: string | null;
  readonly match_key: string;
  readonly minor: bigint;
}

/** A book of two shops, with people who see both or one. */
interface Suite {
  readonly started: TestServer;
  readonly book_id: string;
  readonly own: string;
  readonly hidden: string;
  /** Sees all shops. */
  readonly admin: WebClient;
  /** A reviewer who sees the shop `own`. */
  readonly limited: WebClient;
  call(client: WebClient, name: RouteName, options?: CallOptions): Promise<Reply>;
  /** Open cases of a shop that the client sees. */
  cases(client: WebClient, shop: string | null): Promise<Listed[]>;
  ended(job_id: string): Promise<void>;
}

async function startSuite(started: TestServer): Promise<Suite> {
  const { admin, bench } = started;
  const { book_id } = (await admin.call('create_book', { body: { name: '甲店' } })).body.book;
  await bench.books.use(book_id, async (book) => {
    await importFiles(book, [path.join(month, 'files')], { made_by: 'someone else' });
    await runReconciliation(book);
  });
  const call: Suite['call'] = (client, name, options = {}) =>
    client.call(name, { ...options, params: { book_id, ...options.params } });
  const [own = '', hidden = ''] = (await call(admin, 'book')).body.book.shops;
  assert.notEqual(hidden, '', 'the month has two shops');
  return {
    ...{ started, book_id, own, hidden, admin, call },
    limited: await started.signIn('limited', 'reviewer', [{ book_id, shops: [own] }]),
    async cases(client, shop) {
      const columns = ['case_id', 'version', 'shop', 'match_key', 'discrepancy_minor', 'state'];
      const body = { filter: NO_FILTER, sort: [], columns, limit: 500 };
      const { rows } = (await call(client, 'list_page', { params: { list: 'cases' }, body })).body;
      return rows
        .map(([case_id, version, of, match_key, minor, state]: string[]) => ({
          ...{ case_id, version, shop: of, match_key, state },
          minor: BigInt(minor ?? '0'),
        }))
        .filter((each: Listed & { state: string }) => each.shop === shop && each.state === 'open');
    },
    async ended(job_id) {
      await bench.jobs.ended(job_id);
    },
  };
}

forEachEngine(({ engine }) => {
  let started: TestServer | undefined;
  let made: Suite | undefined;
  const suite = (): Suite => made ?? assert.fail('no server');
  before(async () => {
    started = await startTestServer(engine);
    made = await startSuite(started);
  });
  after(() => started?.stop());
  looks(suite);
  imports(suite);
  undoes(suite);
  movesMoney(suite);
  fetches(suite);
  runs(suite);
  staysOut(suite);
});

function looks(suite: () => Suite): void {
  test('who sees one shop sees cases, figures and orders of that shop only', async () => {
    const { admin, limited, own, hidden, call, cases } = suite();
    assert.deepEqual((await call(limited, 'book')).body.book.shops, [own]);
    assert.ok((await cases(limited, own)).length > 0);
    assert.deepEqual(await cases(limited, hidden), []);
    const [mine] = await cases(limited, own);
    const row = mine === undefined ? undefined : await shownBy(limited, mine, call);
    assert.equal((await call(limited, 'original_row', { params: row ?? {} })).status, 200);
    assert.deepEqual((await call(limited, 'overview')).body.shops, [own]);
    const [other] = await cases(admin, hidden);
    const { hits } = (await call(limited, 'search', { query: { q: other?.match_key ?? '' } })).body;
    assert.deepEqual(hits, []);
    const { imports: listed, unattributed } = (await call(limited, 'list_imports')).body;
    assert.deepEqual(
      [listed, unattributed > 0],
      [[], true],
      'files of an unknown maker are counted, not shown',
    );
    assert.equal((await call(admin, 'list_imports')).body.unattributed, 0);
  });
}

function imports(suite: () => Suite): void {
  test('who sees some shops sees the files that he brought in, and not those of a namesake', async () => {
    const { started, book_id, own, limited, call, ended } = suite();
    const { name } = (await call(limited, 'session')).body.me;
    const namesake = await started.signIn('namesake', 'clerk', [{ book_id, shops: [own] }]);
    await call(namesake, 'update_me', { body: { display_name: name } });
    const content = new Uint8Array(await readFile(path.join(SOURCES, STATEMENT)));
    const sent = await call(namesake, 'upload', { files: [{ name: '明细.csv', content }] });
    const upload_ids = sent.body.uploads.map(({ upload_id }: { upload_id: string }) => upload_id);
    const queued = await call(namesake, 'import_uploads', { body: { upload_ids, then_run: false } });
    await ended(queued.body.job_id);
    const filesOf = async (client: WebClient): Promise<unknown[]> =>
      (await call(client, 'list_imports')).body.imports.map(
        ({ file, made_by }: { file: string; made_by: string }) => [file, made_by],
      );
    assert.deepEqual(await filesOf(namesake), [['明细.csv', name]]);
    assert.deepEqual(await filesOf(limited), []);
  });
}

function undoes(suite: () => Suite): void {
  test('an action is seen and undone by those only who see every shop that it touches', async () => {
    const { admin, limited, own, hidden, call, cases } = suite();
    const move = async (...moved: (Listed | undefined)[]): Promise<string> => {
      const chosen = moved.map((each) => ({ case_id: each?.case_id, version: each?.version }));
      const reply = await call(admin, 'make_move', { body: { selection: { cases: chosen }, move: MOVE } });
      assert.equal(reply.status, 200, JSON.stringify(reply.body));
      return reply.body.action.action_id;
    };
    const [first, second] = await cases(admin, own);
    const [elsewhere, other] = await cases(admin, hidden);
    const ofOwn = await move(first);
    const ofHidden = await move(elsewhere);
    const ofBoth = await move(second, other);
    const { actions } = (await call(limited, 'list_actions')).body;
    assert.deepEqual(
      actions.map(({ action_id, can_undo }: { action_id: string; can_undo: boolean }) => [
        action_id,
        can_undo,
      ]),
      [[ofOwn, true]],
    );
    for (const action_id of [ofHidden, ofBoth]) {
      const refused = await call(limited, 'undo_action', { params: { action_id } });
      assert.deepEqual([refused.status, refused.body.code], [404, 'action_unknown']);
    }
    assert.equal((await call(limited, 'undo_action', { params: { action_id: ofOwn } })).status, 200);
    for (const action_id of [ofHidden, ofBoth])
      assert.equal((await call(admin, 'undo_action', { params: { action_id } })).status, 200);
  });
}

function movesMoney(suite: () => Suite): void {
  test('money of no shop is moved with money of the own shop, never alone', async () => {
    const { started, book_id, admin, limited, own, call, cases } = suite();
    const [mine] = await cases(admin, own);
    const [ofNone] = await cases(admin, null);
    assert.ok(mine !== undefined && ofNone !== undefined);
    const taken = { match_key: ofNone.match_key, amount_minor: '-100' };
    const alone = {
      kind: 'adjustment',
      legs: [taken, { match_key: null, counter: 'other', amount_minor: '100' }],
    };
    const together = { kind: 'match', legs: [taken, { match_key: mine.match_key, amount_minor: '100' }] };
    const undo = async ({ body }: Reply): Promise<Reply> =>
      call(limited, 'undo_action', { params: { action_id: body.action.action_id } });
    // The runs that follow wait until all is undone: what a run finds would stand on it.
    await started.bench.jobs.between(book_id, async () => {
      const refused = await call(limited, 'make_transfer', { body: alone });
      assert.deepEqual([refused.status, refused.body.code], [404, 'transfer_key_unknown']);
      const made = await call(limited, 'make_transfer', { body: together });
      assert.equal((await undo(made)).status, 200);
      const hidden = await call(admin, 'make_transfer', { body: alone });
      assert.deepEqual((await undo(hidden)).body.code, 'action_unknown');
      const { action_id } = hidden.body.action;
      assert.equal((await call(admin, 'undo_action', { params: { action_id } })).status, 200);
    });
    await Promise.all(started.bench.jobs.unfinished(book_id).map(({ job_id }) => suite().ended(job_id)));
  });
}

function fetches(suite: () => Suite): void {
  test('jobs and exports are shown to those who see just the shops that their maker saw', async () => {
    const { started, book_id, admin, limited, own, call, ended } = suite();
    const asked = { filter: NO_FILTER, sort: [], columns: ['match_key'], format: 'csv', language: 'en' };
    const exportBy = async (client: WebClient): Promise<string> => {
      const { job_id } = (await call(client, 'export_list', { params: { list: 'cases' }, body: asked })).body;
      await ended(job_id);
      return job_id;
    };
    const all = await exportBy(admin);
    const heardByLimited = await heard(limited, book_id);
    const mine = await exportBy(limited);
    const colleague = await started.signIn('colleague', 'viewer', [{ book_id, shops: [own] }]);
    for (const client of [limited, colleague]) {
      const { jobs } = (await call(client, 'list_jobs')).body;
      const ids = jobs.map(({ job_id }: { job_id: string }) => job_id);
      assert.ok(ids.includes(mine) && !ids.includes(all));
      assert.equal((await call(client, 'download_export', { params: { export_id: mine } })).status, 200);
      const refused = await call(client, 'download_export', { params: { export_id: all } });
      assert.deepEqual([refused.status, refused.body.code], [410, 'export_gone']);
      assert.equal((await call(client, 'job', { params: { job_id: all } })).status, 404);
    }
    const told = await heardByLimited.until(({ value }) => value.job_id === mine && value.state === 'done');
    assert.ok(told.every(({ value }) => value.job_id !== all));
    assert.equal((await call(admin, 'download_export', { params: { export_id: mine } })).status, 200);
  });
}

function runs(suite: () => Suite): void {
  test('who sees some shops runs the whole book, which finds the same, and not some days of it', async () => {
    const { admin, limited, own, hidden, call, cases, ended } = suite();
    const found = async (): Promise<unknown> => [await cases(admin, own), await cases(admin, hidden)];
    const before = await found();
    const { job_id } = (await call(limited, 'start_run', { body: {} })).body;
    await ended(job_id);
    assert.deepEqual((await call(limited, 'job', { params: { job_id } })).body.job.state, 'done');
    assert.deepEqual(await found(), before);
    for (const body of [{ from_day: '2024-08-01' }, { to_day: '2024-08-02' }]) {
      const refused = await call(limited, 'start_run', { body });
      assert.deepEqual([refused.status, refused.body.code], [403, 'access_denied']);
    }
  });
}

/** Things of a shop that the caller does not see. */
interface Hidden {
  readonly job_id: string;
  readonly action_id: string;
  readonly attachment_id: string;
  /** The row of a file that shows the case `of`. */
  readonly shown_by: { readonly batch_id: string; readonly row_no: string };
  readonly of: Listed;
}

type Asked = readonly [options: CallOptions, status: number];

/** What every route that is open to who sees some shops is asked for, and how it answers. */
function openCalls({
  job_id,
  action_id,
  attachment_id,
  shown_by,
  of,
}: Hidden): Partial<Record<RouteName, Asked>> {
  const { case_id, match_key } = of;
  const transfer = {
    kind: 'adjustment',
    legs: [
      { match_key, amount_minor: String(-of.minor) },
      { match_key: null, counter: 'other', amount_minor: String(of.minor) },
    ],
  };
  const selection = { cases: [{ case_id, version: of.version }] };
  const ofList = { params: { list: 'cases' }, body: { filter: NO_FILTER, sort: [], limit: 500 } };
  return {
    book: [{}, 200],
    colleagues: [{}, 200],
    list_jobs: [{}, 200],
    job: [{ params: { job_id } }, 404],
    cancel_job: [{ params: { job_id } }, 404],
    import_uploads: [{ body: { upload_ids: ['none'], then_run: false } }, 410],
    list_imports: [{}, 200],
    coverage: [{}, 200],
    overview: [{}, 200],
    lists: [{}, 200],
    list_page: [ofList, 200],
    list_totals: [ofList, 200],
    list_groups: [{ params: { list: 'orders' }, body: { filter: NO_FILTER, by: ['shop'] } }, 200],
    list_values: [{ params: { list: 'orders' }, body: { column: 'shop' } }, 200],
    list_views: [{}, 200],
    download_export: [{ params: { export_id: job_id } }, 410],
    case: [{ params: { case_id } }, 404],
    preview_move: [{ body: { selection } }, 404],
    make_move: [{ body: { selection, move: MOVE } }, 404],
    undo_action: [{ params: { action_id } }, 404],
    list_actions: [{}, 200],
    attach: [{ params: { case_id }, files: [SHOT] }, 404],
    attachment: [{ params: { attachment_id } }, 404],
    match_candidates: [{ params: { case_id } }, 404],
    preview_transfer: [{ body: transfer }, 200],
    make_transfer: [{ body: transfer }, 404],
    apply_round_trip: [{ params: { round_trip_id: '1' }, body: { overwrite: [] } }, 404],
    search: [{ query: { q: match_key } }, 200],
    order: [{ params: { order_no: match_key } }, 404],
    original_row: [{ params: shown_by }, 404],
    rules: [{}, 200],
    reasons: [{}, 200],
    lessons: [{}, 200],
  };
}

const SHOT = { name: 'a.png', content: 'x' };

/** What these tell or change is the caller's own, or a test above looks at it. */
const APART: readonly RouteName[] = [
  ...(['job_events', 'upload', 'start_run', 'save_view', 'remove_view'] as const),
  ...(['export_list', 'export_round_trip', 'read_round_trip'] as const),
];

async function shownBy(client: WebClient, of: Listed, call: Suite['call']): Promise<Hidden['shown_by']> {
  const [evidence] = (await call(client, 'case', { params: { case_id: of.case_id } })).body.case.evidence;
  return { batch_id: evidence.batch_id, row_no: String(evidence.row) };
}

async function hiddenThings({ admin, hidden, call, cases, ended }: Suite): Promise<Hidden> {
  const of = (await cases(admin, hidden))[0] ?? assert.fail('the hidden shop has no case');
  const { case_id, version } = of;
  const attached = await call(admin, 'attach', { params: { case_id }, files: [SHOT] });
  const selection = { cases: [{ case_id, version: version + 1 }] };
  const note = { move: 'comment', note: 'x' };
  const noted = await call(admin, 'make_move', { body: { selection, move: note } });
  const { job_id } = (await call(admin, 'start_run', { body: {} })).body;
  await ended(job_id);
  const { attachment_id } = attached.body.attachments[0];
  const shown_by = await shownBy(admin, of, call);
  assert.equal((await call(admin, 'original_row', { params: shown_by })).status, 200);
  return { job_id, action_id: noted.body.action.action_id, attachment_id, shown_by, of };
}

function staysOut(suite: () => Suite): void {
  test('no route tells or changes anything of a shop that the caller does not see', async () => {
    const { admin, limited, hidden, call, cases } = suite();
    const things = await hiddenThings(suite());
    const before = await cases(admin, hidden);
    const calls = openCalls(things);
    const secrets = [hidden, ...before.map(({ match_key }) => match_key)];
    for (const name of (Object.keys(PATHS) as RouteName[]).filter((each) =>
      PATHS[each].includes(':book_id'),
    )) {
      const { body }: Route = CONTRACT[name];
      const { whole_book }: Right = RIGHTS[name];
      if (whole_book === true) {
        const reply = await call(limited, name, body === undefined ? {} : { body: {} });
        assert.deepEqual([reply.status, reply.body.code], [403, 'access_denied'], name);
      } else if (!APART.includes(name)) {
        const [options, status] = calls[name] ?? assert.fail(`${name} is not asked for`);
        const reply = await call(limited, name, options);
        const text = JSON.stringify({ ...reply.body, problem: null });
        assert.equal(reply.status, status, `${name}: ${text}`);
        if (status === 200)
          assert.deepEqual(
            secrets.filter((each) => text.includes(each)),
            [],
            name,
          );
      }
    }
    assert.deepEqual(await cases(admin, hidden), before);
  });
}
