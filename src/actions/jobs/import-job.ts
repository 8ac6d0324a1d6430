import type { DuideshangError } from '../../errors.ts';
import type { Book } from '../../store/book.ts';
import type { Executor } from '../../store/driver.ts';
import { listBatches } from '../../store/imports/imports.ts';
import type { JobFile } from '../../store/workspace/jobs.ts';
import { type ImportReport, importFiles } from '../importing/import-files.ts';
import type { ImportProgress } from '../importing/import-run.ts';
import { copyHeadsOfChange } from '../indexes/copy-heads.ts';
import { indexNumbersOfChange } from '../indexes/index-numbers.ts';
import { sumDaysOfChange } from '../indexes/sum-days.ts';
import { findUploads, keepUnrecognized, removeUploads, uploadFolder } from '../workspace/files.ts';
import type { Workbench } from '../workspace/workbench.ts';
import { behindUsers } from './behind-users.ts';
import { JOB_PHASES } from './phases.ts';
import type { JobOutcome, RunningJob } from './queue.ts';
import { reconcileFor } from './run-job.ts';

/**
 * Job `import`: params `upload_ids`, `then_run`, secret `password`. Uploads are removed at its end, but for those that nobody
 * knows what they are, whole or a table of them: they wait to be taught, and leave when all of one is taken.
 */
export async function importJob(bench: Workbench, running: RunningJob): Promise<JobOutcome> {
  const { job, secrets, signal } = running;
  const { workspace } = bench;
  const ids = job.params.upload_ids as string[];
  const uploads = await findUploads(workspace, job.book_id, ids);
  const { password } = secrets;
  const failed = new Set<string>();
  const tell = fileProgress(running);
  return behindUsers(bench.books, job.book_id, async (book) => {
    const report = await importFiles(
      book,
      uploads.map(({ upload_id }) => uploadFolder(workspace, upload_id)),
      {
        signal,
        made_by: job.user_id,
        gives_way: true,
        finish: (tx) => makeReady(bench, book, tx),
        ...(password !== undefined && { password }),
        onProgress: (progress) => {
          if (progress.error !== undefined) failed.add(progress.file);
          tell(progress);
        },
      },
    );
    const import_ids = await importIdsOf(book, report);
    if (job.params.then_run === true && report.receipts.length > 0) {
      await reconcileFor(bench, book, running);
    }
    const unknown = filesUnknown(report);
    const kept = uploads
      .filter(
        ({ file, unrecognized_at }) => unknown.has(file) || (unrecognized_at !== null && failed.has(file)),
      )
      .map(({ upload_id }) => upload_id);
    await keepUnrecognized(workspace, kept);
    const done = ids.filter((id) => !kept.includes(id));
    const error = nothingTaken(report);
    const tables = report.receipts.map((receipt) => ({
      batch_id: String(receipt.batch_id),
      told_as: report.told_again.has(receipt) ? receipt.file : null,
    }));
    return {
      result: { import_ids, tables },
      ...(error !== undefined && { error }),
      after: () => removeUploads(workspace, done),
    };
  });
}

/** So many wallet lines are worth it that what comes first of all lines is copied anew for each file that brings them. */
const LINES_TO_COPY_MIN = 1_000_000;

/**
 * Until rows are indexed, copied and summed, every question reads them all: for as long as the import and the run last. While
 * somebody asks they do not count before that is done.
 */
async function makeReady({ askers }: Workbench, book: Book, tx: Executor): Promise<void> {
  if (!askers.areHere()) return;
  await sumDaysOfChange(book, tx);
  await indexNumbersOfChange(book, tx);
  await copyHeadsOfChange(book, tx, 'statement_line_heads', LINES_TO_COPY_MIN);
}

/** Keeps the list of files up to date while they are imported, failures with their sentence. */
function fileProgress(running: RunningJob): (progress: ImportProgress) => void {
  let files = running.job.files;
  return ({ file, error, ...at }) => {
    const now = { file, ...at, error: error?.text ?? null };
    files = files.some((each) => each.file === file)
      ? files.map((each) => (each.file === file ? now : each))
      : [...files, now];
    running.files(files);
    running.progress(progressOf(files, file));
  };
}

function progressOf(files: readonly JobFile[], file: string): Parameters<RunningJob['progress']>[0] {
  const sum = (of: (each: JobFile) => number): number => files.reduce((all, each) => all + of(each), 0);
  return {
    phase: JOB_PHASES.importing,
    file,
    done: sum(({ bytes, bytes_total, phase }) => (phase === 'failed' ? bytes_total : bytes)),
    total: sum(({ bytes_total }) => bytes_total),
    rows: sum(({ rows }) => rows),
  };
}

async function importIdsOf({ store, book_id }: Book, { receipts }: ImportReport): Promise<string[]> {
  const wanted = new Set(receipts.map(({ batch_id }) => batch_id));
  const batches = (await listBatches(store, book_id)).filter(({ batch_id }) => wanted.has(batch_id));
  return [...new Set(batches.map(({ import_id }) => String(import_id)))];
}

/** The files of which nobody knows what they, or some tables of them, are. */
function filesUnknown({ failures, left_out }: ImportReport): ReadonlySet<string> {
  const unknown = [...failures, ...left_out].filter(({ error }) => error.code === 'source_unknown');
  return new Set(unknown.map(({ file }) => file));
}

/** The job fails when no file was taken, with the reason of the first. */
function nothingTaken({ receipts, failures }: ImportReport): DuideshangError | undefined {
  return receipts.length === 0 ? failures[0]?.error : undefined;
}
