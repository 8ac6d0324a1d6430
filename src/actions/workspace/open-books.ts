import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DuideshangError } from '../../errors.ts';
import type { Book } from '../../store/book.ts';
import type { ServedBy } from '../../store/remote/client.ts';
import { SERVED_BY } from '../../store/remote/protocol.ts';
import { findBookRecord } from '../../store/workspace/books.ts';
import type { Workspace } from '../../store/workspace/workspace.ts';

const IDLE_MS = 10 * 60_000;

/** The books of a workspace, opened when first used and kept open while they are. */
export interface OpenBooks {
  /** Runs work on a book. @throws book_unknown, and as `openBook` */
  use<T>(book_id: string, work: (book: Book) => Promise<T>): Promise<T>;
  /** Says where books that are open, and those opened later, can be worked on by the owner's command lines. */
  announce(server: ServerAddress): Promise<void>;
  /** Closes a book as soon as nobody uses it. */
  release(book_id: string): Promise<void>;
  close(): Promise<void>;
}

/** Where a server is, and the token of each book that only its owner can read. */
export interface ServerAddress {
  readonly address: string;
  tokenOf(book_id: string): string;
}

/** A book that is open or being opened. */
interface Held {
  readonly opening: Promise<Book>;
  users: number;
  idle: NodeJS.Timeout | undefined;
  /** Called when the last user is gone. */
  onFree: (() => void) | undefined;
}

/**
 * Opens books of a workspace on demand; `onOpen` is told of each before it is used. A book that nobody used for ten minutes is
 * closed.
 */
export function openBooksOf(
  workspace: Workspace,
  onOpen: (book_id: string, book: Book) => Promise<void>,
): OpenBooks {
  const held = new Map<string, Held>();
  let server: ServerAddress | undefined;

  async function open(book_id: string): Promise<Book> {
    const record = await findBookRecord(workspace.store, book_id);
    if (record === undefined) throw new DuideshangError('book_unknown');
    const book = await workspace.openBook(record);
    if (server !== undefined) await writeServedBy(book, book_id, server);
    await onOpen(book_id, book);
    return book;
  }

  function take(book_id: string): Held {
    const known = held.get(book_id);
    const entry = known ?? { opening: open(book_id), users: 0, idle: undefined, onFree: undefined };
    if (known === undefined) {
      held.set(book_id, entry);
      entry.opening.catch(() => held.delete(book_id));
    }
    clearTimeout(entry.idle);
    entry.users += 1;
    return entry;
  }

  function give(book_id: string, entry: Held): void {
    entry.users -= 1;
    if (entry.users > 0) return;
    entry.onFree?.();
    entry.idle = setTimeout(() => void close(book_id, entry), IDLE_MS);
    entry.idle.unref();
  }

  async function close(book_id: string, entry: Held): Promise<void> {
    if (held.get(book_id) === entry) held.delete(book_id);
    clearTimeout(entry.idle);
    if (entry.users > 0) await new Promise<void>((free) => (entry.onFree = free));
    clearTimeout(entry.idle);
    const book = await entry.opening.catch(() => undefined);
    await book?.close();
  }

  return {
    async use(book_id, work) {
      const entry = take(book_id);
      try {
        return await work(await entry.opening);
      } finally {
        give(book_id, entry);
      }
    },
    async announce(to) {
      server = to;
      for (const [book_id, { opening }] of held) {
        const book = await opening.catch(() => undefined);
        if (book !== undefined) await writeServedBy(book, book_id, to);
      }
    },
    async release(book_id) {
      const entry = held.get(book_id);
      if (entry !== undefined) await close(book_id, entry);
    },
    async close() {
      await Promise.all([...held].map(([book_id, entry]) => close(book_id, entry)));
    },
  };
}

/**
 * For the owner's eyes: whoever has the token can do anything with the book. The file is a new one, whose mode none had a hand in.
 * A book that several processes may have open needs no such way.
 */
async function writeServedBy(book: Book, book_id: string, server: ServerAddress): Promise<void> {
  if (book.store.engine.is_shared) return;
  const { address, tokenOf } = server;
  const served: ServedBy = { address, token: tokenOf(book_id), book_id };
  const file = path.join(book.tmp, SERVED_BY);
  await rm(file, { force: true });
  await writeFile(file, JSON.stringify(served), { mode: 0o600, flag: 'wx' });
}
