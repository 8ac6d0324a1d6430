import { readdirSync } from 'node:fs';
import os from 'node:os';
import type { Executor } from '../driver.ts';
import { sql, trusted } from '../sql.ts';

/** The threads that an engine has besides those of who waits for its statements. */
export interface EngineThreads {
  /** Runs work with one thread until it ends or calls `alone`, unless there is no other anyway. */
  withOne<T>(work: (alone: () => void) => Promise<T>): Promise<T>;
  /**
   * Runs work while the engine's own threads go behind everything else, and gives them back as they were when nobody does so any
   * more. Where that cannot be they are one less than the cores meanwhile, and `are_behind` is false.
   */
  behind<T>(work: (are_behind: boolean) => Promise<T>): Promise<T>;
}

/** The threads of the engine that `on` runs statements on. */
export function threadsOf(on: Pick<Executor, 'query' | 'execute'>): EngineThreads {
  let under_way = 0;
  let before = 1;
  let turn: Promise<boolean> = Promise.resolve(false);

  /** What changes all threads waits for what did so before, however that ended. */
  function next(step: () => Promise<boolean>): void {
    turn = turn.catch(() => false).then(step);
  }

  const set = (threads: number): Promise<unknown> =>
    on.execute(sql`set global threads = ${trusted(String(threads))}`);

  async function threads(): Promise<number> {
    const [row] = await on.query<{ threads: bigint }>(
      sql`select current_setting('threads')::bigint as threads`,
    );
    return Number(row?.threads ?? 1n);
  }

  async function sendBehind(): Promise<boolean> {
    before = await threads();
    await set(1);
    const cores = os.availableParallelism();
    // One is that of who waits for a statement, and does nothing here.
    const are_behind = await beginBehind(() => set(cores));
    if (!are_behind) await set(Math.max(1, Math.min(before, cores - 1)));
    return are_behind;
  }

  async function giveBack(): Promise<boolean> {
    await set(1);
    await set(before);
    return false;
  }

  return {
    async withOne(work) {
      const now = await threads();
      if (now === 1 || under_way > 0) return work(() => undefined);
      await set(1);
      let widened: Promise<unknown> | undefined;
      const widen = (): void => {
        widened ??= set(now);
      };
      try {
        return await work(widen);
      } finally {
        widen();
        await widened;
      }
    },
    async behind(work) {
      under_way += 1;
      if (under_way === 1) next(sendBehind);
      try {
        return await work(await turn);
      } finally {
        under_way -= 1;
        if (under_way === 0) {
          next(giveBack);
          await turn;
        }
      }
    },
  };
}

const BEHIND = os.constants.priority.PRIORITY_LOW;

/**
 * Begins threads and lets every other thread of the machine go before them for as long as they last. False where that cannot be:
 * only Linux has a priority for each thread.
 */
async function beginBehind(begin: () => Promise<unknown>): Promise<boolean> {
  const before = new Set(threadsHere());
  await begin();
  const begun = threadsHere().filter((thread) => !before.has(thread));
  try {
    for (const thread of begun) if (os.getPriority(thread) < BEHIND) os.setPriority(thread, BEHIND);
  } catch {
    return false;
  }
  return begun.length > 0;
}

function threadsHere(): number[] {
  if (process.platform !== 'linux') return [];
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    // A container may have no /proc.
    return [];
  }
}
