import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { access, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { DuideshangError } from '../../errors.ts';
import { DEFAULT_LIMITS } from '../../reading/limits.ts';
import { openTables } from '../../reading/open-tables.ts';
import type { Table } from '../../reading/table.ts';
import { type KeyFinder, keyFinder, keyRulesMark } from '../../sources/rules/key-rules.ts';
import { type RuleBook, withBuiltIn } from '../../sources/rules/rule-book.ts';
import type { SourceBook } from '../../sources/source-book.ts';
import type { TableSummary } from '../../staging/read-table.ts';
import { stageTable } from '../../staging/stage.ts';
import type { Book } from '../../store/book.ts';
import type { Executor } from '../../store/driver.ts';
import { type BatchRecord, type ImportRecord, listBatches } from '../../store/imports/imports.ts';
import { importsUnderOtherRules, markKeyRules, replaceKeys } from '../../store/imports/key-rules.ts';
import { readRules } from '../../store/runs/rules.ts';
import { sql } from '../../store/sql.ts';
import { oneAtATime } from '../importing/import-queue.ts';
import { repairIn } from '../importing/repair-damaged.ts';
import { sourcesOf } from '../teaching/templates.ts';

/** How kept originals are read again. */
export interface RereadOptions {
  /** For encrypted zips. */
  readonly password?: string;
  readonly signal?: AbortSignal;
  readonly onFile?: (progress: {
    readonly file: string;
    readonly bytes: number;
    readonly bytes_total: number;
  }) => void;
}

/** Does a piece of work in a transaction: one of its own, or one that is under way. */
type Within = (work: (tx: Executor) => Promise<void>) => Promise<void>;

interface Rereading {
  readonly book: Book;
  readonly within: Within;
  readonly options: RereadOptions;
  readonly sources: SourceBook;
  readonly findKey: KeyFinder;
  readonly mark: string;
  readonly tmp: string;
}

/**
 * Reads the kept originals of wallet lines again that were read under other key rules than the book has now, and gives
 * the lines the orders that the rules find. One transaction a file: after a stop at any point each file has its lines
 * wholly under the old rules or wholly under the new, and the next call reads what is left.
 * @returns the number of files read
 * @throws original_missing, and as reading does
 */
export function rereadKeys(book: Book, options: RereadOptions = {}): Promise<number> {
  return oneAtATime(book, async () => {
    const rules = await readRules(book.store, book.book_id);
    return rereadUnder(book, rules, (work) => book.store.transaction(work), options);
  });
}

/**
 * As {@link rereadKeys}, under rules of the book's own that are not saved, all in a transaction of the caller, who sees to it
 * that nobody else changes facts meanwhile.
 */
export function rereadKeysIn(
  tx: Executor,
  book: Book,
  rules: RuleBook,
  options: RereadOptions = {},
): Promise<number> {
  return rereadUnder(book, rules, (work) => work(tx), options);
}

async function rereadUnder(
  book: Book,
  rules: RuleBook,
  within: Within,
  options: RereadOptions,
): Promise<number> {
  const { key_rules } = withBuiltIn(rules);
  const mark = keyRulesMark(key_rules);
  const stale = await importsUnderOtherRules(book.store, book.book_id, mark);
  if (stale.length === 0) return 0;
  const tmp = await mkdtemp(path.join(book.tmp, 'keys-'));
  try {
    const sources = await sourcesOf(book);
    const rereading = { book, within, options, sources, findKey: keyFinder(key_rules), mark, tmp };
    for (const record of stale) await rereadFile(rereading, record);
    await within(async (tx) => {
      await repairIn(tx, book.book_id, tmp);
    });
  } finally {
    await rm(tmp, { recursive: true, force: true });
  }
  return stale.length;
}

async function rereadFile(rereading: Rereading, record: ImportRecord): Promise<void> {
  const { book, within, options, mark } = rereading;
  const { book_id, originals } = book;
  const original = originals.pathOf(record.sha256, record.file);
  await access(original).catch((error: unknown) => {
    throw new DuideshangError('original_missing', { file: record.file }, error);
  });
  const progress = (bytes: number): void =>
    options.onFile?.({ file: record.file, bytes, bytes_total: Number(record.bytes) });
  progress(0);
  await within(async (tx) => {
    await tx.query(sql`select lock_book(${book_id}) as locked`);
    const batches = await listBatches(tx, book_id, record.import_id);
    const { password, signal } = options;
    const read = {
      limits: DEFAULT_LIMITS,
      onProgress: progress,
      ...(password !== undefined && { password }),
    };
    for (const reading of readingsOf(batches)) {
      let previous: TableSummary | undefined;
      for await (const table of openTables(original, read)) {
        signal?.throwIfAborted();
        previous = (await rereadTable(rereading, tx, table, reading, previous)) ?? previous;
      }
    }
    await markKeyRules(tx, book_id, record.import_id, mark);
  });
}

/** The batches of an import by reading of its file: the first of each table, then what else its rows tell of money. */
function readingsOf(batches: readonly BatchRecord[]): BatchRecord[][] {
  const readings: BatchRecord[][] = [];
  for (const told of Map.groupBy(batches, ({ member, sheet }) => JSON.stringify([member, sheet])).values()) {
    const [first, ...others] = told;
    const ofMoney = others.filter(({ kind }) => kind === 'statement_lines');
    for (const [at, batch] of [first, ...ofMoney].entries())
      if (batch !== undefined) readings[at] = [...(readings[at] ?? []), batch];
  }
  return readings;
}

/** Reads one table again; a table that no batch was made of is nobody's, and left. */
async function rereadTable(
  { book, sources, findKey, tmp, options }: Rereading,
  tx: Executor,
  table: Table,
  batches: readonly BatchRecord[],
  previous: TableSummary | undefined,
): Promise<TableSummary | undefined> {
  const batch = batches.find(({ member, sheet }) => member === table.member && sheet === table.sheet);
  if (batch === undefined) return undefined;
  const file = path.join(tmp, `${batch.batch_id}.tsv`);
  const lines = createWriteStream(file);
  let summary: TableSummary | undefined;
  const read = { findKey, ...(previous !== undefined && { previous }) };
  for await (const item of stageTable(table, batch.file, [sources.named(batch.source_id)], read)) {
    options.signal?.throwIfAborted();
    if (item.type === 'summary') summary = item.summary;
    else {
      const facts = Buffer.concat(item.facts.take());
      if (item.kind === 'statement_lines' && !lines.write(facts)) await once(lines, 'drain');
    }
  }
  lines.end();
  await once(lines, 'finish');
  if (batch.kind === 'statement_lines') await replaceKeys(tx, book.book_id, batch.batch_id, file);
  await rm(file);
  return summary;
}
