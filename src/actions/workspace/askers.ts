import { setImmediate, setTimeout } from 'node:timers/promises';

/** Those who ask a server, and what its jobs do for them. */
export interface Askers {
  /** Answers somebody. */
  answer<T>(work: () => Promise<T>): Promise<T>;
  /** Whether somebody asks, or asked within the last minute. */
  areHere(): boolean;
  /**
   * A pause for work that keeps the main thread busy, to be awaited between pieces of it. It returns at once until some milliseconds
   * have gone by; then others have their turn, and while somebody waits for an answer about as long as the piece took.
   */
  newPause(): () => Promise<void>;
}

const HERE_MS = 60_000;
/** A piece of work is hardly shorter, and no pause longer. */
const PIECE_MS = 3;
const PAUSE_MS_MAX = 20;

/** Nobody has asked yet. */
export function newAskers(): Askers {
  let waiting = 0;
  let asked_at = Number.NEGATIVE_INFINITY;
  return {
    async answer(work) {
      waiting += 1;
      try {
        return await work();
      } finally {
        waiting -= 1;
        asked_at = performance.now();
      }
    },
    areHere: () => waiting > 0 || performance.now() - asked_at < HERE_MS,
    newPause() {
      let began = performance.now();
      return async () => {
        const piece_ms = performance.now() - began;
        if (piece_ms < PIECE_MS) return;
        // A timer counts from when its turn of the loop began, which the piece of work was a part of.
        await setImmediate();
        if (waiting > 0) await setTimeout(Math.min(piece_ms, PAUSE_MS_MAX));
        began = performance.now();
      };
    },
  };
}
