import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReplyOf } from '../../../src/server/contract/index.ts';
import type { RouteName } from '../../../src/server/contract/paths.ts';
import { type CallInput, methodOf, pathOf } from './client.ts';
import { ApiProblem, problemOf, UNREACHABLE } from './problem.ts';
import { keyOf } from './queries.ts';

/** Sends files to a route that takes them. Throws `ApiProblem`. */
export async function sendFiles<N extends RouteName>(
  name: N,
  input: CallInput<N>,
  files: readonly File[],
): Promise<ReplyOf<N>> {
  const body = new FormData();
  for (const file of files) body.append('file', file, file.name);
  const response = await fetch(pathOf(name, input), { method: methodOf(name), body }).catch(() => {
    throw new ApiProblem(UNREACHABLE);
  });
  if (!response.ok) throw new ApiProblem(problemOf(response.status, await response.text()));
  return (await response.json()) as ReplyOf<N>;
}

/** Sends files from a page; what the book holds is asked for anew after it. */
export function useSendFiles<N extends RouteName>(name: N, input: CallInput<N>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (files: readonly File[]) => sendFiles(name, input, files),
    onSuccess: () => client.invalidateQueries({ queryKey: [keyOf(name, input)[0]] }),
  });
}
