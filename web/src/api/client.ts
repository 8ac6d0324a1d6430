import type { BodyOf, QueryOf, ReplyOf } from '../../../src/server/contract/index.ts';
import { PATHS, type RouteName } from '../../../src/server/contract/paths.ts';
import { ApiProblem, problemOf, UNREACHABLE } from './problem.ts';

type ParamNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

type Params<N extends RouteName> = ParamNames<(typeof PATHS)[N]>;

/** What a call of a route takes: the parts of its path, its query and its body, by the contract. */
export type CallInput<N extends RouteName> = ([Params<N>] extends [never]
  ? unknown
  : { readonly params: Readonly<Record<Params<N>, string>> }) &
  (QueryOf<N> extends undefined ? unknown : { readonly query?: QueryOf<N> }) &
  (BodyOf<N> extends undefined ? unknown : { readonly body: BodyOf<N> });

interface LooseInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** The address of a route with its parts filled in. */
export function pathOf<N extends RouteName>(name: N, input: CallInput<N>): string {
  const { params = {}, query = {} } = input as LooseInput;
  const path = PATHS[name]
    .slice(PATHS[name].indexOf(' ') + 1)
    .replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(params[part] ?? ''));
  const search = new URLSearchParams(
    Object.entries(query)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([key, value]) => [key, String(value)]),
  ).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** The method of a route. */
export function methodOf(name: RouteName): string {
  return PATHS[name].slice(0, PATHS[name].indexOf(' '));
}

/** Calls a route of the server. Throws `ApiProblem` with a sentence for the user in every language. */
export async function call<N extends RouteName>(
  name: N,
  input: CallInput<N>,
  signal?: AbortSignal,
): Promise<ReplyOf<N>> {
  const { body } = input as LooseInput;
  const init: RequestInit = { method: methodOf(name), headers: { accept: 'application/json' } };
  if (body !== undefined) {
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  if (signal !== undefined) init.signal = signal;
  const response = await fetch(pathOf(name, input), init).catch((fault: unknown) => {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    throw new ApiProblem(UNREACHABLE);
  });
  if (!response.ok) throw new ApiProblem(problemOf(response.status, await response.text()));
  return (await response.json().catch(() => {
    throw new ApiProblem(UNREACHABLE);
  })) as ReplyOf<N>;
}
