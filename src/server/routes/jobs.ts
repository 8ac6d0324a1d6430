import type { LiveJob } from '../../actions/jobs/queue.ts';
import { DuideshangError } from '../../errors.ts';
import type { Job } from '../contract/books.ts';
import { sendEvents } from '../events.ts';
import type { Loose } from '../implement.ts';
import { implementClosed, SENT } from '../implement.ts';

/** A job as a page sees it. */
export function shownJob(job: LiveJob): Loose<Job> {
  const { job_id, book_id, kind, state, made_by, made_at, started_at, ended_at, files, error, result } = job;
  return {
    ...{ job_id, book_id, kind, state, made_by, made_at, started_at, ended_at, files, error, result },
    progress: job.progress,
  };
}

/** Work that takes a while. */
export const JOBS = [
  implementClosed('list_jobs', async ({ bench, params }) => ({
    jobs: (await bench.jobs.list(params.book_id)).map(shownJob),
  })),
  implementClosed('job', async ({ bench, params }) => ({
    job: shownJob(await bench.jobs.find(params.book_id, params.job_id)),
  })),
  implementClosed('cancel_job', async ({ bench, params }) => {
    const { kind } = await bench.jobs.find(params.book_id, params.job_id);
    if (kind === 'remove_book') throw new DuideshangError('access_denied');
    return { job: shownJob(await bench.jobs.cancel(params.book_id, params.job_id)) };
  }),
  implementClosed('job_events', async ({ bench, who, params, reply }) => {
    await sendEvents(bench, who, params.book_id, reply);
    return SENT;
  }),
  implementClosed('start_run', async ({ bench, who, params, body }) => ({
    job_id: await bench.jobs.add({ book_id: params.book_id, kind: 'run', user: who.user, params: body }),
  })),
];
