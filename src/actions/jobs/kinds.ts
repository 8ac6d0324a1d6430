import { DuideshangError } from '../../errors.ts';
import type { JobKind } from '../../store/workspace/jobs.ts';
import type { Workbench } from '../workspace/workbench.ts';
import { exportJob } from './export-job.ts';
import { importJob } from './import-job.ts';
import type { JobOutcome, RunningJob } from './queue.ts';
import { removeBookJob } from './remove-book-job.ts';
import { runJobOf, undoImportJob } from './run-job.ts';
import { sampleJob } from './sample-job.ts';
import { trialJob } from './trial-job.ts';

type Runner = (bench: Workbench, running: RunningJob) => Promise<JobOutcome>;

const RUNNERS: Readonly<Partial<Record<JobKind, Runner>>> = {
  import: importJob,
  undo_import: undoImportJob,
  run: runJobOf,
  export: exportJob,
  sample: sampleJob,
  trial: trialJob,
  remove_book: removeBookJob,
};

/** Runs one job. Each kind can be run a second time: a server that was killed left nothing half done. */
export function runJob(bench: Workbench, running: RunningJob): Promise<JobOutcome> {
  const runner = RUNNERS[running.job.kind];
  if (runner === undefined) throw new DuideshangError('job_not_found');
  return runner(bench, running);
}
