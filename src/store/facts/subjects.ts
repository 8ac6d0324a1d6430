import type { SubjectRecord } from '../../sources/parts/subjects.ts';
import type { Executor } from '../driver.ts';
import { join, sql } from '../sql.ts';

const ROWS_A_STATEMENT = 200;

/** Adds the subjects that the book does not know yet. */
export async function insertSubjects(
  tx: Executor,
  book_id: string,
  subjects: readonly SubjectRecord[],
): Promise<void> {
  if (subjects.length === 0) return;
  const rows = await tx.query<{ subject_id: bigint }>(
    sql`select subject_id from subjects where book_id = ${book_id}`,
  );
  const known = new Set(rows.map(({ subject_id }) => subject_id));
  const fresh = subjects.filter(({ subject_id }) => !known.has(subject_id));
  for (let at = 0; at < fresh.length; at += ROWS_A_STATEMENT) {
    const values = fresh.slice(at, at + ROWS_A_STATEMENT).map(
      (subject) => sql`(${book_id}, ${subject.subject_id}, ${subject.channel}, ${subject.entry_type},
          ${subject.description}, ${subject.memo})`,
    );
    await tx.execute(sql`insert into subjects (book_id, subject_id, channel, entry_type, description, memo)
      values ${join(values)}`);
  }
}

/** Removes the subjects that no statement line has any more. */
export async function removeUnusedSubjects(tx: Executor, book_id: string): Promise<void> {
  await tx.execute(sql`delete from subjects where book_id = ${book_id} and subject_id not in
    (select distinct subject_id from statement_lines where book_id = ${book_id})`);
}
