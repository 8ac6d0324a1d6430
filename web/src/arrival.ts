import { useCallback, useEffect, useRef } from 'react';

/** A way to wait for something of the page: it answers null once that is there, before that whether it comes in the end. */
export function useArrival(isHere: boolean): () => Promise<boolean> | null {
  const awaited = useRef<PromiseWithResolvers<boolean> | null>(null);
  const latest = useRef(isHere);
  latest.current = isHere;
  useEffect(() => {
    if (!isHere) return;
    awaited.current?.resolve(true);
    awaited.current = null;
  }, [isHere]);
  useEffect(() => () => awaited.current?.resolve(false), []);
  return useCallback(() => {
    if (latest.current) return null;
    awaited.current ??= Promise.withResolvers();
    return awaited.current.promise;
  }, []);
}

/** Counts what is on its way: `expect` says that something is, and returns how to say that it is no more. */
export function newExpected() {
  let count = 0;
  let awaited: PromiseWithResolvers<boolean> | null = null;
  return {
    expect: () => {
      count += 1;
      return () => {
        count -= 1;
        if (count > 0) return;
        awaited?.resolve(true);
        awaited = null;
      };
    },
    /** Null when nothing is on its way, else true once nothing is any more. */
    arrival: (): Promise<boolean> | null => {
      if (count === 0) return null;
      awaited ??= Promise.withResolvers();
      return awaited.promise;
    },
  };
}
