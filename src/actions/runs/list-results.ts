import type { ExceptionRecord, InTransitRecord, UnmatchedLineRecord } from '../../model/run.ts';
import type { Book } from '../../store/book.ts';
import { closedCases } from '../../store/cases/cases.ts';
import {
  type ExceptionFilter,
  streamExceptions,
  streamInTransit,
  streamUnmatchedLines,
} from '../../store/runs/results.ts';

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

/** What people decided: closed cases, as the decision that closed them. */
async function decisionsAbout(book: Book): Promise<(record: ExceptionRecord) => string | null> {
  const closed = await closedCases(book.store, book.book_id);
  const decided = new Map(
    closed.map(({ match_key, exception_type, component, state }) => [
      `${match_key}/${exception_type}/${component}`,
      state === 'written_off' ? 'write_off' : 'accept',
    ]),
  );
  return ({ match_key, type, component }) => decided.get(`${match_key}/${type}/${component}`) ?? null;
}

/** What is due later, soonest first. */
export function listInTransit(book: Book): AsyncIterable<InTransitRecord[]> {
  return streamInTransit(book.store, book.book_id);
}

/** Wallet lines that belong to no known order, in order of time. */
export function listUnmatchedLines(book: Book): AsyncIterable<UnmatchedLineRecord[]> {
  return streamUnmatchedLines(book.store, book.book_id);
}
