import { DuideshangError } from '../../errors.ts';
import type { Book } from '../../store/book.ts';
import { undoImport } from '../importing/undo-import.ts';
import { copyHeadsOfChange } from '../indexes/copy-heads.ts';
import { runReconciliation } from '../runs/run-reconciliation.ts';
import type { Workbench } from '../workspace/workbench.ts';
import { behindUsers } from './behind-users.ts';
import { JOB_PHASES, RUN_PHASES } from './phases.ts';
import type { JobOutcome, RunningJob } from './queue.ts';

/** Reconciles the book of a job, telling how far it is. */
export async function reconcileFor(
  { askers }: Workbench,
  book: Book,
  { signal, progress }: RunningJob,
  period: { readonly from_day?: string; readonly to_day?: string } = {},
): Promise<void> {
  await runReconciliation(book, {
    ...period,
    signal,
    pause: askers.newPause(),
    finish: async (tx) => {
      if (askers.areHere()) await copyHeadsOfChange(book, tx, 'balance_heads');
    },
    onProgress: (phase) => progress({ phase: RUN_PHASES[phase] }),
    onReread: ({ file }) => progress({ phase: JOB_PHASES.rereading, file }),
  });
}

/** Job `run`: params `from_day`, `to_day`. */
export async function runJobOf(bench: Workbench, running: RunningJob): Promise<JobOutcome> {
  const { from_day, to_day } = running.job.params;
  const period = {
    ...(typeof from_day === 'string' && { from_day }),
    ...(typeof to_day === 'string' && { to_day }),
  };
  await behindUsers(bench.books, running.job.book_id, (book) => reconcileFor(bench, book, running, period));
  return {};
}

/** Job `undo_import`: param `import_id`. An import that is gone already, undone before a restart or by a colleague, only reconciles. */
export async function undoImportJob(bench: Workbench, running: RunningJob): Promise<JobOutcome> {
  const { job, progress } = running;
  await behindUsers(bench.books, job.book_id, async (book) => {
    progress({ phase: JOB_PHASES.undoing });
    await undoImport(book, BigInt(String(job.params.import_id))).catch((error: unknown) => {
      if (!(error instanceof DuideshangError && error.code === 'import_not_found')) throw error;
    });
    await reconcileFor(bench, book, running);
  });
  return {};
}
