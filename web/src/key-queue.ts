/** What a key does, as far as its turn goes. */
export interface Turn {
  readonly run: () => void;
  /** What must be there before it runs: null when it is, else whether it comes in the end. */
  readonly ready?: (() => Promise<boolean> | null) | undefined;
}

/** Keys in the order in which they were pressed: those behind one that waits, wait with it, as if the page had been quick. */
export interface KeyQueue {
  /** Takes a key: runs it at once, or when its turn comes. */
  readonly press: (key: string) => void;
  /** Forgets the keys that wait; false when none did. */
  readonly giveUp: () => boolean;
}

/**
 * An empty queue. `turnOf` is asked what a key does when its turn comes; `draw` runs one that waited, and has the page drawn
 * before the next.
 */
export function newKeyQueue(
  turnOf: (key: string) => Turn | undefined,
  draw: (run: () => void) => void,
): KeyQueue {
  let waiting: string[] | null = null;
  const holdUntil = (coming: Promise<boolean>, keys: string[]): void => {
    waiting = keys;
    void coming.then((hasCome) => {
      if (waiting !== keys) return;
      waiting = null;
      if (hasCome) work(keys, draw);
    });
  };
  const work = (keys: string[], perform: (run: () => void) => void): void => {
    for (const [at, key] of keys.entries()) {
      const turn = turnOf(key);
      const coming = turn?.ready?.() ?? null;
      if (coming !== null) {
        holdUntil(coming, keys.slice(at));
        return;
      }
      if (turn !== undefined) perform(turn.run);
    }
  };
  return {
    press: (key) => {
      if (waiting === null) work([key], (run) => run());
      else waiting.push(key);
    },
    giveUp: () => {
      const hasWaited = waiting !== null;
      waiting = null;
      return hasWaited;
    },
  };
}
