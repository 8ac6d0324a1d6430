import type { JobKind } from '../../store/workspace/jobs.ts';
import type { Workbench } from '../workspace/workbench.ts';
import { exportJob } from './export-job.ts';
import { importJob } from './import-job.ts';
import { indexNumbersJob, queueIndexing } from './index-numbers-job.ts';
import type { JobOutcome, RunningJob } from './queue.ts';
import { removeBookJob } from './remove-book-job.ts';
import { runJobOf, undoImportJob } from './run-job.ts';
import { sampleJob } from './sample-job.ts';
import { trialJob } from './trial-job.ts';

type Runner = (bench: Workbench, running: RunningJob) => Promise<JobOutcome>;

const RUNNERS: Readonly<Record<JobKind, Runner>> = {
  import: importJob,
  undo_import: undoImportJob,
  run: runJobOf,
  export: exportJob,
  sample: sampleJob,
  trial: trialJob,
  remove_book: removeBookJob,
  index_numbers: indexNumbersJob,
};

/** Kinds that bring rows into a book, or change their numbers. */
const CHANGES_FACTS: ReadonlySet<JobKind> = new Set(['import', 'undo_import', 'run', 'sample']);

/** Runs one job. Each kind can be run a second time: a server that was killed left nothing half done. */
export async function runJob(bench: Workbench, running: RunningJob): Promise<JobOutcome> {
  const { kind, book_id, job_id } = running.job;
  const outcome = await RUNNERS[kind](bench, running);
  if (CHANGES_FACTS.has(kind))
    await bench.books.use(book_id, (book) => queueIndexing(bench, book_id, book, job_id));
  return outcome;
}
