import type { FactKind } from '../../model/facts.ts';
import type { ImportReceipt } from '../../model/receipt.ts';
import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';
import { deleteLeftOut } from './left-out-tables.ts';

/** A file that was imported. */
export interface ImportRecord {
  readonly import_id: bigint;
  /** Its path below the folder that was given, or its name. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: bigint;
  readonly imported_at: string;
  /** Who brought it in; null for the command line. */
  readonly made_by: string | null;
}

/** One recognised table of an imported file. */
export interface BatchRecord {
  readonly batch_id: bigint;
  readonly import_id: bigint;
  readonly file: string;
  readonly member: string | null;
  readonly sheet: string | null;
  readonly source_id: string;
  readonly channel: string;
  readonly kind: FactKind;
  readonly account_id: string | null;
  /** The span covered, [from, to). */
  readonly from_at: string | null;
  readonly to_at: string | null;
  /** When it was exported: of two tellings of a fact the later counts. */
  readonly as_of: string | null;
  readonly first_at: string | null;
  readonly last_at: string | null;
  readonly source_rank: number;
  /** How many of the source's columns the table has. */
  readonly columns_known: number;
  /** Row of the header, 0 where a sheet goes on without one. */
  readonly header_row: number;
  /** The header cells as in the file. */
  readonly header: readonly string[];
  readonly receipt: ImportReceipt;
}

/** A number that no import of the database has had. */
export async function nextImportId(store: Executor): Promise<bigint> {
  return nextOf(await store.query<{ id: bigint }>(sql`select nextval('import_ids') as id`));
}

/** A number that no batch of the database has had; later batches have greater ones. */
export async function nextBatchId(store: Executor): Promise<bigint> {
  return nextOf(await store.query<{ id: bigint }>(sql`select nextval('batch_ids') as id`));
}

function nextOf(rows: readonly { id: bigint }[]): bigint {
  const id = rows[0]?.id;
  if (id === undefined) throw new TypeError('a sequence gave no number');
  return id;
}

/** Writes an import down. */
export async function insertImport(store: Executor, book_id: string, record: ImportRecord): Promise<void> {
  await store.execute(sql`insert into imports (book_id, import_id, file, sha256, bytes, imported_at, made_by)
    values (${book_id}, ${record.import_id}, ${record.file}, ${record.sha256}, ${record.bytes}, ${record.imported_at},
      ${record.made_by})`);
}

/** Writes a batch down. */
export async function insertBatch(store: Executor, book_id: string, batch: BatchRecord): Promise<void> {
  await store.execute(sql`insert into import_batches (book_id, batch_id, import_id, file, member, sheet, source_id,
      channel, kind, account_id, from_at, to_at, as_of, first_at, last_at, source_rank, columns_known,
      header_row, header, receipt)
    values (${book_id}, ${batch.batch_id}, ${batch.import_id}, ${batch.file}, ${batch.member}, ${batch.sheet},
      ${batch.source_id}, ${batch.channel}, ${batch.kind}, ${batch.account_id}, ${batch.from_at}, ${batch.to_at},
      ${batch.as_of}, ${batch.first_at}, ${batch.last_at}, ${batch.source_rank}, ${batch.columns_known},
      ${batch.header_row}, ${JSON.stringify(batch.header)}, ${receiptText(batch.receipt)})`);
}

/** Replaces the receipt of a batch. */
export async function updateReceipt(store: Executor, book_id: string, receipt: ImportReceipt): Promise<void> {
  await store.execute(sql`update import_batches set receipt = ${receiptText(receipt)}
    where book_id = ${book_id} and batch_id = ${receipt.batch_id}`);
}

/** The import of a file with these bytes, if there is one. */
export async function findImport(
  store: Executor,
  book_id: string,
  sha256: string,
): Promise<ImportRecord | undefined> {
  const [found] =
    await store.query<ImportRecord>(sql`select import_id, file, sha256, bytes, imported_at, made_by from imports
    where book_id = ${book_id} and sha256 = ${sha256}`);
  return found;
}

/** All imports, oldest first. */
export function listImportRecords(store: Executor, book_id: string): Promise<ImportRecord[]> {
  return store.query<ImportRecord>(sql`select import_id, file, sha256, bytes, imported_at, made_by from imports
    where book_id = ${book_id} order by import_id`);
}

/** The batches of an import, or of the whole book, oldest first. */
export async function listBatches(
  store: Executor,
  book_id: string,
  import_id?: bigint,
): Promise<BatchRecord[]> {
  const only = import_id === undefined ? sql`` : sql`and import_id = ${import_id}`;
  const rows = await store.query<
    Omit<BatchRecord, 'receipt' | 'header'> & { receipt: string; header: string }
  >(sql`select batch_id, import_id,
      file, member, sheet, source_id, channel, kind, account_id, from_at, to_at, as_of, first_at, last_at, source_rank,
      columns_known, header_row, header, receipt
    from import_batches where book_id = ${book_id} ${only} order by batch_id`);
  return rows.map((row) => ({
    ...row,
    header: JSON.parse(row.header) as string[],
    receipt: receiptOf(row.receipt),
  }));
}

/** A batch as far as its rows are read again: what it is, its header, and the file that is kept. */
export interface ReadableBatch extends Pick<BatchRecord, 'file' | 'member' | 'sheet' | 'kind' | 'header'> {
  readonly original: Pick<ImportRecord, 'sha256' | 'file'>;
}

/** One batch, if the book has it. */
export async function findBatch(
  store: Executor,
  book_id: string,
  batch_id: bigint,
): Promise<ReadableBatch | undefined> {
  const [found] = await store.query<
    Omit<ReadableBatch, 'header' | 'original'> & { header: string; sha256: string; kept_file: string }
  >(sql`select b.file, b.member, b.sheet, b.kind, b.header, i.sha256, i.file as kept_file
    from import_batches b
    join imports i on i.book_id = b.book_id and i.import_id = b.import_id
    where b.book_id = ${book_id} and b.batch_id = ${batch_id}::bigint`);
  if (found === undefined) return undefined;
  const { header, sha256, kept_file, ...batch } = found;
  return { ...batch, header: JSON.parse(header) as string[], original: { sha256, file: kept_file } };
}

/** Removes what is written down of an import: itself, its batches and its tables that wait to be taught. Facts are removed by `removeFacts`. */
export async function deleteImport(store: Executor, book_id: string, import_id: bigint): Promise<void> {
  await store.execute(
    sql`delete from import_batches where book_id = ${book_id} and import_id = ${import_id}`,
  );
  await deleteLeftOut(store, book_id, import_id);
  await store.execute(sql`delete from imports where book_id = ${book_id} and import_id = ${import_id}`);
}

function receiptText(receipt: ImportReceipt): string {
  return JSON.stringify(receipt, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

function receiptOf(text: string): ImportReceipt {
  const receipt = JSON.parse(text, (name, value: unknown) =>
    typeof value === 'string' && (name === 'batch_id' || name.endsWith('_minor')) ? BigInt(value) : value,
  ) as ImportReceipt;
  // Receipts written before rows could be mended do not say so.
  return { ...receipt, rows_mended: receipt.rows_mended ?? 0 };
}

/**
 * Tables for which a later export of the same kind, account and days was held when they were imported, with the file and
 * moment of the latest such export.
 */
export function laterExports(
  store: Executor,
  book_id: string,
): Promise<{ batch_id: bigint; file: string; as_of: string }[]> {
  return store.query(sql`with held as (
      select b.batch_id, o.file, o.as_of,
        row_number() over (partition by b.batch_id order by o.as_of desc, o.batch_id desc) as place
      from import_batches b
      join import_batches o on o.book_id = b.book_id and o.kind = b.kind and o.channel = b.channel
        and coalesce(o.account_id, '') = coalesce(b.account_id, '')
      where b.book_id = ${book_id} and o.batch_id < b.batch_id and o.as_of > b.as_of
        and o.first_at <= b.last_at and o.last_at >= b.first_at
    )
    select batch_id, file, as_of from held where place = 1 order by batch_id`);
}
