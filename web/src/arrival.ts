import { useCallback, useEffect, useRef } from 'react';

/** A way to wait for something of the page: it answers null once that is there, before that whether it comes in the end. */
export function useArrival(isHere: boolean): () => Promise<boolean> | null {
  const awaited = useRef<PromiseWithResolvers<boolean> | null>(null);
  const latest = useRef(isHere);
  latest.current = isHere;
  useEffect(() => {
    if (isHere) awaited.current?.resolve(true);
  }, [isHere]);
  useEffect(() => () => awaited.current?.resolve(false), []);
  return useCallback(() => {
    if (latest.current) return null;
    awaited.current ??= Promise.withResolvers();
    return awaited.current.promise;
  }, []);
}
