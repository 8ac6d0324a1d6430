import { exportedFile } from '../../actions/workspace/files.ts';
import { DuideshangError } from '../../errors.ts';
import { lastRun } from '../../store/runs.ts';
import { implement, implementClosed, SENT } from '../implement.ts';
import { sendFile } from '../send-file.ts';

/** What the last run found, and files of it. */
export const RESULTS = [
  implement('last_run', async ({ book }) => {
    const summary = await lastRun(book.store, book.book_id);
    if (summary === null) throw new DuideshangError('never_reconciled', { book: book.name });
    return summary;
  }),
  implementClosed('export_results', async ({ bench, who, params, body }) => ({
    job_id: await bench.jobs.add({ book_id: params.book_id, kind: 'export', user: who.user, params: body }),
  })),
  implementClosed('download_export', async ({ bench, params, reply }) => {
    const { path, file_name } = await exportedFile(bench.workspace, params.book_id, params.export_id);
    await sendFile(reply, path, file_name);
    return SENT;
  }),
];
