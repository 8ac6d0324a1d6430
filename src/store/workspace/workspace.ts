import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { now } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import { type Book, openBook, userFolder } from '../book.ts';
import type { Executor, Store } from '../driver.ts';
import { openDuckdbWorkspace } from '../engines/duckdb.ts';
import { migrate } from '../migrate.ts';
import { sql } from '../sql.ts';
import type { BookRecord } from './books.ts';
import { memoryShare } from './memory-share.ts';

/** Several books with the people who work on them. One server owns it; on a database server several may share it. */
export interface Workspace {
  /** The same as long as the workspace lives. */
  readonly workspace_id: string;
  /** Its folder: books, uploads, exports. */
  readonly home: string;
  readonly store: Store;
  /** Runs writes one after another, each in a transaction of its own. */
  write<T>(work: (tx: Executor) => Promise<T>): Promise<T>;
  /** Opens a book of the workspace. @throws as `openBook` */
  openBook(record: BookRecord): Promise<Book>;
  /** Folder of a book's files: the book itself where it is a folder, its originals where it lies on a server. */
  folderOf(record: BookRecord): string;
  close(): Promise<void>;
}

/** Where a workspace lies when none is named. */
export function defaultHome(): string {
  return path.join(userFolder(), 'workspace');
}

const CONNECTIONS_MAX = 4;

/**
 * Opens the workspace in a folder, making it when there is none. With `server` (postgres://…) the tables of the workspace
 * and of its books lie on that server, the files in the folder.
 * @throws book_in_use, bad_book_folder, book_too_new, store_unreachable
 */
export async function openWorkspace(folder: string, server?: string): Promise<Workspace> {
  const home = path.resolve(folder);
  await mkdir(home, { recursive: true }).catch((error: unknown) => {
    throw new DuideshangError('bad_book_folder', { folder: home }, error);
  });
  const store = server === undefined ? await openDuckdbWorkspace(home) : await openShared(server);
  try {
    await migrate(store, home, 'workspace');
    return workspaceOn(store, home, server, await idOf(store));
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function idOf(store: Store): Promise<string> {
  return store.transaction(async (tx) => {
    const [found] = await tx.query<{ workspace_id: string }>(sql`select workspace_id from workspace.home`);
    if (found !== undefined) return found.workspace_id;
    const made = randomUUID();
    await tx.execute(sql`insert into workspace.home values (${made}, ${now()}::timestamp)`);
    return made;
  });
}

function workspaceOn(
  store: Store,
  home: string,
  server: string | undefined,
  workspace_id: string,
): Workspace {
  let last: Promise<unknown> = Promise.resolve();
  const folderOf = ({ book_id, location }: BookRecord): string =>
    location ?? path.join(home, 'books', book_id);
  return {
    workspace_id,
    home,
    store,
    write<T>(work: (tx: Executor) => Promise<T>): Promise<T> {
      const mine = last.then(() => store.transaction(work));
      last = mine.catch(() => undefined);
      return mine;
    },
    folderOf,
    openBook(record) {
      const folder = folderOf(record);
      const { name } = record;
      if (server === undefined || record.location !== null)
        return openBook(folder, { name, memory_limit: memoryShare() });
      const url = new URL(server);
      url.searchParams.set('book', record.book_id);
      return openBook(url.href, { name, originals: folder });
    },
    close: () => store.close(),
  };
}

async function openShared(server: string): Promise<Store> {
  const { openPostgres } = await import('../engines/postgres.ts');
  return openPostgres(server, { connections_max: CONNECTIONS_MAX });
}
