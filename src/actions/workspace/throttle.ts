import { DuideshangError } from '../../errors.ts';

const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 2_000;
const WAIT_MS_MAX = 15 * 60_000;
const REMEMBERED_MAX = 10_000;

/** Holds back who fails to sign in again and again: five tries are free, then each failure doubles the wait. */
export interface Throttle {
  /** @throws sign_in_throttled while one of the keys must wait */
  admit(keys: readonly string[]): void;
  failed(keys: readonly string[]): void;
  succeeded(keys: readonly string[]): void;
}

/** A throttle that remembers nothing yet. `clock` gives milliseconds that only go forward. */
export function newThrottle(clock: () => number = () => performance.now()): Throttle {
  const failures = new Map<string, { count: number; free_at: number }>();
  return {
    admit(keys) {
      const free_at = Math.max(...keys.map((key) => failures.get(key)?.free_at ?? 0));
      const wait = free_at - clock();
      if (wait > 0) throw new DuideshangError('sign_in_throttled', { seconds: Math.ceil(wait / 1000) });
    },
    failed(keys) {
      for (const key of keys) {
        const count = (failures.get(key)?.count ?? 0) + 1;
        const wait =
          count < FREE_FAILURES ? 0 : Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** (count - FREE_FAILURES));
        failures.delete(key);
        failures.set(key, { count, free_at: clock() + wait });
      }
      for (const key of failures.keys()) {
        if (failures.size <= REMEMBERED_MAX) break;
        failures.delete(key);
      }
    },
    succeeded(keys) {
      for (const key of keys) failures.delete(key);
    },
  };
}
