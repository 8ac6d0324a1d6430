import { mkdir, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DuideshangError } from '../errors.ts';
import { syncCases } from './cases/case-sync.ts';
import type { Store } from './driver.ts';
import { type DuckdbOptions, openDuckdb } from './engines/duckdb.ts';
import { migrate } from './migrate.ts';
import { type OriginalStore, originalsIn, PARTIAL } from './originals.ts';
import { sql } from './sql.ts';

/** A set of books: its database, its original files, and a folder for what lasts only as long as the program. */
export interface Book {
  /** What `openBook` was given, without a password. */
  readonly location: string;
  readonly name: string;
  readonly book_id: string;
  readonly store: Store;
  readonly originals: OriginalStore;
  /** A folder of this process alone, emptied when the book is opened. */
  readonly tmp: string;
  close(): Promise<void>;
}

/** How a book is opened. */
export interface BookOptions extends DuckdbOptions {
  /** Where a book on a server keeps originals and temporary files; by default in the user's own folder for programs. */
  readonly originals?: string;
  /** What the book is called; by default its folder, or its name on the server. */
  readonly name?: string;
}

const PROBE = '对得上';
const EMBEDDED_ID = 'book';

/**
 * Opens a book, making it when there is none. `location` is a folder, or `postgres://user@host/database?book=NAME`
 * (without `book` the name is `default`; several books share a database).
 * Whatever a killed program left half done is gone: its transactions were never there, its temporary files are removed, and
 * the cases are brought to what the last run found.
 * @throws book_in_use, book_too_new, bad_book_folder, store_unreachable, book_hash_changed.
 */
export async function openBook(location: string, options: BookOptions = {}): Promise<Book> {
  const place = /^postgres(ql)?:\/\//.test(location)
    ? await openServer(location, options)
    : await openFolder(location, options);
  try {
    await migrate(place.store, place.name);
    await register(place);
    await syncCases(place.store, place.book_id);
    return { ...place, close: () => closePlace(place) };
  } catch (error) {
    await place.store.close();
    throw error;
  }
}

type Place = Omit<Book, 'close'>;

async function openFolder(location: string, options: BookOptions): Promise<Place> {
  const folder = path.resolve(location);
  const tmp = path.join(folder, 'tmp');
  await mkdir(tmp, { recursive: true }).catch((error: unknown) => {
    throw new DuideshangError('bad_book_folder', { folder }, error);
  });
  const store = await openDuckdb(folder, options);
  const originals = originalsIn(path.join(folder, 'originals'));
  await removeLeftovers(tmp, () => true);
  await removeLeftovers(originals.folder, (name) => name.startsWith(PARTIAL));
  return {
    location,
    name: options.name ?? path.basename(folder),
    book_id: EMBEDDED_ID,
    store,
    originals,
    tmp,
  };
}

async function openServer(location: string, options: BookOptions): Promise<Place> {
  const url = new URL(location);
  const name = url.searchParams.get('book') ?? 'default';
  url.searchParams.delete('book');
  const { openPostgres } = await import('./engines/postgres.ts');
  const store = await openPostgres(url.href);
  const home = path.resolve(
    options.originals ?? path.join(userFolder(), `${url.hostname}${url.pathname}`, name),
  );
  const ours = `${os.hostname()}-`;
  const tmp = path.join(home, 'tmp', `${ours}${process.pid}`);
  await removeLeftovers(
    path.dirname(tmp),
    (folder) => folder.startsWith(ours) && !isRunning(Number.parseInt(folder.slice(ours.length), 10)),
  );
  await mkdir(tmp, { recursive: true });
  url.password = '';
  return {
    location: url.href,
    name: options.name ?? name,
    book_id: name,
    store,
    originals: originalsIn(path.join(home, 'originals')),
    tmp,
  };
}

/** The user's own folder for what this program keeps. */
export function userFolder(): string {
  const home = os.homedir();
  if (process.platform === 'win32') return path.join(process.env.LOCALAPPDATA ?? home, 'duideshang');
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'duideshang');
  return path.join(process.env.XDG_DATA_HOME ?? path.join(home, '.local', 'share'), 'duideshang');
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function removeLeftovers(folder: string, isLeftover: (name: string) => boolean): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isLeftover))
    await rm(path.join(folder, name), { recursive: true, force: true });
}

/** Writes the book down at its first opening; later compares the hash of a fixed text with the one written. */
async function register({ store, book_id, name }: Place): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.query(sql`select lock_book(${book_id}) as locked`);
    const [book] = await tx.query<{ same: boolean }>(
      sql`select hash_probe = fact_hash(${PROBE}) as same from books where book_id = ${book_id}`,
    );
    if (book === undefined)
      await tx.execute(sql`insert into books select ${book_id}::text, ${name}::text, fact_hash(${PROBE})`);
    else if (!book.same) throw new DuideshangError('book_hash_changed', { book: name });
  });
}

async function closePlace({ store, tmp }: Place): Promise<void> {
  await store.close();
  await rm(tmp, { recursive: true, force: true });
}
