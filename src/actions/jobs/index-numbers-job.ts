import type { Book } from '../../store/book.ts';
import { THE_PROGRAM } from '../case-words.ts';
import { indexNumbers, wantsIndex } from '../index-numbers.ts';
import type { Workbench } from '../workspace/workbench.ts';
import { JOB_PHASES } from './phases.ts';
import type { JobOutcome, RunningJob } from './queue.ts';

/** In whose name numbers are indexed. */
const BY = { user_id: 'program', display_name: THE_PROGRAM['zh-CN'] } as const;

/** Queues a job `index_numbers` for a book that wants one and has none waiting, beside the job that asks. */
export async function queueIndexing(
  { jobs }: Pick<Workbench, 'jobs'>,
  book_id: string,
  book: Book,
  asking_job_id?: string,
): Promise<void> {
  const waits = jobs
    .unfinished(book_id)
    .some(({ kind, job_id }) => kind === 'index_numbers' && job_id !== asking_job_id);
  if (!waits && (await wantsIndex(book))) await jobs.add({ book_id, kind: 'index_numbers', user: BY });
}

/** Job `index_numbers`: indexes one lot of a book's batches; the next lot is a job of its own, behind all that waits. */
export async function indexNumbersJob(
  bench: Workbench,
  { job, signal, progress }: RunningJob,
): Promise<JobOutcome> {
  progress({ phase: JOB_PHASES.indexing });
  await bench.books.use(job.book_id, async (book) => {
    signal.throwIfAborted();
    await indexNumbers(book);
    await queueIndexing(bench, job.book_id, book, job.job_id);
  });
  return {};
}
