import type { Book } from '../../store/book.ts';
import { THE_PROGRAM } from '../cases/case-words.ts';
import { copyHeads, wantsHeads } from '../indexes/copy-heads.ts';
import { indexNumbers, wantsIndex } from '../indexes/index-numbers.ts';
import { makeDaySums, wantsDaySums } from '../indexes/sum-days.ts';
import type { Workbench } from '../workspace/workbench.ts';
import { behindUsers } from './behind-users.ts';
import { JOB_PHASES } from './phases.ts';
import type { JobOutcome, RunningJob } from './queue.ts';

/** In whose name numbers are indexed. */
const BY = { user_id: 'program', display_name: THE_PROGRAM['zh-CN'] } as const;

/** Something made of a book so that questions are answered sooner: whether it is to be made, and how a piece of it is. */
interface Step {
  readonly wants: (book: Book) => Promise<boolean>;
  readonly make: (book: Book) => Promise<void>;
}

/** Soonest first what a run takes away, and what takes little. */
const STEPS: readonly Step[] = [
  { wants: (book) => wantsHeads(book, 'balance_heads'), make: (book) => copyHeads(book, 'balance_heads') },
  { wants: wantsDaySums, make: makeDaySums },
  { wants: wantsIndex, make: indexNumbers },
  {
    wants: (book) => wantsHeads(book, 'statement_line_heads'),
    make: (book) => copyHeads(book, 'statement_line_heads'),
  },
];

async function nextStep(book: Book): Promise<Step | undefined> {
  for (const step of STEPS) if (await step.wants(book)) return step;
  return undefined;
}

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
  if (!waits && (await nextStep(book)) !== undefined)
    await jobs.add({ book_id, kind: 'index_numbers', user: BY });
}

/** Job `index_numbers`: indexes one lot of a book's batches or copies what comes first in lists; the next is a job of its own, behind all that waits. */
export async function indexNumbersJob(
  bench: Workbench,
  { job, signal, progress }: RunningJob,
): Promise<JobOutcome> {
  progress({ phase: JOB_PHASES.indexing });
  await behindUsers(bench.books, job.book_id, async (book) => {
    signal.throwIfAborted();
    await (await nextStep(book))?.make(book);
    await queueIndexing(bench, job.book_id, book, job.job_id);
  });
  return {};
}
