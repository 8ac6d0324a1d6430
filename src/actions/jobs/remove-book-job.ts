import { rm } from 'node:fs/promises';
import path from 'node:path';
import { removeBookRows } from '../../store/remove-book.ts';
import { deleteBookRecord, listBookRecords } from '../../store/workspace/books.ts';
import { listUploads } from '../../store/workspace/files.ts';
import { removeUploads } from '../workspace/files.ts';
import type { Workbench } from '../workspace/workbench.ts';
import { JOB_PHASES } from './phases.ts';
import type { JobOutcome, RunningJob } from './queue.ts';

/**
 * Job `remove_book`: removes a book with its originals. The folder of a book that was taken in from elsewhere stays where it
 * is; the workspace only forgets it.
 */
export async function removeBookJob(bench: Workbench, { job, progress }: RunningJob): Promise<JobOutcome> {
  const { workspace, books } = bench;
  const { book_id } = job;
  progress({ phase: JOB_PHASES.removing });
  await books.release(book_id);
  const record = (await listBookRecords(workspace.store)).find((each) => each.book_id === book_id);
  if (record === undefined) return {};
  const uploads = await listUploads(workspace.store, book_id);
  await removeUploads(
    workspace,
    uploads.map(({ upload_id }) => upload_id),
  );
  if (record.location === null) {
    await removeBookRows(workspace.store, book_id);
    await rm(path.resolve(workspace.folderOf(record)), { recursive: true, force: true });
  }
  await workspace.write((tx) => deleteBookRecord(tx, book_id, job.job_id));
  return {};
}
