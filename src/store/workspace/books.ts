import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';

/** A book of the workspace. */
export interface BookRecord {
  readonly book_id: string;
  readonly name: string;
  /** Folder of a book that was taken in from elsewhere; null for the workspace's own. */
  readonly location: string | null;
  readonly is_sample: boolean;
  readonly made_at: string;
  /** Being removed: shown to nobody. */
  readonly removed: boolean;
}

const COLUMNS = sql`book_id, name, location, is_sample, made_at, removed`;

/** All books, also those being removed, oldest first. */
export function listBookRecords(on: Executor): Promise<BookRecord[]> {
  return on.query<BookRecord>(sql`select ${COLUMNS} from workspace.books order by made_at, book_id`);
}

/** A book that is there and not being removed. */
export async function findBookRecord(on: Executor, book_id: string): Promise<BookRecord | undefined> {
  const [found] = await on.query<BookRecord>(
    sql`select ${COLUMNS} from workspace.books where book_id = ${book_id} and not removed`,
  );
  return found;
}

/** Writes a book down. */
export async function insertBookRecord(tx: Executor, book: BookRecord): Promise<void> {
  await tx.execute(sql`insert into workspace.books (book_id, name, location, is_sample, made_at, removed)
    values (${book.book_id}, ${book.name}, ${book.location}, ${book.is_sample}, ${book.made_at}, false)`);
}

/** Gives a book another name. */
export async function renameBookRecord(tx: Executor, book_id: string, name: string): Promise<void> {
  await tx.execute(sql`update workspace.books set name = ${name} where book_id = ${book_id}`);
}

/** From now on nobody sees the book. */
export async function markRemoved(tx: Executor, book_id: string): Promise<void> {
  await tx.execute(sql`update workspace.books set removed = true where book_id = ${book_id}`);
}

/** Forgets a book with everything that the workspace keeps about it, but for the job that does it. */
export async function deleteBookRecord(tx: Executor, book_id: string, job_id: string): Promise<void> {
  await tx.execute(sql`delete from workspace.books where book_id = ${book_id}`);
  await tx.execute(sql`delete from workspace.access where book_id = ${book_id}`);
  await tx.execute(sql`delete from workspace.views where book_id = ${book_id}`);
  await tx.execute(sql`delete from workspace.uploads where book_id = ${book_id}`);
  await tx.execute(sql`delete from workspace.exports where book_id = ${book_id}`);
  await tx.execute(sql`delete from workspace.jobs where book_id = ${book_id} and job_id <> ${job_id}`);
}
