import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Book } from '../../store/book.ts';
import { importFiles } from '../importing/import-files.ts';
import type { Workbench } from '../workspace/workbench.ts';
import { behindUsers } from './behind-users.ts';
import { JOB_PHASES } from './phases.ts';
import type { JobOutcome, RunningJob } from './queue.ts';
import { reconcileFor } from './run-job.ts';

/** Size and seed of the sample shop's month: the same files everywhere. */
export const SAMPLE = { orders: 2_000, seed: 20_260_101 } as const;

/** Job `sample`: fills a book with the sample shop's month and reconciles it. */
export async function sampleJob(bench: Workbench, running: RunningJob): Promise<JobOutcome> {
  await behindUsers(bench.books, running.job.book_id, (book) => fillWithSample(bench, book, running));
  return {};
}

async function fillWithSample(bench: Workbench, book: Book, running: RunningJob): Promise<void> {
  const { signal, progress } = running;
  const out = path.join(book.tmp, 'sample');
  const { simulate } = await import('../../../simulator/simulate.ts');
  try {
    const { files_dir } = await simulate({ ...SAMPLE, out }, ({ done, total }) => {
      signal.throwIfAborted();
      progress({ phase: JOB_PHASES.simulating, done, total });
    });
    await importFiles(book, [files_dir], {
      signal,
      gives_way: true,
      onProgress: ({ file, rows }) => progress({ phase: JOB_PHASES.importing, file, rows }),
    });
    await reconcileFor(bench, book, running);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
