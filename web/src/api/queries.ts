import {
  type InfiniteData,
  type MutateOptions,
  QueryCache,
  QueryClient,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ReplyOf } from '../../../src/server/contract/index.ts';
import type { RouteName } from '../../../src/server/contract/paths.ts';
import { type CallInput, call } from './client.ts';
import { ApiProblem, isSignedOut } from './problem.ts';
import { newUnderWay } from './under-way.ts';

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

/** Asks anew who is signed in. */
export function forgetSession(client: QueryClient): Promise<void> {
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

/**
 * Asks a route for one page after another: each reply names the next by `next`, null at the last. `input` makes the call for the
 * page that is named, null for the first.
 */
export function useApiPages<N extends RouteName>(
  name: N,
  input: (next: string | null) => CallInput<N>,
): UseInfiniteQueryResult<InfiniteData<ReplyOf<N>>, Error> {
  return useInfiniteQuery({
    queryKey: [...keyOf(name, input(null)), 'pages'],
    queryFn: ({ pageParam, signal }) => call(name, input(pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (reply) => (reply as { readonly next: string | null }).next,
  });
}

/** A call that can be made, and how the last one stands. */
export type Calling<N extends RouteName> = Omit<
  UseMutationResult<ReplyOf<N>, Error, CallInput<N>>,
  'mutate' | 'mutateAsync'
> & {
  readonly mutate: (input: CallInput<N>, options?: MutateOptions<ReplyOf<N>, Error, CallInput<N>>) => void;
};

/**
 * Calls a route that changes something; what it names, or the whole book of the call, is asked for anew after it. A call that is
 * made again before that, with the same input, is the same call.
 */
export function useCall<N extends RouteName>(
  name: N,
  refresh: readonly RouteName[] | 'book' = [],
): Calling<N> {
  const client = useQueryClient();
  const [{ begin, end }] = useState(newUnderWay);
  const { mutate: make, ...calling } = useMutation<ReplyOf<N>, Error, CallInput<N>>({
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
    onSettled: (_, __, input) => end(input),
  });
  const mutate = useCallback<Calling<N>['mutate']>(
    (input, options) => {
      if (begin(input)) make(input, options);
    },
    [begin, make],
  );
  return { ...calling, mutate };
}
