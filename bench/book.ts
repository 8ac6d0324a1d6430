import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { indexNumbers, wantsIndex } from '../src/actions/indexes/index-numbers.ts';
import { listPage } from '../src/actions/lists/list-page.ts';
import { orderStory } from '../src/actions/orders/order-story.ts';
import { searchNumber } from '../src/actions/orders/search-number.ts';
import { overview } from '../src/actions/overview/overview.ts';
import { runReconciliation } from '../src/actions/runs/run-reconciliation.ts';
import type { ListName, ListOrder } from '../src/model/list.ts';
import { type Book, openBook } from '../src/store/book.ts';
import { sql } from '../src/store/sql.ts';
import { makeFiles, PROGRAM } from './files.ts';
import { measure } from './measure.ts';

/** Every question is asked so often, each time of another number. */
const ASKED = 20;

/** What took how long: seconds of all threads together, and seconds by the clock. */
interface Took {
  readonly name: string;
  readonly cpu_seconds: number;
  readonly clock_seconds: number;
}

/**
 * Imports a month of so many orders, reconciles copies of the book and then asks one of them what the pages ask, before its
 * numbers are indexed and after. Returns tables. Processor time says what something costs on a machine that does other things, too.
 */
export async function benchBook(folder: string, orders: number, runs: number): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  try {
    const files = await makeFiles(join(folder, 'raw'), orders);
    const imported = join(folder, 'imported');
    const argv = [PROGRAM, 'import', files.folder, '--book', imported];
    const { exit, stderr } = await measure([process.execPath, ...argv]);
    if (exit !== 0) throw new Error(`the import ended with ${exit}\n${stderr}`);
    const phases: Took[][] = [];
    for (let run = 0; run < runs; run += 1) {
      const copy = join(folder, `book-${run}`);
      cpSync(imported, copy, { recursive: true });
      phases.push(await inBook(copy, timedRun));
    }
    const first = join(folder, 'book-0');
    const unindexed = await inBook(first, timedPages);
    const indexing = await inBook(first, timedIndexing);
    const indexed = await inBook(first, timedPages);
    return [
      `${orders} orders, a run; seconds, median of ${runs}`,
      table(medians(phases), 1, 2),
      `${orders} orders, a question of a page; milliseconds, mean of ${ASKED}`,
      table(unindexed, 1000, 1),
      'the numbers indexed; seconds',
      table(indexing, 1, 2),
      `a question of a page then; milliseconds, mean of ${ASKED}`,
      table(indexed, 1000, 1),
    ].join('\n\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inBook<T>(folder: string, work: (book: Book) => Promise<T>): Promise<T> {
  const book = await openBook(folder);
  try {
    return await work(book);
  } finally {
    await book.close();
  }
}

async function timedRun(book: Book): Promise<Took[]> {
  const started = now('begin');
  const marks = [started];
  await runReconciliation(book, { onProgress: (phase) => marks.push(now(phase)) });
  const ended = now('whole run');
  const phases = marks.map((mark, at) => between(mark.name, mark, marks[at + 1] ?? ended));
  return [...phases, between('whole run', started, ended)];
}

async function timedIndexing(book: Book): Promise<Took[]> {
  const started = now('index numbers');
  while (await wantsIndex(book)) await indexNumbers(book);
  return [between(started.name, started, now(started.name))];
}

async function timedPages(book: Book): Promise<Took[]> {
  const took: Took[] = [];
  for (const [name, ask] of await questionsOf(book)) {
    await ask();
    const started = now(name);
    for (let asked = 0; asked < ASKED; asked += 1) await ask();
    const { cpu_seconds, clock_seconds } = between(name, started, now(name));
    took.push({ name, cpu_seconds: cpu_seconds / ASKED, clock_seconds: clock_seconds / ASKED });
  }
  return took;
}

type Question = readonly [name: string, ask: () => Promise<unknown>];

async function questionsOf(book: Book): Promise<Question[]> {
  const rows = await book.store.query<{
    match_key: string;
    payment_no: string;
  }>(sql`select match_key, payment_no
    from orders where payment_no is not null order by fact_hash(match_key) limit ${ASKED + 1}`);
  let at = 0;
  const next = (): { match_key: string; payment_no: string } => {
    at = (at + 1) % rows.length;
    return rows[at] ?? { match_key: '', payment_no: '' };
  };
  const list = (name: ListName, sort: ListOrder[]) => () =>
    listPage(book, name, { filter: { conditions: [] }, sort });
  const down = (column: string): ListOrder => ({ column, descending: true });
  return [
    ['overview', () => overview(book)],
    ['exceptions, largest first', list('cases', [{ ...down('discrepancy_minor'), by_size: true }])],
    ['orders, in order', list('orders', [])],
    ['orders, latest payment first', list('orders', [down('paid_at')])],
    ['orders, most expected first', list('orders', [down('expected_minor')])],
    ['wallet lines, latest first', list('statement_lines', [down('happened_at')])],
    ['wallet lines, largest first', list('statement_lines', [down('amount_minor')])],
    ['search, order number', () => searchNumber(book, next().match_key)],
    ['search, payment number', () => searchNumber(book, next().payment_no)],
    ['search, beginning', () => searchNumber(book, next().match_key.slice(0, 10))],
    ['order page', () => orderStory(book, next().match_key)],
  ];
}

type Mark = Took;

function now(name: string): Mark {
  const { user, system } = process.cpuUsage();
  return { name, cpu_seconds: (user + system) / 1e6, clock_seconds: performance.now() / 1000 };
}

function between(name: string, from: Mark, to: Mark): Took {
  return {
    name,
    cpu_seconds: to.cpu_seconds - from.cpu_seconds,
    clock_seconds: to.clock_seconds - from.clock_seconds,
  };
}

function medians(all: readonly (readonly Took[])[]): Took[] {
  const [first = []] = all;
  return first.map(({ name }, at) => ({
    name,
    cpu_seconds: median(all.map((took) => took[at]?.cpu_seconds ?? 0)),
    clock_seconds: median(all.map((took) => took[at]?.clock_seconds ?? 0)),
  }));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

function table(rows: readonly Took[], perSecond: number, decimals: number): string {
  const told = (seconds: number): string => (seconds * perSecond).toFixed(decimals);
  const lines = rows.map(
    ({ name, cpu_seconds, clock_seconds }) => `| ${name} | ${told(cpu_seconds)} | ${told(clock_seconds)} |`,
  );
  return ['| | processor | clock |', '|---|---:|---:|', ...lines].join('\n');
}
