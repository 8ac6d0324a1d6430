import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { errorOf, type PlainError } from './plain-error.ts';
import type { Draft, Teaching } from './teach-file.ts';

/** What the thread that drafts is asked. */
export interface DraftOrder {
  readonly path: string;
  readonly teaching: Teaching;
}

/** What it answers. */
export type DraftReply = { readonly draft: Draft } | { readonly error: PlainError };

const SCRIPT = new URL(
  import.meta.url.endsWith('.ts') ? './draft-worker.ts' : './draft-worker.js',
  import.meta.url,
);

/** A thread that waits for the next draft: whoever teaches asks for one after every change. */
let idle: Worker | undefined;
/** Resolves when the drafts asked for so far are done: one at a time, so that big files do not add up in memory. */
let last: Promise<unknown> = Promise.resolve();

/**
 * As `draftTemplate`, in a thread of its own and one after another: a server goes on meanwhile. A draft that is no longer wanted
 * ends at once.
 * @throws as `draftTemplate`, and the signal's reason when it is aborted.
 */
export function draftInThread(path: string, teaching: Teaching, signal: AbortSignal): Promise<Draft> {
  const mine = last.then(() => draftNow({ path, teaching }, signal));
  last = mine.catch(() => undefined);
  return mine;
}

async function draftNow(order: DraftOrder, signal: AbortSignal): Promise<Draft> {
  signal.throwIfAborted();
  const worker = idle ?? newWorker();
  idle = undefined;
  worker.ref();
  worker.postMessage(order);
  const reply = await replyOf(worker, signal).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  worker.unref();
  idle = worker;
  if ('draft' in reply) return reply.draft;
  throw errorOf(reply.error, order.teaching.file);
}

/** A worker that is no longer kept once it has ended, for whatever reason. */
function newWorker(): Worker {
  const worker = new Worker(SCRIPT);
  worker.on('error', () => undefined);
  worker.once('exit', () => {
    if (idle === worker) idle = undefined;
  });
  return worker;
}

async function replyOf(worker: Worker, signal: AbortSignal): Promise<DraftReply> {
  const answered = new AbortController();
  const until = { signal: AbortSignal.any([signal, answered.signal]) };
  const died = once(worker, 'exit', until).then(([code]) => {
    throw new Error(`the drafting thread ended with code ${code}`);
  });
  try {
    const [reply] = await Promise.race([once(worker, 'message', until), died]);
    return reply as DraftReply;
  } finally {
    answered.abort();
  }
}
