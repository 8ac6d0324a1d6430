import type { Book } from '../../store/book.ts';
import type { Executor } from '../../store/driver.ts';
import { listUnsummed, sumLineDays } from '../../store/lists/line-days.ts';
import { sql } from '../../store/sql.ts';
import { oneAtATime } from '../importing/import-queue.ts';

/** Fewer lines than this are summed as fast when somebody asks. */
const ROWS_MIN = 100_000;

/** Whether so many wallet lines of a book are not summed by day that their sums are worth being made. */
export async function wantsDaySums(
  { store, book_id }: Book,
  rows_min = ROWS_MIN,
  on: Executor = store,
): Promise<boolean> {
  const unsummed = await listUnsummed(on, book_id);
  return unsummed.reduce((sum, { row_count }) => sum + row_count, 0n) >= rows_min;
}

/** Sums wallet lines by day within a change of the book, where {@link wantsDaySums}: nobody sees the change without. */
export async function sumDaysOfChange(book: Book, tx: Executor, rows_min = ROWS_MIN): Promise<void> {
  if (!(await wantsDaySums(book, rows_min, tx))) return;
  const unsummed = await listUnsummed(tx, book.book_id);
  await sumLineDays(
    tx,
    book.book_id,
    unsummed.map(({ batch_id }) => batch_id),
  );
}

/** Sums wallet lines by day where {@link wantsDaySums}; otherwise nothing. All or nothing. */
export function makeDaySums(book: Book, rows_min = ROWS_MIN): Promise<void> {
  const { store, book_id } = book;
  return oneAtATime(book, () =>
    store.transaction(async (tx) => {
      await tx.query(sql`select lock_book(${book_id}) as locked`);
      await sumDaysOfChange(book, tx, rows_min);
    }),
  );
}
