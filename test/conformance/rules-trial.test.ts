import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { overview } from '../../src/actions/overview/overview.ts';
import { rulesFrom, rulesPage, saveRules } from '../../src/actions/rules/save-rules.ts';
import { tryRules } from '../../src/actions/rules/try-rules.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { NO_RULES, type RuleBook } from '../../src/sources/rules/rule-book.ts';
import type { Tolerance } from '../../src/sources/rules/run-rules.ts';
import type { Book } from '../../src/store/book.ts';
import { balanceOf } from '../../src/store/runs/results.ts';
import { writeRules } from '../../src/store/runs/rules.ts';
import { sql, trusted } from '../../src/store/sql.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { monthBook } from '../support/month-book.ts';
import { parseScenarios, writeScenario } from '../support/scenarios.ts';

const [SHORT] = parseScenarios(`scenario short by a little and by more, and one late
covers 01-01 to 02-01
order O1 paid 100.00 completed confirmed 01-10 payout 100.00
line sale 99.98 on 01-10 ref O1
order O2 paid 100.00 completed confirmed 01-10 payout 100.00
line sale 90.00 on 01-10 ref O2
order O3 paid 60.00 completed confirmed 01-28 payout 60.00`);

const TABLES = [
  'balances',
  'exceptions',
  'runs',
  'balance_days',
  'balance_sums',
  'fee_sums',
  'transit_sums',
  'key_links',
  'subject_components',
  'app.cases',
  'app.case_events',
  'app.rules',
  'app.rule_versions',
];

/** Every row of everything that a run or a person writes. */
async function leftIn({ store, tmp }: Book): Promise<unknown> {
  const tables = [];
  for (const table of TABLES)
    tables.push([
      table,
      (await store.query(sql`select * from ${trusted(table)}`))
        .map((row) => JSON.stringify(row, text))
        .sort(),
    ]);
  return { tables, files: readdirSync(tmp).filter((name) => name.startsWith('verdict')) };
}

function text(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function tolerance(minor: bigint, shop = '*'): Tolerance {
  return { id: `t${shop}`, exception_type: 'amount_short', shop, tolerance_minor: minor };
}

async function shortBook(books: Books): Promise<Book> {
  const book = await books.open();
  await book.store.transaction(async (tx) => {
    if (SHORT !== undefined) await writeScenario(tx, book.book_id, SHORT);
  });
  await runReconciliation(book);
  return book;
}

async function stateOf(book: Book, key: string): Promise<string> {
  const balance = await balanceOf(book.store, book.book_id, key);
  return `${balance?.state} ${balance?.cause}`;
}

async function triedWithoutTrace(books: Books): Promise<void> {
  const book = await shortBook(books);
  const before = await leftIn(book);
  const rules: RuleBook = { ...NO_RULES, tolerances: [tolerance(5n)] };
  const trial = await tryRules(book, rules);
  assert.deepEqual(await leftIn(book), before);
  assert.equal(trial.changed, 1);
  assert.deepEqual(
    trial.examples.map((each) => [
      each.order_no,
      each.before.en,
      each.after.en,
      each.discrepancy_before_minor,
    ]),
    [['O1', 'exception · unexplained', 'matched · within the tolerance', -2n]],
  );
  const counts = (lines: typeof trial.before): unknown =>
    lines.map(({ of, name, count }) => `${of}: ${name.en} ${count}`);
  assert.deepEqual(counts(trial.before), [
    'orders: matched 0',
    'orders: exception 3',
    'exceptions: missing receipt 1',
    'exceptions: amount short 2',
  ]);
  assert.deepEqual(counts(trial.after), [
    'orders: matched 1',
    'orders: exception 2',
    'exceptions: missing receipt 1',
    'exceptions: amount short 1',
  ]);
  await assert.rejects(tryRules(book, rules, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  const stop = new AbortController();
  const stopLate = (phase: string): void => {
    if (phase === 'diagnose') stop.abort();
  };
  await assert.rejects(tryRules(book, rules, { signal: stop.signal, onProgress: stopLate }), {
    name: 'AbortError',
  });
  assert.deepEqual(await leftIn(book), before);
}

async function savedAndUsed(books: Books): Promise<void> {
  const book = await shortBook(books);
  const { rules } = await rulesPage(book);
  const changed = {
    ...rules,
    tolerances: [
      { exception_type: 'amount_short', shop: '*', tolerance_minor: 5n },
      { exception_type: 'amount_short', shop: '别的店', tolerance_minor: 5000n },
    ],
    settlement_days: [
      { channel: 'alipay', shop: '*', days: 5 },
      { channel: 'wechat', shop: '*', days: null },
    ],
  };
  assert.equal(await stateOf(book, 'O3'), 'exception unexplained');
  assert.equal(await saveRules(book, changed), rules.version + 1);
  await assert.rejects(saveRules(book, changed), { code: 'rules_changed' });
  assert.equal((await overview(book)).is_stale, true);
  const { equation } = await runReconciliation(book);
  assert.equal(equation.closes, true);
  assert.deepEqual(
    [await stateOf(book, 'O1'), await stateOf(book, 'O2'), await stateOf(book, 'O3')],
    ['matched rounding', 'exception unexplained', 'in_transit settlement_delay'],
  );
  const shown = (await rulesPage(book)).rules;
  assert.deepEqual(shown.tolerances, changed.tolerances);
  assert.deepEqual(rulesFrom(shown), rulesFrom(changed));
  await assert.rejects(
    saveRules(book, {
      ...shown,
      tolerances: [{ exception_type: 'amount_short', shop: '*', tolerance_minor: 10_001n }],
    }),
    { code: 'rule_value_wrong' },
  );
}

async function tolerantBookCloses(books: Books): Promise<void> {
  const book = await monthBook(books, { shops: 1, mode: 'hard', orders: 400 });
  const tolerances = (['amount_short', 'amount_over', 'fee_variance'] as const).map((exception_type) => ({
    ...tolerance(10_000n),
    exception_type,
    id: exception_type,
  }));
  const strict = await overview(book);
  await book.store.transaction((tx) => writeRules(tx, book.book_id, { ...NO_RULES, tolerances }));
  const { equation, exceptions } = await runReconciliation(book);
  assert.equal(equation.closes, true);
  assert.ok(
    exceptions.every(({ type }) => !tolerances.some(({ exception_type }) => exception_type === type)),
  );
  const tolerant = await overview(book);
  assert.equal(tolerant.closes, true);
  assert.deepEqual(tolerant.bars.at(-1)?.minor, strict.bars.at(-1)?.minor);
}

forEachEngine((books) => {
  test('a trial says what would change, and leaves no trace, done or stopped', () =>
    triedWithoutTrace(books));
  test('rules are saved once per version and read by the next run', () => savedAndUsed(books));
  test('what is let pass is expected: the equation closes, and what was received stays', () =>
    tolerantBookCloses(books));
});
