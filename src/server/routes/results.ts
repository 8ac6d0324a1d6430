import { exportedFile } from '../../actions/workspace/files.ts';
import { DuideshangError } from '../../errors.ts';
import { lastRun } from '../../store/runs/runs.ts';
import { implement, implementClosed, SENT } from '../implement.ts';
import { queueJob } from '../queue-job.ts';
import { sendFile } from '../send-file.ts';

/** What the last run found, and files of it. */
export const RESULTS = [
  implement('last_run', async ({ book }) => {
    const summary = await lastRun(book.store, book.book_id);
    if (summary === null) throw new DuideshangError('never_reconciled', { book: book.name });
    return summary;
  }),
  implementClosed('export_results', async (call) => ({
    job_id: await queueJob(call, { kind: 'export', params: call.body }),
  })),
  implementClosed('download_export', async ({ bench, params, shops, reply }) => {
    const { book_id, export_id } = params;
    const { path, file_name } = await exportedFile(bench.workspace, book_id, shops, export_id);
    await sendFile(reply, path, file_name);
    return SENT;
  }),
];
