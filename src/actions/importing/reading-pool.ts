import { Worker } from 'node:worker_threads';

import type { FileTask, FromWorker, ToWorker, WorkerSettings } from './import-messages.ts';

/**
 * A file that a worker is reading. Its messages come in order, but for those that are only heard: how far it is, and what
 * it wants. After `done` or `failed` there are no more.
 */
export interface Reading {
  readonly task: FileTask;
  next(): Promise<FromWorker>;
  tell(message: ToWorker): void;
  /** Ends the worker at once; whoever waits for a message hears of a failure. */
  abandon(): void;
}

/** Worker threads that read files, each one file at a time. */
export interface ReadingPool {
  /**
   * Gives the file to a worker as soon as one is free. `hear` is called at once for each message, before it may be next;
   * `ended` when the worker has done with the file, in whatever way.
   */
  start(
    task: FileTask,
    hear: (message: FromWorker, reading: Reading) => void,
    ended: () => void,
  ): Promise<Reading>;
  close(): Promise<void>;
}

const SCRIPT = new URL(
  import.meta.url.endsWith('.ts') ? './import-worker.ts' : './import-worker.js',
  import.meta.url,
);

/** Workers that have nothing to do, for the next import: starting one takes longer than reading a small file. */
const idle: Worker[] = [];
const IDLE_MAX = 2;

/** Starts the workers of the next import already: they load the program while the book is opened. */
export function startWorkers(count: number): void {
  while (idle.length < Math.min(count, IDLE_MAX)) rest(newWorker());
}

/** Ends the workers that have nothing to do: what they have read last is still in their memory. */
export async function endWorkers(): Promise<void> {
  await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
}

/** Lets at most `count` workers read at the same time. */
export function openReadingPool(settings: WorkerSettings, count: number): ReadingPool {
  const running = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let closed = false;
  const take = async (): Promise<Worker> => {
    while (!closed && running.size >= count) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    if (closed) throw new Error('the reading pool is closed');
    const worker = idle.pop() ?? newWorker();
    running.add(worker);
    worker.ref();
    return worker;
  };
  const give = (worker: Worker, alive: boolean): void => {
    running.delete(worker);
    if (alive) rest(worker);
    waiting.shift()?.();
  };
  return {
    async start(task, hear, ended) {
      const worker = await take();
      return startReading(worker, { type: 'task', task, settings }, hear, (alive) => {
        ended();
        give(worker, alive);
      });
    },
    async close() {
      closed = true;
      for (const wake of waiting.splice(0)) wake();
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}

/** A worker that is no longer kept once it has ended, for whatever reason. */
function newWorker(): Worker {
  const worker = new Worker(SCRIPT);
  worker.on('error', () => undefined);
  worker.once('exit', () => {
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
  });
  return worker;
}

/** Keeps a worker for later without keeping the program from ending. */
function rest(worker: Worker): void {
  if (idle.length >= IDLE_MAX) void worker.terminate();
  else {
    worker.unref();
    idle.push(worker);
  }
}

function startReading(
  worker: Worker,
  order: Extract<ToWorker, { type: 'task' }>,
  hear: (message: FromWorker, reading: Reading) => void,
  release: (alive: boolean) => void,
): Reading {
  const queue: FromWorker[] = [];
  let wake: (() => void) | undefined;
  let ended = false;
  const end = (alive: boolean): void => {
    ended = true;
    // Only our own: whoever ends the worker waits for its exit.
    worker.off('message', receive).off('error', fail).off('exit', leave);
    release(alive);
  };
  const receive = (message: FromWorker): void => {
    if (ended) return;
    hear(message, reading);
    if (message.type === 'progress' || message.type === 'want') return;
    queue.push(message);
    if (message.type === 'done' || message.type === 'failed') end(true);
    wake?.();
  };
  const die = (why: string): void => {
    if (ended) return;
    queue.push({ type: 'failed', error: { code: null, values: {}, message: why } });
    end(false);
    wake?.();
  };
  const fail = (error: unknown): void =>
    die(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const leave = (code: number): void => die(`the reading thread ended with code ${code}`);
  const reading: Reading = {
    task: order.task,
    async next() {
      for (;;) {
        const message = queue.shift();
        if (message !== undefined) return message;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    tell: (message) => worker.postMessage(message),
    abandon() {
      if (ended) return;
      void worker.terminate();
      die('abandoned');
    },
  };
  worker.on('message', receive).on('error', fail).on('exit', leave);
  worker.postMessage(order);
  return reading;
}
