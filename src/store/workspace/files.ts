import type { ShopsSeen } from '../../model/list.ts';
import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';
import { jobSeenBy } from './jobs.ts';

/** A file put aside for an import; its bytes lie in the workspace's folder of uploads under its id. */
export interface UploadRecord {
  readonly upload_id: string;
  readonly book_id: string;
  readonly user_id: string;
  /** Its path below the folder that was dropped. */
  readonly file: string;
  readonly bytes: bigint;
  readonly made_at: string;
  /** When an import could not tell what it is; null while it waits for its import. */
  readonly unrecognized_at: string | null;
}

const UPLOAD_COLUMNS = sql`upload_id, book_id, user_id, file, bytes, made_at, unrecognized_at`;

/** A file that a job of the same id wrote for somebody; its bytes lie in the workspace's folder of exports under its id. */
export interface ExportRecord {
  readonly export_id: string;
  readonly book_id: string;
  readonly file_name: string;
  readonly made_at: string;
}

/** Writes an upload down. */
export async function insertUpload(tx: Executor, upload: UploadRecord): Promise<void> {
  await tx.execute(sql`insert into workspace.uploads (${UPLOAD_COLUMNS})
    values (${upload.upload_id}, ${upload.book_id}, ${upload.user_id}, ${upload.file}, ${upload.bytes},
      ${upload.made_at}, ${upload.unrecognized_at})`);
}

/** The uploads of a book in the order in which they came. */
export function listUploads(on: Executor, book_id: string): Promise<UploadRecord[]> {
  return on.query<UploadRecord>(sql`select ${UPLOAD_COLUMNS} from workspace.uploads
    where book_id = ${book_id} order by made_at, file, upload_id`);
}

/** Forgets an upload. */
export async function deleteUpload(tx: Executor, upload_id: string): Promise<void> {
  await tx.execute(sql`delete from workspace.uploads where upload_id = ${upload_id}`);
}

/** Writes down that an import could not tell what the file of an upload is. */
export async function markUnrecognized(tx: Executor, upload_id: string, at: string): Promise<void> {
  await tx.execute(
    sql`update workspace.uploads set unrecognized_at = ${at}::timestamp where upload_id = ${upload_id}`,
  );
}

/** Uploads that came before a moment and wait for their import, or were found unrecognized before another. */
export function uploadsBefore(
  on: Executor,
  moments: { readonly made: string; readonly unrecognized: string },
): Promise<UploadRecord[]> {
  return on.query<UploadRecord>(sql`select ${UPLOAD_COLUMNS} from workspace.uploads
    where (unrecognized_at is null and made_at < ${moments.made}::timestamp)
      or unrecognized_at < ${moments.unrecognized}::timestamp`);
}

/** Uploads that an import has done with, and that a server which died could not remove any more. */
export function uploadsDoneWith(on: Executor): Promise<Pick<UploadRecord, 'upload_id'>[]> {
  return on.query(sql`select distinct u.upload_id from workspace.uploads u
    join workspace.jobs j on j.book_id = u.book_id and j.params like '%"' || u.upload_id || '"%'
    where j.kind = 'import' and j.state = 'done' and (u.unrecognized_at is null or u.unrecognized_at < j.started_at)`);
}

/** Writes an export down. */
export async function insertExport(tx: Executor, record: ExportRecord): Promise<void> {
  await tx.execute(sql`insert into workspace.exports (export_id, book_id, file_name, made_at)
    values (${record.export_id}, ${record.book_id}, ${record.file_name}, ${record.made_at})`);
}

/** An export of a book; undefined when there is none of a job that a user of these shops may see. */
export async function findExport(
  on: Executor,
  book_id: string,
  shops: ShopsSeen,
  export_id: string,
): Promise<ExportRecord | undefined> {
  const [found] =
    await on.query<ExportRecord>(sql`select export_id, book_id, file_name, made_at from workspace.exports
    where book_id = ${book_id} and export_id = ${export_id}
      and export_id in (select j.job_id from workspace.jobs j where ${jobSeenBy(shops)})`);
  return found;
}

/** Exports that were made before a moment. */
export function exportsBefore(on: Executor, moment: string): Promise<ExportRecord[]> {
  return on.query<ExportRecord>(
    sql`select export_id, book_id, file_name, made_at from workspace.exports where made_at < ${moment}::timestamp`,
  );
}

/** Forgets an export. */
export async function deleteExport(tx: Executor, export_id: string): Promise<void> {
  await tx.execute(sql`delete from workspace.exports where export_id = ${export_id}`);
}
