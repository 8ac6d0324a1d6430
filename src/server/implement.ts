import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '../actions/workspace/sign-in.ts';
import type { Workbench } from '../actions/workspace/workbench.ts';
import type { Book } from '../store/book.ts';
import type { BodyOf, QueryOf, ReplyOf } from './contract/index.ts';
import type { PATHS, RouteName } from './contract/paths.ts';
import type { RIGHTS } from './contract/rights.ts';

type Names<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<Rest>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;
type Path<N extends RouteName> = (typeof PATHS)[N];
type InBook<N extends RouteName> = 'book_id' extends Names<Path<N>> ? true : false;

/** A reply before it is JSON: where the contract has a text, an amount or number of ours may stand. */
export type Loose<T> = T extends string
  ? string extends T
    ? string | bigint
    : T
  : T extends readonly (infer Each)[]
    ? readonly Loose<Each>[]
    : T extends object
      ? { readonly [K in keyof T]: Loose<T[K]> }
      : T;

/** What a route works with. */
export interface Call<N extends RouteName> {
  readonly bench: Workbench;
  /** Null only where anyone may call. */
  readonly who: (typeof RIGHTS)[N]['least'] extends 'anyone' ? SignedIn | null : SignedIn;
  /** The book of the path. Open, until the reply is made. */
  readonly book: InBook<N> extends true ? Book : undefined;
  /** The shops that the user sees of the book; null for all. */
  readonly shops: readonly string[] | null;
  readonly params: Readonly<Record<Names<Path<N>>, string>>;
  readonly query: QueryOf<N>;
  readonly body: BodyOf<N>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A call before its route is known. */
export interface AnyCall {
  readonly bench: Workbench;
  readonly who: SignedIn | null;
  readonly book: Book | undefined;
  readonly shops: readonly string[] | null;
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A route's work, by its name. */
export interface Implementation {
  readonly name: RouteName;
  /** Whether the book of the path is opened for it. */
  readonly opens_book: boolean;
  /** Whether its replies are kept until the book changes. */
  readonly is_kept?: boolean;
  run(call: AnyCall): Promise<unknown>;
}

/** Returned by a route that has written its reply itself. */
export const SENT = Symbol('sent');

/** Says what a route does. Money and ids may be bigint: they become text on the way out. */
export function implement<N extends RouteName>(
  name: N,
  run: (call: Call<N>) => Promise<Loose<ReplyOf<N>> | typeof SENT>,
): Implementation {
  // What the type of `Call` promises of the parts, registration has verified against the contract.
  return { name, run: run as unknown as Implementation['run'], opens_book: true };
}

/**
 * As `implement`, for an answer that follows from the book, the shops seen, the day and what was asked: the reply is kept until the
 * book changes.
 */
export function implementKept<N extends RouteName>(
  name: N,
  run: (call: Pick<Call<N>, 'book' | 'shops' | 'params' | 'query' | 'body'>) => Promise<Loose<ReplyOf<N>>>,
): Implementation {
  return { ...implement(name, run), is_kept: true };
}

/** As `implement`, for work that needs only the workspace: the book of the path stays closed. */
export function implementClosed<N extends RouteName>(
  name: N,
  run: (call: Omit<Call<N>, 'book'>) => Promise<Loose<ReplyOf<N>> | typeof SENT>,
): Implementation {
  return { name, run: run as unknown as Implementation['run'], opens_book: false };
}
