import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { DuideshangError } from '../../errors.ts';
import { exceptionSays } from '../../exceptions/says.ts';
import type { Language } from '../../model/language.ts';
import type { ImportReceipt } from '../../model/receipt.ts';
import type { ExceptionRecord, RunSummary } from '../../model/run.ts';
import { DEFAULT_LIMITS } from '../../reading/limits.ts';
import { annotatedRows } from '../../reports/annotated-orders/results.ts';
import { type JsonContent, resultJson, writeResultJson } from '../../reports/json/report.ts';
import type { RefusedRowRecord } from '../../reports/workbook/content.ts';
import type { Book } from '../../store/book.ts';
import { streamHeldRows } from '../../store/imports/damaged-rows.ts';
import {
  type BatchRecord,
  type ImportRecord,
  listBatches,
  listImportRecords,
} from '../../store/imports/imports.ts';
import { streamRefusedRows } from '../../store/imports/refused-rows.ts';
import { streamExceptions, streamInTransit, streamUnmatchedLines } from '../../store/runs/results.ts';
import { sourcesOf } from '../teaching/templates.ts';

/** Name of the workbook in the output folder. */
export const WORKBOOK_NAME = '对账结果.xlsx';
/** Folder of the seller's own order files with our columns added. */
export const ORDERS_FOLDER = '订单-附核对结果';

/** What of the last run is written, and where. */
export interface ResultsOptions {
  readonly language: Language;
  readonly receipts: readonly ImportReceipt[];
  /** Folder for the workbook and the order files; made when it is not there. */
  readonly out?: string;
  /** Path of the JSON file. */
  readonly json?: string;
  /** Takes the JSON text piece by piece. */
  readonly onJson?: (piece: string) => unknown;
  /** For order files in encrypted zips. */
  readonly password?: string;
  readonly signal?: AbortSignal;
  readonly onFile?: (path: string) => void;
}

/** What was written, and order files that could not be handed back. */
export interface WrittenResults {
  readonly workbook: string | null;
  readonly json: string | null;
  readonly orders: readonly { readonly path: string; readonly converted: boolean }[];
  readonly failures: readonly { readonly file: string; readonly error: DuideshangError }[];
}

/**
 * Writes the results of the last run: the workbook, the JSON file, and the order files of the receipts with the result
 * beside every order. Each file is there whole or not at all.
 * @throws report_not_written when the folder or a file cannot be written
 */
export async function writeResults(
  book: Book,
  summary: RunSummary,
  options: ResultsOptions,
): Promise<WrittenResults> {
  const { out, json } = options;
  const workbook = out === undefined ? null : join(out, WORKBOOK_NAME);
  if (workbook !== null) {
    options.onFile?.(workbook);
    await written(workbook, () => writeWorkbookOf(book, summary, workbook, options));
  }
  if (json !== undefined) {
    options.onFile?.(json);
    await written(json, () => writeResultJson(json, jsonContent(book, summary, options)));
  }
  if (options.onJson !== undefined) {
    for await (const piece of resultJson(jsonContent(book, summary, options))) options.onJson(piece);
  }
  const handedBack = out === undefined ? { orders: [], failures: [] } : await writeOrders(book, out, options);
  return { workbook, json: json ?? null, ...handedBack };
}

function jsonContent(book: Book, summary: RunSummary, { receipts, language }: ResultsOptions): JsonContent {
  const says = (record: ExceptionRecord): string => exceptionSays(record, language);
  return { summary, receipts, exceptions: streamExceptions(book.store, book.book_id), says };
}

/** Writes the result workbook of the last run to a path. */
export async function writeWorkbookOf(
  book: Book,
  summary: RunSummary,
  path: string,
  { language, receipts }: ResultsOptions,
): Promise<void> {
  const { writeResultWorkbook } = await import('../../reports/workbook/report.ts');
  await writeResultWorkbook(
    path,
    {
      summary,
      receipts,
      exceptions: streamExceptions(book.store, book.book_id),
      in_transit: streamInTransit(book.store, book.book_id),
      unmatched_lines: streamUnmatchedLines(book.store, book.book_id),
      refused_rows: streamRefused(book, receipts),
      says: (record) => exceptionSays(record, language),
    },
    language,
  );
}

/** Refused rows of the tables, and rows held because of a damaged number. */
async function* streamRefused(
  { store, book_id }: Book,
  receipts: readonly ImportReceipt[],
): AsyncGenerator<readonly RefusedRowRecord[]> {
  for (const { batch_id, file, sheet, rows_refused } of receipts) {
    if (rows_refused === 0) continue;
    for await (const rows of streamRefusedRows(store, book_id, batch_id)) {
      yield rows.map(({ row_no, code, column_name, value }) => ({
        evidence: { file, sheet, row: row_no },
        code,
        column: column_name,
        value,
      }));
    }
    for await (const rows of streamHeldRows(store, book_id, batch_id)) {
      yield rows.map(({ row_no, column_name, damaged_no }) => ({
        evidence: { file, sheet, row: row_no },
        code: 'damaged_id' as const,
        column: column_name,
        value: damaged_no,
      }));
    }
  }
}

/** Writes the order files of the receipts, with the result beside every order, into `out`/订单-附核对结果. */
export async function writeOrders(
  book: Book,
  out: string,
  options: ResultsOptions,
): Promise<Pick<WrittenResults, 'orders' | 'failures'>> {
  const folder = join(out, ORDERS_FOLDER);
  const orders: { path: string; converted: boolean }[] = [];
  const failures: { file: string; error: DuideshangError }[] = [];
  const names = new Set<string>();
  for (const { record, batches } of await orderFiles(book, options.receipts)) {
    const path = join(folder, freeName(record.file, names));
    options.onFile?.(path);
    try {
      orders.push(await written(path, () => annotateFile(book, record, batches, path, options)));
    } catch (error) {
      options.signal?.throwIfAborted();
      await rm(path, { force: true });
      if (!(error instanceof DuideshangError)) throw error;
      failures.push({ file: record.file, error });
    }
  }
  return { orders, failures };
}

interface OrderFile {
  readonly record: ImportRecord;
  readonly batches: readonly BatchRecord[];
}

/** The imported files that hold order tables, each with these tables. */
async function orderFiles(book: Book, receipts: readonly ImportReceipt[]): Promise<OrderFile[]> {
  const wanted = new Set(receipts.map((receipt) => receipt.batch_id));
  const batches = (await listBatches(book.store, book.book_id)).filter(
    (batch) => batch.kind === 'orders' && wanted.has(batch.batch_id),
  );
  const byImport = Map.groupBy(batches, (batch) => batch.import_id);
  const records = await listImportRecords(book.store, book.book_id);
  return records.flatMap((record) => {
    const own = byImport.get(record.import_id);
    return own === undefined ? [] : [{ record, batches: own }];
  });
}

async function annotateFile(
  book: Book,
  record: ImportRecord,
  batches: readonly BatchRecord[],
  path: string,
  { language, password, signal }: ResultsOptions,
): Promise<{ path: string; converted: boolean }> {
  const { annotateOriginal } = await import('../../reports/annotated-orders/report.ts');
  const sources = await sourcesOf(book);
  const tables = batches.map((batch) => ({
    member: batch.member,
    sheet: batch.sheet,
    source: sources.named(batch.source_id),
    rows: annotatedRows(book, batch.batch_id, language),
  }));
  const original = { path: book.originals.pathOf(record.sha256, record.file), file: record.file, tables };
  const reading = {
    limits: DEFAULT_LIMITS,
    ...(password === undefined ? {} : { password }),
    ...(signal === undefined ? {} : { signal }),
  };
  try {
    return await annotateOriginal(original, path, { language, reading });
  } finally {
    // A table is often done before its results are: each holds a connection until it is ended.
    for (const { rows } of tables) await rows.return(undefined);
  }
}

/** The file's own name; of several files with one name the later get a number. */
function freeName(file: string, taken: Set<string>): string {
  const { name, ext } = parse(file);
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? `${name}${ext}` : `${name} (${count})${ext}`;
    if (taken.has(free.toLowerCase())) continue;
    taken.add(free.toLowerCase());
    return free;
  }
}

/** Runs work that writes a file, its folder made; what the system refuses is said in words. */
async function written<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (error instanceof DuideshangError || !/^E[A-Z]+$/.test(code)) throw error;
    throw new DuideshangError('report_not_written', { file: path, reason: code }, error);
  }
}
