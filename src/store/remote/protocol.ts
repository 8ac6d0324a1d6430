import { CATALOGUE, DuideshangError, type ErrorCode } from '../../errors.ts';
import type { BulkLoad, Engine } from '../driver.ts';
import { Sql } from '../sql.ts';

/**
 * What a command line asks of the server that has a book open, a line of JSON each. `tx` names a transaction that was begun,
 * without it the store itself is meant; `stream` a result that is read batch by batch.
 */
export type Request =
  | { readonly do: 'query'; readonly tx?: number; readonly statement: Sql }
  | { readonly do: 'execute'; readonly tx?: number; readonly statement: Sql }
  | { readonly do: 'load'; readonly tx?: number; readonly load: BulkLoad }
  | { readonly do: 'open_stream'; readonly tx?: number; readonly stream: number; readonly statement: Sql }
  | { readonly do: 'next'; readonly stream: number }
  | { readonly do: 'close_stream'; readonly stream: number }
  | { readonly do: 'begin'; readonly tx: number }
  | { readonly do: 'commit'; readonly tx: number }
  | { readonly do: 'rollback'; readonly tx: number };

/** A request with its number; replies come in any order. */
export type Asked = Request & { readonly id: number };

/** A reply: what came of a request, or why nothing did. */
export interface Replied {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: { readonly code: string | null; readonly values: object; readonly message: string };
}

/** What the server says first: the book as far as another process can have it. */
export interface Greeting {
  readonly name: string;
  readonly book_id: string;
  readonly originals: string;
  readonly tmp: string;
  readonly engine: Engine;
}

/** Where the server takes such a connection. */
export const STORE_PATH = '/api/internal/store';
/** What the connection is upgraded to. */
export const PROTOCOL = 'duideshang-store';
/** Name of the file in the folder of a book's temporary files that says which server has the book open. */
export const SERVED_BY = 'served-by.json';

/** One line. Statements keep their values apart from their text; integers beyond 2^53 keep all digits. */
export function toLine(value: unknown): string {
  return `${JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'bigint') return { $integer: String(each) };
    return each instanceof Sql ? { $sql: each.parts } : each;
  })}\n`;
}

/** What `toLine` wrote. */
export function fromLine(line: string): unknown {
  return JSON.parse(line, (_, each: unknown) => {
    if (typeof each !== 'object' || each === null) return each;
    if ('$integer' in each) return BigInt(String(each.$integer));
    return '$sql' in each ? new Sql(each.$sql as Sql['parts']) : each;
  });
}

/** An error as it is sent. */
export function toPlain(error: unknown): NonNullable<Replied['error']> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof DuideshangError) return { code: error.code, values: error.values, message };
  return { code: null, values: {}, message };
}

/** The error that was sent. */
export function fromPlain({ code, values, message }: NonNullable<Replied['error']>): Error {
  if (code !== null && code in CATALOGUE)
    return new DuideshangError(code as ErrorCode, values as DuideshangError['values']);
  return new Error(message);
}
