import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe } from 'node:test';
import { type Book, type BookOptions, openBook } from '../../src/store/book.ts';
import { postgresServer, stopPostgresServer } from './postgres.ts';

/** Where a book of an engine may be made. */
export interface Place {
  readonly location: string;
  readonly options: BookOptions;
}

/** Makes empty books of one engine for tests; all are closed and removed after the suite. */
export interface Books {
  readonly engine: 'duckdb' | 'postgres';
  /** A place where no book is yet; its folder exists. */
  place(): Promise<Place>;
  /** Opens a book, at a fresh place unless one is given. */
  open(place?: Place): Promise<Book>;
}

/** Runs a suite on every engine: the contract of the store is what holds on all of them. */
export function forEachEngine(suite: (books: Books) => void): void {
  for (const engine of ['duckdb', 'postgres'] as const) {
    describe(engine, () => {
      const folders: string[] = [];
      const opened: Book[] = [];
      after(async () => {
        for (const book of opened) await book.close();
        for (const folder of folders) await rm(folder, { recursive: true, force: true });
      });
      suite(booksOf(engine, folders, opened));
    });
  }
  after(stopPostgresServer);
}

function booksOf(engine: Books['engine'], folders: string[], opened: Book[]): Books {
  const place = async (): Promise<Place> => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'duideshang-账套 '));
    folders.push(folder);
    if (engine === 'duckdb') return { location: path.join(folder, 'book'), options: {} };
    return { location: await (await postgresServer()).freshDatabase(), options: { originals: folder } };
  };
  return {
    engine,
    place,
    async open(at) {
      const { location, options } = at ?? (await place());
      const book = await openBook(location, options);
      opened.push(book);
      return book;
    },
  };
}
