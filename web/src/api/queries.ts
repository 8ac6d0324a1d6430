import {
  QueryCache,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { ReplyOf } from '../../../src/server/contract/index.ts';
import type { RouteName } from '../../../src/server/contract/paths.ts';
import { type CallInput, call } from './client.ts';
import { ApiProblem, isSignedOut } from './problem.ts';

const RETRIES_MAX = 2;

/** The key of a call: first the book it belongs to, so that what a book holds can be asked anew as a whole. */
export function keyOf<N extends RouteName>(name: N, input: CallInput<N>): readonly unknown[] {
  const { params, ...rest } = input as { params?: Record<string, string> };
  return [params?.book_id ?? 'program', name, params ?? {}, rest];
}

/** The store of replies. A session that has ended shows the sign-in page by asking for the session anew. */
export function newQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (fault, query) => {
        if (isSignedOut(fault) && query.queryKey[1] !== 'session') void forgetSession(client);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (count, fault) =>
          count < RETRIES_MAX && !(fault instanceof ApiProblem && fault.problem.status > 0),
      },
      mutations: {
        onError: (fault) => {
          if (isSignedOut(fault)) void forgetSession(client);
        },
      },
    },
  });
  return client;
}

function forgetSession(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['program', 'session'] });
}

interface Asking {
  readonly enabled?: boolean;
  /** Shows the reply before while the next one is under way. */
  readonly keep?: boolean;
  /** Milliseconds after which a reply is asked for anew when shown again. */
  readonly staleTime?: number;
}

/** Asks a route and keeps the reply. */
export function useApi<N extends RouteName>(
  name: N,
  input: CallInput<N>,
  { enabled = true, keep = false, staleTime }: Asking = {},
): UseQueryResult<ReplyOf<N>, Error> {
  return useQuery<ReplyOf<N>, Error>({
    queryKey: keyOf(name, input),
    queryFn: ({ signal }) => call(name, input, signal),
    enabled,
    ...(keep && { placeholderData: (before: unknown) => before as never }),
    ...(staleTime !== undefined && { staleTime }),
  });
}

/** Calls a route that changes something; what it names, or the whole book of the call, is asked for anew after it. */
export function useCall<N extends RouteName>(
  name: N,
  refresh: readonly RouteName[] | 'book' = [],
): UseMutationResult<ReplyOf<N>, Error, CallInput<N>> {
  const client = useQueryClient();
  return useMutation<ReplyOf<N>, Error, CallInput<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: (_, input) => {
      const book = keyOf(name, input)[0];
      if (refresh === 'book') return client.invalidateQueries({ queryKey: [book] });
      return Promise.all(
        refresh.map((route) =>
          client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === route }),
        ),
      );
    },
  });
}
