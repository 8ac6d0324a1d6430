import path from 'node:path';
import type { WallTime } from '../../model/facts.ts';
import type { Book } from '../book.ts';
import type { Executor } from '../driver.ts';
import { type OriginalStore, originalsIn } from '../originals.ts';
import { sql } from '../sql.ts';

/** A file attached to a case. */
export interface AttachmentRow {
  readonly attachment_id: bigint;
  readonly case_id: bigint;
  readonly file: string;
  readonly sha256: string;
  /** The name under which the bytes are kept. */
  readonly stored_as: string;
  readonly bytes: bigint;
  readonly made_by: string;
  readonly made_at: WallTime;
}

/** Where attached files are kept: beside the originals, each once under the hash of its bytes. */
export function attachmentsIn({ originals }: Pick<Book, 'originals'>): OriginalStore {
  return originalsIn(path.join(path.dirname(originals.folder), 'attachments'));
}

/** Writes an attachment down. */
export async function insertAttachment(
  tx: Executor,
  book_id: string,
  match_key: string,
  row: AttachmentRow,
): Promise<void> {
  await tx.execute(sql`insert into app.attachments values (${book_id}, ${match_key}, ${row.attachment_id},
    ${row.case_id}, ${row.file}, ${row.sha256}, ${row.stored_as}, ${row.bytes}, ${row.made_by}, ${row.made_at})`);
}

/** The attachments of a case, oldest first, or one by its number. */
export async function readAttachments(
  on: Executor,
  book_id: string,
  of: { readonly case_id: bigint } | { readonly attachment_id: bigint },
): Promise<AttachmentRow[]> {
  const which =
    'case_id' in of ? sql`case_id = ${of.case_id}::bigint` : sql`attachment_id = ${of.attachment_id}::bigint`;
  return on.query<AttachmentRow>(sql`select attachment_id, case_id, file, sha256, stored_as, bytes, made_by, made_at
    from app.attachments where book_id = ${book_id} and ${which} order by attachment_id`);
}
