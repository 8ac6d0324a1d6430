import { mkdir, readFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { endImports, type ImportReport, importFiles } from '../actions/importing/import-files.ts';
import { RUN_PHASES } from '../actions/jobs/phases.ts';
import { writeRefusedRows } from '../actions/rows/refused-rows.ts';
import { type RunOptions, runReconciliation } from '../actions/runs/run-reconciliation.ts';
import { type ResultsOptions, type WrittenResults, writeResults } from '../actions/runs/write-results.ts';
import { DuideshangError } from '../errors.ts';
import { say } from '../model/language.ts';
import type { ImportReceipt } from '../model/receipt.ts';
import type { RunSummary } from '../model/run.ts';
import { parseRules } from '../sources/rules/rule-book.ts';
import type { Book } from '../store/book.ts';
import { writeRules } from '../store/runs/rules.ts';
import { textOption } from './arguments.ts';
import type { CommandContext } from './command.ts';
import { groupedCount } from './receipt-view.ts';
import type { Stopwatch } from './stopwatch.ts';
import { tell } from './texts.ts';

/** The path that stands for standard output; what people read goes to standard error then. */
export const STANDARD_OUTPUT = '-';

/** Name of the folder for files of refused rows. */
export const REFUSED_FOLDER = '拒收行';

/** Keeps the rules of `--rules` in the book, if it was given. */
export async function applyRules(book: Book, context: CommandContext): Promise<void> {
  const file = textOption(context.options, 'rules');
  if (file === undefined) return;
  await setRules(book, file);
}

/** Replaces the book's own rules by those of a file. @throws file_unreadable, and as `parseRules`. */
export async function setRules(book: Book, file: string): Promise<void> {
  const json = await readFile(file, 'utf8').catch((error: unknown) => {
    const what = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new DuideshangError('file_unreadable', { file, what }, error);
  });
  const rules = parseRules(json);
  await book.store.transaction((tx) => writeRules(tx, book.book_id, rules));
}

/** Imports files, showing how far it is. The folders of the book and of results are not looked into. */
export async function importShown(
  book: Book,
  paths: readonly string[],
  leaveOut: readonly string[],
  { options, language, signal, progress }: CommandContext,
): Promise<ImportReport> {
  const password = textOption(options, 'password');
  const report = await importFiles(book, paths, {
    ...(password === undefined ? {} : { password }),
    leave_out: leaveOut,
    signal,
    onProgress: ({ file, bytes, bytes_total, rows, phase }) => {
      if (phase === 'keeping') progress.show(tell('progress_keeping', language, { file }));
      if (phase !== 'reading' && phase !== 'loading') return;
      const read = { file, percent: percentOf(bytes, bytes_total), rows: groupedCount(rows) };
      progress.show(tell('progress_reading', language, read));
    },
  });
  progress.clear();
  // A command line imports once; what follows has use for the memory.
  await endImports();
  return report;
}

function percentOf(bytes: number, total: number): number {
  return total === 0 ? 100 : Math.min(100, Math.floor((bytes * 100) / total));
}

/** Reconciles the book, showing how far it is. */
export async function runShown(
  book: Book,
  period: Pick<RunOptions, 'from_day' | 'to_day'>,
  watch: Stopwatch,
  { options, language, signal, progress }: CommandContext,
): Promise<RunSummary> {
  const password = textOption(options, 'password');
  const summary = await runReconciliation(book, {
    ...period,
    ...(password === undefined ? {} : { password }),
    signal,
    onReread: ({ file, bytes, bytes_total }) => {
      watch.begin('reread');
      progress.show(tell('progress_rereading', language, { file, percent: percentOf(bytes, bytes_total) }));
    },
    onProgress: (phase) => {
      watch.begin(phase);
      progress.show(say(RUN_PHASES[phase], language), true);
    },
  });
  progress.clear();
  return summary;
}

/** Writes what was asked for, showing how far it is. */
export async function writeShown(
  book: Book,
  summary: RunSummary,
  { json, ...asked }: Pick<ResultsOptions, 'receipts' | 'out' | 'json'>,
  { io, options, language, signal, progress }: CommandContext,
): Promise<WrittenResults> {
  const password = textOption(options, 'password');
  const written = await writeResults(book, summary, {
    ...asked,
    ...(json === undefined || json === STANDARD_OUTPUT ? {} : { json }),
    ...(json === STANDARD_OUTPUT ? { onJson: (piece: string) => io.stdout.write(piece) } : {}),
    language,
    signal,
    ...(password === undefined ? {} : { password }),
    onFile: (file) => progress.show(tell('progress_writing', language, { file }), true),
  });
  progress.clear();
  return written;
}

/** Writes the refused rows of every table as a file to be mended. Returns the paths. */
export async function writeRefused(
  book: Book,
  receipts: readonly ImportReceipt[],
  out: string,
  { options, language }: CommandContext,
): Promise<string[]> {
  const password = textOption(options, 'password');
  const folder = join(out, REFUSED_FOLDER);
  const paths: string[] = [];
  for (const receipt of receipts.filter(({ rows_refused }) => rows_refused > 0)) {
    await mkdir(folder, { recursive: true });
    const { name } = parse(basename(receipt.file.replaceAll(' › ', '-')));
    const sheet = receipt.sheet === null ? '' : `-${receipt.sheet.replace(/[\\/:*?"<>|]/g, ' ')}`;
    const path = freePath(folder, `${name}${sheet}`, paths);
    const rows = { language, ...(password === undefined ? {} : { password }) };
    paths.push(...(await writeRefusedRows(book, { batch_id: receipt.batch_id }, path, rows)));
  }
  return paths;
}

function freePath(folder: string, name: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const path = join(folder, `${name}${count === 1 ? '' : ` (${count})`}.csv`);
    if (!taken.includes(path)) return path;
  }
}
