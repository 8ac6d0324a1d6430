import { useEffect, useEffectEvent } from 'react';
import type { AroundNavHandler } from 'wouter';

/** How long nothing must have been drawn before it is kept: browsers refuse an entry that is written all the time. */
const STILL_MS = 300;

const keepers = new Set<() => void>();

/** What was kept under a name with the present entry of the browser's history; undefined when nothing was. */
export function keptHere<T>(name: string): T | undefined {
  return (window.history.state as Readonly<Record<string, T>> | null)?.[name];
}

/**
 * Keeps something of a page with its entry of the browser's history, so that whoever comes back finds it: when the page is
 * left by a link or key of ours, and whenever it has been still for a moment.
 */
export function useKept<T>(name: string, now: () => T): void {
  const keep = useEffectEvent(() =>
    window.history.replaceState({ ...window.history.state, [name]: now() }, ''),
  );
  useEffect(() => {
    const keeper = (): void => keep();
    keepers.add(keeper);
    return () => void keepers.delete(keeper);
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => keep(), STILL_MS);
    return () => clearTimeout(timer);
  });
}

/** Goes to another address, once what is on the page has been kept with the entry that is left. */
export const keepThenGo: AroundNavHandler = (go, to, options) => {
  if (options?.replace !== true) for (const keep of keepers) keep();
  go(to, options);
};
