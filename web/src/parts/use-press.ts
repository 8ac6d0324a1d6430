import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import type { RouteName } from '../../../src/server/contract/paths.ts';
import { saysOf } from '../api/problem.ts';
import { type Calling, useCall } from '../api/queries.ts';
import { useSay } from '../language.tsx';

/**
 * A call that a button or an entry of a menu makes by itself. What was refused, or that the server is not there, is told at the
 * edge of the window: a button has no place of its own to say it.
 */
export function usePress<N extends RouteName>(
  name: N,
  refresh: readonly RouteName[] | 'book' = [],
): Calling<N> {
  const say = useSay();
  const { mutate: make, ...calling } = useCall(name, refresh);
  const mutate = useCallback<Calling<N>['mutate']>(
    (input, options) =>
      make(input, {
        onError: (fault) => notifications.show({ color: 'red', message: say(saysOf(fault)) }),
        ...options,
      }),
    [make, say],
  );
  return { ...calling, mutate };
}
