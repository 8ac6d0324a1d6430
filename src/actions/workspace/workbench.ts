import { openWorkspace, type Workspace } from '../../store/workspace/workspace.ts';
import { queueIndexing } from '../jobs/index-numbers-job.ts';
import { runJob } from '../jobs/kinds.ts';
import { type JobQueue, openJobQueue } from '../jobs/queue.ts';
import { type Askers, newAskers } from './askers.ts';
import { cleanUp } from './files.ts';
import { type OpenBooks, openBooksOf } from './open-books.ts';
import { newThrottle, type Throttle } from './throttle.ts';

/** A workspace at work: its open books, its jobs, and who is held back at sign-in. */
export interface Workbench {
  readonly workspace: Workspace;
  readonly books: OpenBooks;
  readonly jobs: JobQueue;
  readonly askers: Askers;
  readonly throttle: Throttle;
  close(): Promise<void>;
}

const CLEAN_EVERY_MS = 3_600_000;

/**
 * Opens a workspace for work: jobs left unfinished go on, old uploads and exports are removed now and every hour.
 * @throws as `openWorkspace`
 */
export async function openWorkbench(home: string, server?: string): Promise<Workbench> {
  const workspace = await openWorkspace(home, server);
  // A book can be used without its index.
  const books = openBooksOf(workspace, (book_id, book) =>
    queueIndexing(bench, book_id, book).catch(() => undefined),
  );
  const jobs = openJobQueue(workspace, (running) => runJob(bench, running));
  const cleaning = setInterval(() => void cleanUp(workspace).catch(() => undefined), CLEAN_EVERY_MS);
  cleaning.unref();
  const bench: Workbench = {
    workspace,
    books,
    jobs,
    askers: newAskers(),
    throttle: newThrottle(),
    async close() {
      clearInterval(cleaning);
      await jobs.close();
      await books.close();
      await workspace.close();
    },
  };
  await cleanUp(workspace);
  await jobs.resume();
  return bench;
}
