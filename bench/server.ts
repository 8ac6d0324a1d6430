import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openAsBlob, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { simulate } from '../simulator/simulate.ts';
import type { RouteName } from '../src/server/contract/paths.ts';
import { newClient, useLink, type WebClient } from '../test/support/web-client.ts';
import { PROGRAM } from './files.ts';

const USERS = 10;
const ROUNDS = 10;
/** A user looks at an answer for so long before the next question. */
const LOOK_MS = 400;
/** The import that runs meanwhile has this share of the orders of the book. */
const LATER_SHARE = 10;
const BIGGEST_FIRST = [{ column: 'discrepancy_minor', descending: true, by_size: true }];

/** What users ask, by the name in the table. */
type Question = readonly [name: string, ask: (client: WebClient, book_id: string) => Promise<void>];

/**
 * Makes a book of so many orders behind a real server, lets ten users look things up at once, first undisturbed and then
 * while an import runs, and returns a table of how long they waited.
 */
export async function benchServer(folder: string, orders: number): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  const month = await simulate({ orders, seed: 1, out: join(folder, 'month') });
  const later = await simulate({
    orders: Math.ceil(orders / LATER_SHARE),
    seed: 2,
    out: join(folder, 'later'),
  });
  const { child, url } = await serve(join(folder, 'home'));
  try {
    const client = newClient(new URL(url).origin);
    await useLink(client, url, 'bench');
    const { book_id } = (await client.call('create_book', { body: { name: 'bench' } })).body.book;
    await importFolder(client, book_id, month.files_dir);
    await jobsEnded(client, book_id);
    const questions = await questionsOf(client, book_id);
    const calm = await askAll(client, book_id, questions, async () => undefined);
    const busy = await askAll(client, book_id, questions, async () => {
      await importFolder(client, book_id, later.files_dir);
    });
    return table(orders, calm, busy);
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGINT');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function serve(home: string): Promise<{ child: ChildProcess; url: string }> {
  const argv = [PROGRAM, 'serve', '--home', home, '--port', '0'];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  for await (const piece of child.stdout) {
    printed += piece;
    const url = /http:\S+(?=\s)/.exec(printed)?.[0];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`the server ended: ${printed}`);
}

async function importFolder(client: WebClient, book_id: string, folder: string): Promise<string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const form = new FormData();
  for (const name of names) form.append('file', await openAsBlob(join(folder, name)), name);
  const headers = { cookie: client.cookie };
  const place = `${client.address}/api/v1/books/${book_id}/uploads`;
  const sent = await fetch(place, { method: 'POST', headers, body: form });
  const { uploads } = (await sent.json()) as { uploads: { upload_id: string }[] };
  const body = { upload_ids: uploads.map(({ upload_id }) => upload_id), then_run: true };
  return (await client.call('import_uploads', { params: { book_id }, body })).body.job_id;
}

/** Waits for all jobs of a book, those too that the program adds. */
async function jobsEnded(client: WebClient, book_id: string): Promise<void> {
  for (;;) {
    const { jobs } = (await client.call('list_jobs', { params: { book_id } })).body;
    const states: string[] = jobs.map(({ state }: { state: string }) => state);
    if (states.every((state) => state === 'done')) return;
    if (states.includes('failed')) throw new Error(JSON.stringify(jobs));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function questionsOf(client: WebClient, book_id: string): Promise<Question[]> {
  const numbers: string[] = [];
  const columns = ['match_key'];
  const page = (list: string, body: object, after?: string) =>
    well(client, 'list_page', {
      params: { book_id, list },
      body: { filter: { conditions: [] }, sort: [], ...body, ...(after === undefined ? {} : { after }) },
    });
  const { rows } = await page('orders', { columns, limit: 500 });
  for (const row of rows) numbers.push(row.at(-1));
  let at = 0;
  const next = (): string => {
    at = (at + 7) % numbers.length;
    return numbers[at] ?? '';
  };
  const ask =
    (name: RouteName, options: () => object): Question[1] =>
    async (user, id) => {
      const given = options() as { params?: object };
      await well(user, name, { ...given, params: { book_id: id, ...given.params } });
    };
  const list = (name: string, sort: object[], conditions: object[] = []): Question[1] =>
    ask('list_page', () => ({ params: { list: name }, body: { filter: { conditions }, sort, limit: 100 } }));
  const in_transit = [{ column: 'state', how: 'is', values: ['in_transit'] }];
  return [
    ['overview', ask('overview', () => ({}))],
    ['exceptions, largest first', list('cases', BIGGEST_FIRST)],
    ['orders, in order', list('orders', [])],
    [
      'orders in transit, latest first',
      list('orders', [{ column: 'paid_at', descending: true }], in_transit),
    ],
    ['wallet lines, largest first', list('statement_lines', [{ column: 'amount_minor', descending: true }])],
    ['search, whole number', ask('search', () => ({ query: { q: next() } }))],
    ['search, beginning', ask('search', () => ({ query: { q: next().slice(0, 10) } }))],
    ['order page', ask('order', () => ({ params: { order_no: next() } }))],
  ];
}

async function well(client: WebClient, name: RouteName, options: object) {
  const reply = await client.call(name, options);
  if (reply.status !== 200) throw new Error(`${name}: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** Milliseconds of every question. Users ask at the same time, each looking at an answer for a moment. */
async function askAll(
  client: WebClient,
  book_id: string,
  questions: readonly Question[],
  meanwhile: () => Promise<void>,
): Promise<Map<string, number[]>> {
  const waits = new Map<string, number[]>(questions.map(([name]) => [name, []]));
  await meanwhile();
  const user = async (first: number): Promise<void> => {
    for (let round = 0; round < ROUNDS * questions.length; round += 1) {
      const [name, ask] = questions[(first + round) % questions.length] as Question;
      const started = performance.now();
      await ask(client, book_id);
      waits.get(name)?.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  };
  await Promise.all(Array.from({ length: USERS }, (_, at) => user(at)));
  return waits;
}

function table(
  orders: number,
  calm: ReadonlyMap<string, number[]>,
  busy: ReadonlyMap<string, number[]>,
): string {
  const at = (waits: readonly number[] | undefined, share: number): string => {
    const sorted = [...(waits ?? [])].sort((a, b) => a - b);
    return String(Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0));
  };
  const rows = [...calm].map(([name, waits]) => {
    const during = busy.get(name);
    return `| ${name} | ${at(waits, 0.5)} | ${at(waits, 0.95)} | ${at(during, 0.5)} | ${at(during, 0.95)} |`;
  });
  return [
    `${orders} orders, ${USERS} users at once; milliseconds`,
    '',
    '| | p50 | p95 | p50 while importing | p95 while importing |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
