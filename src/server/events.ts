import type { FastifyReply } from 'fastify';
import type { JobEvent } from '../actions/jobs/queue.ts';
import type { SignedIn } from '../actions/workspace/sign-in.ts';
import { isStillIn } from '../actions/workspace/sign-in.ts';
import type { Workbench } from '../actions/workspace/workbench.ts';
import type { ShopsSeen } from '../model/list.ts';
import { type JobRecord, maySeeJob } from '../store/workspace/jobs.ts';
import { shownJob } from './routes/jobs.ts';
import { wire } from './wire.ts';

const HEARTBEAT_MS = 15_000;
/** A job that changes fast is told this often; its last state is always told. */
const EVERY_MS = 200;
const RETRY_MS = 2_000;

/**
 * Sends what a user of some shops may see of a book as server-sent events until the browser goes, the session ends or cannot be told, or
 * the user sees other shops than before. Whoever connects, again too, first gets the jobs that wait or run and those that ended last, so
 * nothing is missed in between.
 */
export async function sendEvents(
  bench: Workbench,
  who: SignedIn,
  { book_id, shops }: { readonly book_id: string; readonly shops: ShopsSeen },
  reply: FastifyReply,
): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const send = (event: string, value: unknown): void => {
    raw.write(`event: ${event}\ndata: ${wire(value)}\n\n`);
  };
  raw.write(`retry: ${RETRY_MS}\n\n`);
  const calm = calmly((job) => send('job', shownJob(job)));
  const told = new Set<string>();
  const hear = (event: JobEvent): void => {
    if (event.event === 'book') send('book', { book_id: event.book_id });
    else if (maySeeJob(shops, event.job)) {
      told.add(event.job.job_id);
      calm.hear(event.job);
    }
  };
  const silent = bench.jobs.listen(book_id, hear);
  const beat = setInterval(() => {
    raw.write(': here\n\n');
    void isStillIn(bench.workspace, who, book_id)
      .catch(() => false)
      .then((isIn) => isIn || raw.end());
  }, HEARTBEAT_MS);
  raw.on('close', () => {
    silent();
    clearInterval(beat);
    calm.stop();
  });
  const jobs = await bench.jobs.list(book_id, shops).catch(() => null);
  // A browser that was told nothing comes again.
  if (jobs === null) raw.end();
  // What was told meanwhile is later than what was read.
  for (const job of jobs?.reverse() ?? []) if (!told.has(job.job_id)) send('job', shownJob(job));
}

/** Tells each job at most so often; what came in between is replaced by what came last. */
function calmly(tell: (job: JobRecord) => void): { hear(job: JobRecord): void; stop(): void } {
  const waiting = new Map<string, { job: JobRecord; isNew: boolean; timer: NodeJS.Timeout }>();
  const later = (job: JobRecord): void => {
    const timer = setTimeout(() => {
      const last = waiting.get(job.job_id);
      waiting.delete(job.job_id);
      if (last?.isNew === true) {
        tell(last.job);
        later(last.job);
      }
    }, EVERY_MS);
    waiting.set(job.job_id, { job, isNew: false, timer });
  };
  return {
    hear(job) {
      const last = waiting.get(job.job_id);
      if (last !== undefined && last.job.state === job.state) Object.assign(last, { job, isNew: true });
      else {
        clearTimeout(last?.timer);
        tell(job);
        later(job);
      }
    },
    stop() {
      for (const { timer } of waiting.values()) clearTimeout(timer);
    },
  };
}
