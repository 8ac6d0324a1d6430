import path from 'node:path';
import { now } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import type { Actor } from '../../model/role.ts';
import type { Book } from '../../store/book.ts';
import { attachmentsIn, insertAttachment, readAttachments } from '../../store/cases/attachments.ts';
import { idOf } from '../../store/cases/case-moves.ts';
import { applySteps, markSteps, nextNumber, writeSteps } from '../../store/cases/case-steps.ts';
import { caseOf } from '../../store/cases/cases.ts';
import { sql, trusted } from '../../store/sql.ts';
import { changeCases } from './case-queue.ts';

/** An attached file as the case shows it. */
export interface Attachment {
  readonly attachment_id: string;
  readonly file: string;
  readonly bytes: number;
  readonly made_by: string;
  readonly made_at: string;
}

/** Keeps a copy of a file with a case, under the name that it has or is given. @throws case_unknown */
export async function attachFile(
  book: Book,
  who: Actor,
  case_id: string,
  source: { readonly path: string; readonly name?: string },
): Promise<Attachment> {
  const { store, book_id } = book;
  const found = await caseOf(store, book_id, idOf(case_id), who);
  if (found === null) throw new DuideshangError('case_unknown', { case_id });
  const kept = await attachmentsIn(book).keep(source.path);
  const file = path.basename(source.name ?? source.path);
  const at = now();
  const bytes = BigInt(kept.bytes);
  const attachment_id = await changeCases(book, async (tx) => {
    const id = await nextNumber(tx, 'app.attachment_ids');
    const row = {
      attachment_id: id,
      case_id: found.case_id,
      file,
      sha256: kept.sha256,
      stored_as: path.basename(kept.path),
      bytes,
    };
    await insertAttachment(tx, book_id, found.match_key, { ...row, made_by: who.user_id, made_at: at });
    const mark = await markSteps(tx);
    await writeSteps(tx, {
      ...{ book_id, action_id: null, made_by: who.user_id, made_at: at, note: file },
      cases: sql`app.cases c where c.book_id = ${book_id} and c.case_id = ${found.case_id}`,
      what: trusted(`'attach'`),
      change: {},
    });
    await applySteps(tx, book_id, mark);
    return id;
  });
  return { attachment_id: String(attachment_id), file, bytes: kept.bytes, made_by: who.user_id, made_at: at };
}

/** The files of a case, oldest first. */
export async function attachmentsOf({ store, book_id }: Book, case_id: bigint): Promise<Attachment[]> {
  const rows = await readAttachments(store, book_id, { case_id });
  return rows.map(({ attachment_id, file, bytes, made_by, made_at }) => ({
    ...{ attachment_id: String(attachment_id), file, bytes: Number(bytes), made_by, made_at },
  }));
}

/** Where the bytes of an attachment lie, and its name. @throws attachment_unknown */
export async function attachmentFile(
  book: Book,
  attachment_id: string,
  who: Pick<Actor, 'shops'> = {},
): Promise<{ path: string; file: string; case_id: string }> {
  const [row] = await readAttachments(book.store, book.book_id, { attachment_id: idOf(attachment_id) });
  const seen = row === undefined ? null : await caseOf(book.store, book.book_id, row.case_id, who);
  if (row === undefined || seen === null) throw new DuideshangError('attachment_unknown', { attachment_id });
  return {
    path: attachmentsIn(book).pathOf(row.sha256, row.stored_as),
    file: row.file,
    case_id: String(row.case_id),
  };
}
