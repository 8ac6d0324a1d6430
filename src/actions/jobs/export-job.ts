import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { today } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import { LANGUAGES, type Language, type Text } from '../../model/language.ts';
import type { ListFilter, ShopsSeen } from '../../model/list.ts';
import type { Actor } from '../../model/role.ts';
import type { RunSummary } from '../../model/run.ts';
import { ZipWriter } from '../../reports/zip/writer.ts';
import type { Book } from '../../store/book.ts';
import { listOf } from '../../store/lists/index.ts';
import { lastRun } from '../../store/runs/runs.ts';
import { filteredCases } from '../cases/case-selection.ts';
import type { NameOfUser } from '../cases/case-words.ts';
import { exportRoundTrip } from '../cases/round-trip.ts';
import { listImports } from '../importing/undo-import.ts';
import { exportList, type ListExport } from '../lists/export-list.ts';
import {
  ORDERS_FOLDER,
  type ResultsOptions,
  WORKBOOK_NAME,
  writeOrders as writeOrderFiles,
  writeWorkbookOf,
} from '../runs/write-results.ts';
import { keepExport } from '../workspace/files.ts';
import { namer } from '../workspace/users.ts';
import type { Workbench } from '../workspace/workbench.ts';
import { behindUsers } from './behind-users.ts';
import { JOB_PHASES } from './phases.ts';
import type { JobOutcome, RunningJob } from './queue.ts';

/** Writes a file for somebody: its name, and how it is written to a path. */
interface Export {
  readonly file_name: string;
  write(target: string): Promise<void>;
}

type Exporter = (book: Book, running: RunningJob, nameOfUser: NameOfUser) => Promise<Export>;

const EXPORTERS: Readonly<Record<string, Exporter>> = {
  workbook: async (book, running) => ({
    file_name: WORKBOOK_NAME,
    write: (target) => writeWorkbook(book, running, target),
  }),
  orders: async (book, running) => ({
    file_name: `${ORDERS_FOLDER}.zip`,
    write: (target) => writeOrders(book, running, target),
  }),
  list: async (book, running, nameOfUser) => {
    const asked = running.job.params as unknown as ListExport & { shops: ShopsSeen };
    const language = languageOf(running);
    return {
      file_name: `${listOf(asked.list).label[language]}-${today()}.${asked.format}`,
      write: (target) => writeList(book, running, target, { ...asked, language, nameOfUser }),
    };
  },
  round_trip: async (book, running) => ({
    file_name: `${ROUND_TRIP_NAME[languageOf(running)]}-${today()}.xlsx`,
    write: (target) => writeRoundTrip(book, running, target),
  }),
};

const ROUND_TRIP_NAME: Text = { 'zh-CN': '待处理差异', 'zh-TW': '待處理差異', en: 'open exceptions' };

async function writeList(
  book: Book,
  { signal, progress }: RunningJob,
  target: string,
  {
    shops,
    nameOfUser,
    ...asked
  }: ListExport & { readonly shops: ShopsSeen; readonly nameOfUser: NameOfUser },
): Promise<void> {
  const onRows = (rows: number): void => progress({ phase: JOB_PHASES.writing, rows });
  await exportList(book, target, asked, { shops, signal, onRows, nameOfUser });
}

async function writeRoundTrip(book: Book, running: RunningJob, target: string): Promise<void> {
  const { filter, actor } = running.job.params as unknown as { filter: ListFilter; actor: Actor };
  const { where } = await filteredCases(book, filter, actor.shops ?? null);
  await exportRoundTrip(book, actor, where, target, languageOf(running));
}

/** Job `export`: param `what` names the exporter, the other params are its own. The export has the id of the job. */
export async function exportJob({ books, workspace }: Workbench, running: RunningJob): Promise<JobOutcome> {
  const { job, progress } = running;
  const exporter = EXPORTERS[String(job.params.what)];
  if (exporter === undefined) throw new DuideshangError('job_not_found');
  const nameOfUser = await namer(workspace);
  return behindUsers(books, job.book_id, async (book) => {
    const { file_name, write } = await exporter(book, running, nameOfUser);
    progress({ phase: JOB_PHASES.writing, file: file_name });
    const place = { export_id: job.job_id, book_id: job.book_id, file_name };
    const kept = await keepExport(workspace, place, write);
    return { result: { export_id: kept.export_id, file_name: kept.file_name } };
  });
}

function languageOf({ job }: RunningJob): Language {
  return LANGUAGES.find((language) => language === job.params.language) ?? 'zh-CN';
}

async function contentOf(book: Book, running: RunningJob): Promise<[RunSummary, ResultsOptions]> {
  const summary = await lastRun(book.store, book.book_id);
  if (summary === null) throw new DuideshangError('never_reconciled', { book: book.name });
  const receipts = (await listImports(book)).flatMap((each) => each.receipts);
  return [summary, { language: languageOf(running), receipts, signal: running.signal }];
}

async function writeWorkbook(book: Book, running: RunningJob, target: string): Promise<void> {
  const [summary, options] = await contentOf(book, running);
  await writeWorkbookOf(book, summary, target, options);
}

/** The order files together in one zip. A file that cannot be handed back is left out, and named in a text beside. */
async function writeOrders(book: Book, running: RunningJob, target: string): Promise<void> {
  const [, options] = await contentOf(book, running);
  const folder = await mkdtemp(path.join(book.tmp, 'orders-'));
  try {
    const { orders, failures } = await writeOrderFiles(book, folder, options);
    const zip = await ZipWriter.create(target);
    for (const order of orders) await addFile(zip, path.basename(order.path), createReadStream(order.path));
    const says = failures.map(({ error }) => `${error.says(languageOf(running))}\r\n`).join('');
    if (says !== '') await addFile(zip, 'README.txt', Readable.from([Buffer.from(`\uFEFF${says}`)]));
    await zip.finish();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function addFile(zip: ZipWriter, name: string, content: Readable): Promise<void> {
  return zip.add({ name: Buffer.from(name), utf8: true, large: true }, content as AsyncIterable<Buffer>);
}
