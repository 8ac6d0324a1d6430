import { once } from 'node:events';
import { parentPort, Worker } from 'node:worker_threads';
import { errorOf, type PlainError, plainError } from './plain-error.ts';

type Reply<Done> = { readonly done: Done } | { readonly error: PlainError };

/** What every order of a kept thread says. */
interface FileOrder {
  /** The file as the user knows it, for an error that nobody foresaw. */
  readonly file: string;
}

/**
 * Has orders done in a thread that is kept for the next one, so that a server goes on meanwhile: one at a time, so that big files
 * do not add up in memory. `script` answers by `answerOrders`. An order that is no longer wanted ends at once.
 * @throws what the work throws, and the signal's reason when it is aborted.
 */
export function keptThread<Order extends FileOrder, Done>(
  script: URL,
): (order: Order, signal: AbortSignal) => Promise<Done> {
  let idle: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** A worker that is no longer kept once it has ended, for whatever reason. */
  const newWorker = (): Worker => {
    const worker = new Worker(script);
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (idle === worker) idle = undefined;
    });
    return worker;
  };
  const doNow = async (order: Order, signal: AbortSignal): Promise<Done> => {
    signal.throwIfAborted();
    const worker = idle ?? newWorker();
    idle = undefined;
    worker.ref();
    worker.postMessage(order);
    const reply = await replyOf<Done>(worker, signal).catch(async (error: unknown) => {
      await worker.terminate();
      throw error;
    });
    worker.unref();
    idle = worker;
    if ('done' in reply) return reply.done;
    throw errorOf(reply.error, order.file);
  };
  return (order, signal) => {
    const mine = last.then(() => doNow(order, signal));
    last = mine.catch(() => undefined);
    return mine;
  };
}

async function replyOf<Done>(worker: Worker, signal: AbortSignal): Promise<Reply<Done>> {
  const answered = new AbortController();
  const until = { signal: AbortSignal.any([signal, answered.signal]) };
  const died = once(worker, 'exit', until).then(([code]) => {
    throw new Error(`the thread ended with code ${code}`);
  });
  try {
    const [reply] = await Promise.race([once(worker, 'message', until), died]);
    return reply as Reply<Done>;
  } finally {
    answered.abort();
  }
}

/** Does the orders that a kept thread is given. */
export function answerOrders<Order, Done>(work: (order: Order) => Promise<Done>): void {
  parentPort?.on('message', (order: Order) => {
    void work(order)
      .then((done): Reply<Done> => ({ done }))
      .catch((error: unknown): Reply<Done> => ({ error: plainError(error) }))
      .then((reply) => parentPort?.postMessage(reply));
  });
}
