import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { makeMove } from '../../../src/actions/cases/make-move.ts';
import { makeTransfer } from '../../../src/actions/cases/make-transfer.ts';
import { importFiles } from '../../../src/actions/importing/import-files.ts';
import { runReconciliation } from '../../../src/actions/runs/run-reconciliation.ts';
import { createBook } from '../../../src/actions/workspace/books.ts';
import { keepUpload } from '../../../src/actions/workspace/files.ts';
import { openWorkbench, type Workbench } from '../../../src/actions/workspace/workbench.ts';
import type { Book } from '../../../src/store/book.ts';
import { openPostgres } from '../../../src/store/engines/postgres.ts';
import { sql, trusted } from '../../../src/store/sql.ts';
import type { JobKind, JobRecord } from '../../../src/store/workspace/jobs.ts';
import { forEachEngine } from '../../support/books.ts';
import { CLERK, selected } from '../../support/case-books.ts';
import { postgresServer } from '../../support/postgres.ts';
import { ORDERS_FILE, type SmallOrder, WALLET_FILE, writeSmallMonth } from '../../support/small-month.ts';
import { snapshotOf } from '../../support/snapshot.ts';
import type { Errand } from './job-child.ts';

/*
 * Goal: a server that dies anywhere within a job leaves what the next one brings to the same end: nothing doubled, nothing lost,
 * and what people decided stands. The child dies where a change is about to be committed, and where it has just been.
 */

const CHILD = new URL('./job-child.ts', import.meta.url);
/** Points tried of each job, spread over all of its way; its first and last are always among them. */
const POINTS_TRIED = 5;

const month: SmallOrder[] = Array.from({ length: 40 }, (_, index) => {
  const paid_minor = BigInt(10_000 + index * 100);
  const received_minor = index % 4 === 0 ? paid_minor - 100n : index % 7 === 0 ? null : paid_minor;
  return { order_no: String(4_000_000_000_000_000_000n + BigInt(index)), paid_minor, received_minor };
});
const [first, second, third, fourth] = month.filter(
  (order) => order.received_minor === order.paid_minor - 100n,
);

let files = '';
before(async () => {
  files = await mkdtemp(path.join(tmpdir(), 'duideshang-killed-files-'));
  writeSmallMonth(files, month);
  // The same orders as they stand later: those not confirmed before have come.
  const later = month.map((order) => ({
    ...order,
    received_minor: order.received_minor ?? order.paid_minor,
  }));
  writeSmallMonth(path.join(files, 'later'), later);
  await copyFile(
    path.join(files, 'later', ORDERS_FILE),
    path.join(files, 'later', 'ExportOrderList202602051200.csv'),
  );
  await rm(path.join(files, 'later', ORDERS_FILE));
});
after(() => rm(files, { recursive: true, force: true }));

/** A workspace that is closed: its folder, and its database where it has one. */
interface Place {
  readonly home: string;
  readonly server: string | null;
}

interface Base extends Place {
  readonly book_id: string;
  readonly upload_ids: readonly string[];
  readonly import_id: string;
}

function openAt({ home, server }: Place): Promise<Workbench> {
  return openWorkbench(home, server ?? undefined);
}

/** A workspace with a month that people have worked on, and later files that wait to be imported. */
async function baseOf(place: Place): Promise<Base> {
  const bench = await openAt(place);
  const { book_id } = await createBook(bench, '甲店');
  const import_id = await bench.books.use(book_id, async (book) => {
    const { receipts } = await importFiles(book, [
      path.join(files, ORDERS_FILE),
      path.join(files, WALLET_FILE),
    ]);
    await runReconciliation(book);
    await decide(book);
    const [row] = await book.store.query<{ import_id: bigint }>(
      sql`select import_id from import_batches where batch_id = ${receipts.at(-1)?.batch_id ?? 0n}`,
    );
    return String(row?.import_id);
  });
  const later = readdirSync(path.join(files, 'later'));
  const upload_ids: string[] = [];
  for (const file of later) {
    const given = { book_id, user_id: 'lan', file };
    const from = path.join(files, 'later', file);
    const kept = await keepUpload(bench.workspace, given, async (target) => {
      await copyFile(from, target);
      return (await stat(from)).size;
    });
    upload_ids.push(kept.upload_id);
  }
  await bench.close();
  return { ...place, book_id, upload_ids, import_id };
}

/** What people decided: a case closed, one given up, one with a note, and money moved by hand. */
async function decide(book: Book): Promise<void> {
  const of = (order: SmallOrder | undefined) => selected(book, order?.order_no ?? '');
  await makeMove(book, CLERK, await of(first), { move: 'accept', reason_code: 'verified', note: '老客户' });
  await makeMove(book, CLERK, await of(second), { move: 'write_off', reason_code: 'not_worth_it' });
  await makeMove(book, CLERK, await of(third), { move: 'comment', note: '问过了' });
  await makeTransfer(book, CLERK, {
    kind: 'adjustment',
    legs: [
      { match_key: fourth?.order_no ?? '', amount_minor: 100n },
      { match_key: null, counter: 'fee', amount_minor: -100n },
    ],
  });
  await runReconciliation(book);
}

const TABLES: Readonly<Record<string, string>> = {
  balances: '*',
  exceptions: 'match_key, exception_type, cause, component, discrepancy_minor',
  balance_sums: '*',
  'app.cases': 'match_key, exception_type, state, discrepancy_minor, is_gone, reason_code, last_move',
  'app.case_events': 'match_key, what, made_by, note, file, undone, before_state, after_state',
  'app.actions': 'move, made_by, reason_code, note, case_count, discrepancy_minor, undone_at',
  'app.transfers': 'kind, made_by, reason_code, note, undone_at',
  'app.transfer_legs': 'match_key, counter, amount_minor',
};

/** All that a book holds, without numbers and moments that a second try may change. */
async function pictureOf(bench: Workbench, book_id: string): Promise<unknown> {
  return bench.books.use(book_id, async (book) => {
    const tables: Record<string, unknown> = await snapshotOf(book);
    for (const [table, columns] of Object.entries(TABLES)) {
      const rows = await book.store.query(
        sql`select ${trusted(columns)} from ${trusted(table)} where book_id = ${book_id}`,
      );
      tables[table] = rows.map((row) => text(row)).sort();
    }
    return tables;
  });
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
}

/** What is left beside the books: uploads that wait, exports, and files that nobody wants any more. */
async function leftBeside({ workspace }: Workbench, { book_id }: Base): Promise<unknown> {
  const folder = (name: string): number => {
    const at = path.join(workspace.home, name);
    return existsSync(at) ? readdirSync(at).length : 0;
  };
  const [uploads] = await workspace.store.query<{ count: number }>(
    sql`select count(*)::integer as count from workspace.uploads`,
  );
  const [exported] = await workspace.store.query<{ count: number }>(
    sql`select count(*)::integer as count from workspace.exports`,
  );
  return {
    uploads: [folder('uploads'), uploads?.count],
    exports: [folder('exports'), exported?.count],
    book: existsSync(path.join(workspace.home, 'books', book_id)),
  };
}

/** What a job leaves: how it ended and what is there then. Null where the job was never written down. */
interface End {
  readonly job: Pick<JobRecord, 'state' | 'error'> | null;
  readonly picture: unknown;
  readonly beside: unknown;
}

async function endOf(bench: Workbench, base: Base): Promise<End> {
  const { book_id } = base;
  for (let [job] = bench.jobs.unfinished(book_id); job !== undefined; [job] = bench.jobs.unfinished(book_id))
    await bench.jobs.ended(job.job_id);
  const [job] = (await bench.jobs.list(book_id, null)).filter(({ kind }) => kind !== 'index_numbers');
  const isThere = existsSync(path.join(bench.workspace.home, 'books', book_id));
  return {
    job: job === undefined ? null : { state: job.state, error: job.error },
    picture: isThere ? await pictureOf(bench, book_id) : null,
    beside: await leftBeside(bench, base),
  };
}

/** Runs a job in a process of its own, which dies at a point; returns how many points it has passed when it came to its end. */
async function childRuns(errand: Errand): Promise<number> {
  const child = fork(CHILD, [JSON.stringify(errand)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let points = 0;
  child.on('message', (said) => {
    points = Number(said);
  });
  const [code, signal] = await once(child, 'exit');
  assert.deepEqual([code, signal], errand.dies_at === null ? [0, null] : [null, 'SIGKILL'], text(errand));
  return points;
}

/** As if the dead server had not been heard of for longer than a lease. */
async function letLeasesEnd(server: string): Promise<void> {
  const store = await openPostgres(server);
  await store.execute(sql`update workspace.jobs set lease_until = 0`);
  await store.close();
}

/** Points from the first to the last, evenly. */
function spread(points: number): number[] {
  const last = Math.min(POINTS_TRIED, points) - 1;
  return [
    ...new Set(Array.from({ length: last + 1 }, (_, at) => 1 + Math.round((at * (points - 1)) / last))),
  ];
}

/** So many points a job passes at the least: fewer, and the child no longer sees what the job writes. */
const POINTS_LEAST = { import: 15, run: 9, undo_import: 10, export: 6, remove_book: 6 } as const;

const JOBS: readonly (readonly [
  keyof typeof POINTS_LEAST,
  (base: Base) => Readonly<Record<string, unknown>>,
])[] = [
  ['import', ({ upload_ids }) => ({ upload_ids, then_run: true })],
  ['run', () => ({})],
  ['undo_import', ({ import_id }) => ({ import_id })],
  ['export', () => ({ what: 'workbook', language: 'zh-CN' })],
  ['remove_book', () => ({})],
];

forEachEngine(({ engine }) => {
  let root = '';
  let base: Base;
  let copies = 0;
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'duideshang-killed-'));
    const server = engine === 'postgres' ? await (await postgresServer()).freshDatabase() : null;
    base = await baseOf({ home: path.join(root, 'base'), server });
  });
  after(() => rm(root, { recursive: true, force: true }));

  async function copyOf({ home, server }: Place): Promise<Place> {
    copies += 1;
    const copy = path.join(root, `copy-${copies}`);
    await cp(home, copy, { recursive: true });
    return {
      home: copy,
      server: server === null ? null : await (await postgresServer()).freshDatabase(server),
    };
  }

  /** The end of a job whose server dies at a point, and is followed by another. */
  async function endAfter(kind: JobKind, params: Errand['params'], dies_at: number | null) {
    const place = await copyOf(base);
    const points = await childRuns({ ...place, book_id: base.book_id, kind, params, dies_at });
    if (place.server !== null) await letLeasesEnd(place.server);
    const bench = await openAt(place);
    try {
      return { end: await endOf(bench, base), points };
    } finally {
      await bench.close();
      await rm(place.home, { recursive: true, force: true });
    }
  }

  for (const [kind, paramsOf] of JOBS)
    test(`a server that dies within a job leaves it to be ended as if nothing had been: ${kind}`, async () => {
      const params = paramsOf(base);
      const { end: wanted, points } = await endAfter(kind, params, null);
      assert.equal(wanted.job?.state ?? 'done', 'done', text(wanted.job));
      assert.ok(points >= POINTS_LEAST[kind], String(points));
      for (const point of spread(points)) {
        const { end } = await endAfter(kind, params, point);
        // A job that died before it was written down was never asked for.
        if (point === 1 && end.job === null) continue;
        assert.deepEqual(end.job, wanted.job, `${kind} at ${point} of ${points}`);
        assert.deepEqual(end.picture, wanted.picture, `${kind} at ${point} of ${points}`);
        assert.deepEqual(end.beside, wanted.beside, `${kind} at ${point} of ${points}`);
      }
    });
});
