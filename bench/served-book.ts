import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, linkSync, openAsBlob, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { completeOptions } from '../simulator/options.ts';
import { planShops } from '../simulator/plan.ts';
import { simulate } from '../simulator/simulate.ts';
import { newClient, useLink, type WebClient } from '../test/support/web-client.ts';
import { EXITS_OF_A_RUN, PROGRAM } from './files.ts';
import { measure } from './measure.ts';

/** The month that is imported while users ask has this share of the orders of the book. */
const LATER_SHARE = 10;
/** The files of the other benches: one of orders, one of wallet lines. */
const PLAIN = { mode: 'plain' } as const;
const SEED = 1;
const WATCH_MS = 200;

/** A book of the bench behind a server, and the files that can be imported into it meanwhile. */
export interface ServedBook {
  readonly client: WebClient;
  readonly book_id: string;
  /** Imports the later month and reconciles; resolves when no job is left. */
  importLater(): Promise<void>;
  /** Ends the server and removes what it changed. */
  close(): Promise<void>;
}

/** Makes a reconciled book of so many orders in `folder`, its numbers indexed, unless it lies there already. */
export async function makeServedBook(folder: string, orders: number): Promise<void> {
  const book = join(folder, 'book');
  if (existsSync(book)) return;
  rmSync(folder, { recursive: true, force: true });
  const making = join(folder, 'making');
  const month = await simulate({ ...PLAIN, orders, seed: SEED, out: join(folder, 'month') });
  const later = {
    orders: Math.ceil(orders / LATER_SHARE),
    seed: laterSeed(orders),
    out: join(folder, 'later'),
  };
  await simulate({ ...PLAIN, ...later });
  await program('import', month.files_dir, '--book', making);
  await program('run', '--book', making);
  rmSync(join(folder, 'month'), { recursive: true });
  const { client, book_id, stop } = await serve(join(folder, 'home'), making);
  await jobsEnded(client, book_id).finally(stop);
  rmSync(join(folder, 'home'), { recursive: true });
  renameSync(making, book);
}

/** A seed that gives other orders of the same shops: a shop whose commission changes has a case for each order of the later month. */
function laterSeed(orders: number): number {
  const ratesOf = (seed: number): string =>
    JSON.stringify(
      planShops(completeOptions({ ...PLAIN, orders, seed, out: '' })).map(
        ({ name, commissionBasisPoints }) => [name, commissionBasisPoints],
      ),
    );
  let seed = SEED + 1;
  while (ratesOf(seed) !== ratesOf(SEED)) seed += 1;
  return seed;
}

/** Serves a copy of the book that {@link makeServedBook} left, so that it can be served again as it was. */
export async function serveBook(folder: string): Promise<ServedBook> {
  const used = join(folder, 'used');
  rmSync(used, { recursive: true, force: true });
  copyBook(join(folder, 'book'), join(used, 'book'));
  const { client, book_id, stop } = await serve(join(used, 'home'), join(used, 'book'));
  await jobsEnded(client, book_id);
  return {
    client,
    book_id,
    importLater: () => importFolder(client, book_id, join(folder, 'later', 'files')),
    async close() {
      await stop();
      rmSync(used, { recursive: true });
    },
  };
}

/** Originals are never written to again: their names are enough. */
function copyBook(from: string, to: string): void {
  const originals = join(from, 'originals');
  const isOriginal = (path: string): boolean => path.startsWith(originals) && statSync(path).isFile();
  cpSync(from, to, { recursive: true, filter: (path) => !isOriginal(path) });
  for (const entry of readdirSync(originals, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) linkSync(path, join(to, relative(from, path)));
  }
}

async function program(...argv: readonly string[]): Promise<void> {
  const { exit, stderr } = await measure([process.execPath, PROGRAM, ...argv]);
  if (!EXITS_OF_A_RUN.includes(exit ?? -1)) throw new Error(`${argv[0]} ended with ${exit}\n${stderr}`);
}

/** Serves a book folder in a new workspace, signed in. */
async function serve(
  home: string,
  book: string,
): Promise<{ client: WebClient; book_id: string; stop: () => Promise<void> }> {
  const argv = [PROGRAM, 'serve', '--home', home, '--add', book, '--port', '0'];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = async (): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill('SIGINT');
    await gone;
  };
  const link = await addressOf(child);
  const client = newClient(new URL(link).origin);
  await useLink(client, link, 'bench');
  const [added] = (await client.call('list_books')).body.books;
  return { client, book_id: added.book_id, stop };
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  let printed = '';
  for await (const piece of stdout ?? []) {
    printed += piece;
    const url = /http:\S+(?=\s)/.exec(printed)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error(`the server ended: ${printed}`);
}

/** Imports the files of a folder, reconciles, and waits for all jobs of the book, those too that the program adds. */
async function importFolder(client: WebClient, book_id: string, folder: string): Promise<void> {
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
  await client.call('import_uploads', { params: { book_id }, body });
  await jobsEnded(client, book_id);
}

async function jobsEnded(client: WebClient, book_id: string): Promise<void> {
  // Opens the book, which may want a job.
  await client.call('overview', { params: { book_id } });
  for (;;) {
    const { jobs } = (await client.call('list_jobs', { params: { book_id } })).body;
    const states: string[] = jobs.map(({ state }: { state: string }) => state);
    if (states.every((state) => state === 'done')) return;
    if (states.includes('failed')) throw new Error(JSON.stringify(jobs));
    await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
  }
}
