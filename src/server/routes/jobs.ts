import { DuideshangError } from '../../errors.ts';
import type { JobRecord } from '../../store/workspace/jobs.ts';
import type { Job } from '../contract/books.ts';
import { hasRight } from '../contract/rights.ts';
import { sendEvents } from '../events.ts';
import type { Loose } from '../implement.ts';
import { implementClosed, SENT } from '../implement.ts';
import { queueJob } from '../queue-job.ts';

/** A job as a page sees it. */
export function shownJob(job: JobRecord): Loose<Job> {
  const { job_id, book_id, kind, state, made_by, made_at, started_at, ended_at, files, error, result } = job;
  return {
    ...{ job_id, book_id, kind, state, made_by, made_at, started_at, ended_at, files, error, result },
    progress: job.progress,
  };
}

/** Work that takes a while. */
export const JOBS = [
  implementClosed('list_jobs', async ({ bench, params, shops }) => ({
    jobs: (await bench.jobs.list(params.book_id, shops)).map(shownJob),
  })),
  implementClosed('job', async ({ bench, params, shops }) => ({
    job: shownJob(await bench.jobs.find(params.book_id, shops, params.job_id)),
  })),
  implementClosed('cancel_job', async ({ bench, params, shops }) => {
    const { kind } = await bench.jobs.find(params.book_id, shops, params.job_id);
    if (kind === 'remove_book') throw new DuideshangError('access_denied');
    return { job: shownJob(await bench.jobs.cancel(params.book_id, params.job_id)) };
  }),
  implementClosed('job_events', async ({ bench, who, params, shops, reply }) => {
    await sendEvents(bench, who, { book_id: params.book_id, shops }, reply);
    return SENT;
  }),
  implementClosed('start_run', async (call) => {
    const { who, shops, body } = call;
    const isOfSomeDays = body.from_day !== undefined || body.to_day !== undefined;
    if (isOfSomeDays && !hasRight('run_some_days', who.user.role, shops))
      throw new DuideshangError('access_denied');
    return { job_id: await queueJob(call, { kind: 'run', params: body }) };
  }),
];
