import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuideshangError } from '../errors.ts';
import { textOption } from './arguments.ts';
import type { OptionValues } from './command.ts';

/** The output folder when none is asked for. */
export const DEFAULT_OUT = '对账结果';
/** The book's folder inside the output folder. */
export const BOOK_FOLDER = '账套';

/** Where a command writes and where its book lies. */
export interface Places {
  readonly out?: string;
  readonly json?: string;
  /** Null: a book for this run only. */
  readonly book: string | null;
}

/**
 * Where `reconcile` and `run` write. Without `--out` and `--json` the output folder is 对账结果 here. Without `--book`
 * the book lies in the output folder, so that the next run there sees this one; without an output folder it is kept for
 * this run only.
 */
export function placesOf(options: OptionValues): Places {
  const json = textOption(options, 'json');
  const out = textOption(options, 'out') ?? (json === undefined ? DEFAULT_OUT : undefined);
  const book = textOption(options, 'book') ?? (out === undefined ? null : join(out, BOOK_FOLDER));
  return { ...(out === undefined ? {} : { out }), ...(json === undefined ? {} : { json }), book };
}

/** The book of a command that only looks or changes: it must be there. @throws book_not_found. */
export function existingBook(options: OptionValues): string {
  const book = bookOption(options);
  if (!isServer(book) && !existsSync(book)) throw new DuideshangError('book_not_found', { folder: book });
  return book;
}

/** The book named, else the one in the default output folder. */
export function bookOption(options: OptionValues): string {
  return textOption(options, 'book') ?? join(textOption(options, 'out') ?? DEFAULT_OUT, BOOK_FOLDER);
}

/** ` --book …` as it must be typed to mean the same book again. */
export function bookWords(options: OptionValues): string {
  const book = withoutPassword(bookOption(options));
  if (book === join(DEFAULT_OUT, BOOK_FOLDER)) return '';
  return ` --book ${/[\s"'&|]/.test(book) ? `"${book}"` : book}`;
}

/** A password is never shown. */
function withoutPassword(book: string): string {
  if (!isServer(book) || !URL.canParse(book)) return book;
  const url = new URL(book);
  url.password = '';
  return url.href;
}

/** Whether a book lies on a server. */
export function isServer(book: string): boolean {
  return /^postgres(ql)?:\/\//.test(book);
}

/** A place for a book that is gone when `work` is done. */
export async function withTemporaryBook<T>(work: (location: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'duideshang-'));
  try {
    return await work(join(folder, BOOK_FOLDER));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
