import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { tryRules } from '../../src/actions/rules/try-rules.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { STATE_NAMES } from '../../src/model/names.ts';
import type { State } from '../../src/model/result.ts';
import type { KeyRule } from '../../src/sources/rules/key-rules.ts';
import { NO_RULES } from '../../src/sources/rules/rule-book.ts';
import { type Book, openBook } from '../../src/store/book.ts';
import { writeRules } from '../../src/store/runs/rules.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine, type Place } from '../support/books.ts';
import { writeOrders, writeStatement } from '../support/raw-files.ts';

const CHILD = new URL('./import-child.ts', import.meta.url);
const ROWS = 1500;

/** No line of Alipay names an order by its merchant order number. */
const MINE: KeyRule = {
  id: 'mine',
  channel: 'alipay',
  field: 'merchant_order_no',
  pattern: '^T200P',
  names: 'nothing',
};

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'duideshang-rules-'));
  const orders = Array.from({ length: ROWS }, (_, at) => ({
    no: String(4_000_000_000_000_000_000n + BigInt(at)),
  }));
  await writeOrders(folder, 'ExportOrderList202408011200.csv', orders);
  for (const [at, name] of ['a.csv', 'b.csv', 'c.csv'].entries()) {
    const lines = orders.map(({ no }, row) => ({ no: `${at}${row}`, amount: 5, order: no }));
    await writeStatement(folder, name, lines);
  }
});
after(() => rm(folder, { recursive: true, force: true }));

function setKeyRules({ store, book_id }: Book, key_rules: readonly KeyRule[]): Promise<void> {
  return store.transaction((tx) => writeRules(tx, book_id, { ...NO_RULES, key_rules }));
}

/** How many lines of each file name an order, with their rules. */
function keysOf({ store }: Book): Promise<unknown[]> {
  return store.query(sql`select b.file, count(case when l.match_key not like '?%' then 1 end) as named,
      count(*) as lines, min(l.key_rule) as rule
    from statement_lines l join import_batches b on b.book_id = l.book_id and b.batch_id = l.batch_id
    group by b.file order by b.file`);
}

async function inspect<T>(place: Place, look: (book: Book) => Promise<T>): Promise<T> {
  const book = await openBook(place.location, place.options);
  try {
    return await look(book);
  } finally {
    await book.close();
  }
}

/** Runs the reconciliation in another process and kills it so long after it began to read the nth file again. */
async function killedRun(place: Place, nth: number, delay_ms: number): Promise<void> {
  const child = fork(CHILD, [place.location, place.options.originals ?? '', 'run'], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const heard = Promise.withResolvers<void>();
  let count = 0;
  child.on('message', (said) => said === 'reread' && ++count === nth && heard.resolve());
  await Promise.race([heard.promise, ended]);
  await Promise.race([wait(delay_ms), ended]);
  child.kill('SIGKILL');
  await ended;
}

forEachEngine((books) => {
  test('changed key rules speak for lines imported before them, and taken back no longer', async () => {
    const book = await books.open();
    await importFiles(book, [folder]);
    const { run_id: _1, ran_at: _2, ...before } = await runReconciliation(book);
    const built_in = await keysOf(book);
    const read: string[] = [];
    const onReread = ({ file, bytes }: { file: string; bytes: number }) => bytes === 0 && read.push(file);
    await setKeyRules(book, [MINE]);
    await runReconciliation(book, { onReread });
    const fresh = await books.open();
    await setKeyRules(fresh, [MINE]);
    await importFiles(fresh, [folder]);
    assert.deepEqual(await keysOf(book), await keysOf(fresh));
    assert.notDeepEqual(await keysOf(book), built_in);
    assert.deepEqual(read, ['a.csv', 'b.csv', 'c.csv']);
    await runReconciliation(book, { onReread });
    assert.equal(read.length, 3);
    await setKeyRules(book, []);
    const { run_id: _3, ran_at: _4, ...again } = await runReconciliation(book);
    assert.deepEqual(await keysOf(book), built_in);
    assert.deepEqual(again, before);
  });
});

forEachEngine((books) => {
  test('changed key rules are tried over the kept files, and leave no trace', async () => {
    const book = await books.open();
    await importFiles(book, [folder]);
    await runReconciliation(book);
    const left = async () => [
      await keysOf(book),
      await book.store.query(sql`select * from balances order by match_key`),
      await book.store.query(sql`select batch_id, key_rules from import_batches order by batch_id`),
      readdirSync(book.tmp),
    ];
    const before = await left();
    const read: string[] = [];
    const onReread = ({ file, bytes }: { file: string; bytes: number }) => bytes === 0 && read.push(file);
    const trial = await tryRules(book, { ...NO_RULES, key_rules: [MINE] }, { onReread });
    assert.deepEqual(read, ['a.csv', 'b.csv', 'c.csv']);
    assert.deepEqual(await left(), before);
    const stop = new AbortController();
    const stopping = { signal: stop.signal, onReread: () => stop.abort() };
    await assert.rejects(tryRules(book, { ...NO_RULES, key_rules: [MINE] }, stopping), {
      name: 'AbortError',
    });
    assert.deepEqual(await left(), before);
    await setKeyRules(book, [MINE]);
    await runReconciliation(book);
    const counts = await book.store.query<{ name: string; count: number }>(
      sql`select state as name, count(*)::integer as count from balances group by state`,
    );
    for (const { name, count } of counts)
      assert.equal(trial.after.find((line) => line.name.en === STATE_NAMES[name as State].en)?.count, count);
    assert.ok(trial.changed >= ROWS, String(trial.changed));
    assert.equal((await tryRules(book, { ...NO_RULES, key_rules: [MINE] })).changed, 0);
  });
});

forEachEngine((books) => {
  test('every telling of a file that tells money twice is read again', async () => {
    const book = await books.open();
    const file = '../../src/sources/kuaishou-settlement/fixtures/ok/june.xlsx';
    await importFiles(book, [path.join(import.meta.dirname, file)]);
    assert.deepEqual(await keysOf(book), [
      { file: 'june.xlsx', named: 6n, lines: 6n, rule: 'kuaishou-order-no' },
    ]);
    const nobody: KeyRule = { ...MINE, channel: 'kuaishou', field: 'base_order_no', pattern: '^26' };
    await setKeyRules(book, [nobody]);
    await runReconciliation(book);
    assert.deepEqual(await keysOf(book), [{ file: 'june.xlsx', named: 0n, lines: 6n, rule: null }]);
  });

  test('a run killed while it reads again leaves each file under one set of rules, and the next run goes on', async () => {
    const place = await books.place();
    await inspect(place, async (book) => {
      await importFiles(book, [folder]);
      await setKeyRules(book, [MINE]);
    });
    for (const [nth, delay_ms] of [
      [1, 0],
      [2, 0],
      [2, 30],
    ] as const) {
      await killedRun(place, nth, delay_ms);
      const keys = (await inspect(place, keysOf)) as { named: bigint }[];
      for (const { named } of keys) assert.ok(named === 0n || named === BigInt(ROWS), String(named));
    }
    await inspect(place, async (book) => {
      await runReconciliation(book);
      const keys = (await keysOf(book)) as { named: bigint }[];
      assert.deepEqual(
        keys.map(({ named }) => named),
        [0n, 0n, 0n],
      );
    });
  });
});
