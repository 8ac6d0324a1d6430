import type { ExceptionRecord, InTransitRecord, UnmatchedLineRecord } from '../model/run.ts';
import type { Book } from '../store/book.ts';
import { listDecisions } from '../store/decisions.ts';
import {
  type ExceptionFilter,
  streamExceptions,
  streamInTransit,
  streamUnmatchedLines,
} from '../store/results.ts';

/** An exception with what a person decided about it, null while nobody has. */
export interface ListedException extends ExceptionRecord {
  readonly decided: string | null;
}

/** Exceptions of the last run in batches, largest money first within type and cause. */
export async function* listExceptions(
  book: Book,
  options: { readonly filter?: ExceptionFilter } = {},
): AsyncIterable<ListedException[]> {
  const decisionOf = await decisionsAbout(book);
  for await (const records of streamExceptions(book.store, book.book_id, options.filter)) {
    yield records.map((record) => ({ ...record, decided: decisionOf(record) }));
  }
}

/** A decision stands as long as the money it was about is the same: when a late file changes it, it is asked again. */
async function decisionsAbout(book: Book): Promise<(record: ExceptionRecord) => string | null> {
  const standing = new Map<string, string>();
  for (const each of await listDecisions(book.store, book.book_id)) {
    if (each.decision === 'match') continue;
    standing.set(
      `${each.match_key}/${each.subject}/${JSON.parse(each.payload).discrepancy_minor}`,
      each.decision,
    );
  }
  return ({ match_key, type, discrepancy_minor }) =>
    standing.get(`${match_key}/${type}/${discrepancy_minor}`) ?? null;
}

/** What is due later, soonest first. */
export function listInTransit(book: Book): AsyncIterable<InTransitRecord[]> {
  return streamInTransit(book.store, book.book_id);
}

/** Wallet lines that belong to no known order, in order of time. */
export function listUnmatchedLines(book: Book): AsyncIterable<UnmatchedLineRecord[]> {
  return streamUnmatchedLines(book.store, book.book_id);
}
