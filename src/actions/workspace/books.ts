import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { now } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import { type AccountName, accountName } from '../../model/account.ts';
import type { Book } from '../../store/book.ts';
import { bookCounts } from '../../store/book-counts.ts';
import { isStale, lastRun, listShops } from '../../store/runs/runs.ts';
import {
  type BookRecord,
  findBookRecord,
  insertBookRecord,
  listBookRecords,
  markRemoved,
  renameBookRecord,
} from '../../store/workspace/books.ts';
import type { Workspace } from '../../store/workspace/workspace.ts';
import type { NewJob } from '../jobs/queue.ts';
import { seesBook } from './access.ts';
import type { SignedIn } from './sign-in.ts';
import { newId } from './tokens.ts';
import type { Workbench } from './workbench.ts';

/** A book in the list. */
export interface BookCard {
  readonly book_id: string;
  readonly name: string;
  readonly is_sample: boolean;
  readonly created_at: string;
  readonly busy_job_id: string | null;
}

const SAMPLE_NAME = '样例店铺';

/** The books that a user sees. */
export async function listBooks(bench: Workbench, { access }: SignedIn): Promise<BookCard[]> {
  const records = await listBookRecords(bench.workspace.store);
  return records
    .filter(({ book_id, removed }) => !removed && seesBook(access, book_id))
    .map((record) => cardOf(bench, record));
}

function cardOf({ jobs }: Workbench, record: BookRecord): BookCard {
  const busy = jobs
    .unfinished(record.book_id)
    .find(({ kind }) => kind === 'sample' || kind === 'remove_book');
  const { book_id, name, is_sample, made_at } = record;
  return { book_id, name, is_sample, created_at: made_at, busy_job_id: busy?.job_id ?? null };
}

/** One book. @throws book_unknown */
export async function findBook(bench: Workbench, book_id: string): Promise<BookCard> {
  return cardOf(bench, await recordOf(bench.workspace, book_id));
}

async function recordOf({ store }: Workspace, book_id: string): Promise<BookRecord> {
  const record = await findBookRecord(store, book_id);
  if (record === undefined) throw new DuideshangError('book_unknown');
  return record;
}

function newRecord(name: string): BookRecord {
  return { book_id: newId(), name, location: null, is_sample: false, made_at: now(), removed: false };
}

/** Makes an empty book. */
export async function createBook(bench: Workbench, name: string): Promise<BookCard> {
  const record = newRecord(name);
  await bench.workspace.write((tx) => insertBookRecord(tx, record));
  return cardOf(bench, record);
}

/** Makes the sample shop's month as a book, or finds the one there is; the job that fills it, null when it is there. */
export async function createSampleBook(
  bench: Workbench,
  user: NewJob['user'],
): Promise<{ book: BookCard; job_id: string | null }> {
  const { made, record } = await bench.workspace.write(async (tx) => {
    const known = (await listBookRecords(tx)).find((each) => each.is_sample && !each.removed);
    const sample = known ?? { ...newRecord(SAMPLE_NAME), is_sample: true };
    if (known === undefined) await insertBookRecord(tx, sample);
    return { made: known === undefined, record: sample };
  });
  const { book_id } = record;
  if (made) await bench.jobs.add({ book_id, kind: 'sample', user });
  const book = cardOf(bench, record);
  return { book, job_id: book.busy_job_id };
}

/**
 * Takes a book folder in that lies elsewhere; one that is known is found again.
 * @throws book_not_found when there is no folder
 */
export async function addBookFolder(bench: Workbench, folder: string): Promise<BookCard> {
  if (!existsSync(folder)) throw new DuideshangError('book_not_found', { folder });
  const location = realpathSync(folder);
  const record = await bench.workspace.write(async (tx) => {
    const known = (await listBookRecords(tx)).find((each) => each.location === location && !each.removed);
    if (known !== undefined) return known;
    const added = { ...newRecord(path.basename(location)), location };
    await insertBookRecord(tx, added);
    return added;
  });
  return cardOf(bench, record);
}

/** Renames a book. @throws book_unknown */
export async function renameBook(bench: Workbench, book_id: string, name: string): Promise<BookCard> {
  const record = await recordOf(bench.workspace, book_id);
  await bench.workspace.write((tx) => renameBookRecord(tx, book_id, name));
  await bench.jobs.between(book_id, () => bench.books.release(book_id));
  return cardOf(bench, { ...record, name });
}

/**
 * Removes a book with its originals: nobody sees it from now on, the files go when its jobs have ended, those that wait
 * are cancelled. `typed` must be its name.
 * @throws book_unknown, book_name_differs
 */
export async function removeBook(
  bench: Workbench,
  user: NewJob['user'],
  book_id: string,
  typed: string,
): Promise<void> {
  const { name } = await recordOf(bench.workspace, book_id);
  if (typed.trim() !== name) throw new DuideshangError('book_name_differs', { name });
  await bench.workspace.write((tx) => markRemoved(tx, book_id));
  for (const { job_id } of bench.jobs.unfinished(book_id)) await bench.jobs.cancel(book_id, job_id);
  await bench.jobs.add({ book_id, kind: 'remove_book', user });
}

/** An account of a book. */
export interface AccountCard extends AccountName {
  readonly from_at: string | null;
  readonly to_at: string | null;
  readonly lines: number;
}

/** What a book holds. */
export interface BookContent {
  readonly shops: readonly string[];
  readonly accounts: readonly AccountCard[];
  readonly imports: number;
  readonly orders: number;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly last_run: {
    readonly run_id: bigint;
    readonly ran_at: string;
    readonly from: string | null;
    readonly to: string | null;
  } | null;
  readonly is_stale: boolean;
}

/** What a book holds: shops, accounts, how much, and whether the last run is up to date. */
export async function contentOf({ store, book_id }: Book): Promise<BookContent> {
  const counts = await bookCounts(store, book_id);
  const run = await lastRun(store, book_id);
  return {
    shops: (await listShops(store, book_id)).filter((shop) => shop !== ''),
    accounts: counts.accounts.map((account) => ({ ...account, ...accountName(account.account_id) })),
    imports: counts.imports,
    orders: counts.orders,
    first_day: counts.first_at?.slice(0, 10) ?? null,
    last_day: counts.last_at?.slice(0, 10) ?? null,
    last_run:
      run === null
        ? null
        : { run_id: run.run_id, ran_at: run.ran_at, from: run.period.from, to: run.period.to },
    is_stale: counts.imports > 0 && (await isStale(store, book_id)),
  };
}
