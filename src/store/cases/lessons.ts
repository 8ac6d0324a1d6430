import type { WallTime } from '../../model/facts.ts';
import type { Cause } from '../../model/result.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../driver.ts';
import { type Sql, sql, trusted } from '../sql.ts';

/** Moments [from, to); null is without bound. */
export interface Span {
  readonly from_at: WallTime | null;
  readonly to_at: WallTime | null;
}

/** The cases of one cause that were opened in a span. */
export interface CauseRow {
  readonly cause: Cause;
  readonly count: number;
  /** Of all discrepancies without their sign. */
  readonly minor: Minor;
  readonly resolved: number;
}

/** Cases opened in a span by cause, largest money first. */
export async function causesOpened(
  on: Executor,
  book_id: string,
  span: Span,
  shops: Sql,
): Promise<CauseRow[]> {
  const rows = await on.query<{ cause: Cause; count: bigint; minor: Minor; resolved: bigint }>(
    sql`select c.cause, count(*) as count, sum(abs(c.discrepancy_minor))::bigint as minor,
      sum(case when c.state in ('resolved', 'written_off') then 1 else 0 end)::bigint as resolved
    from app.cases c where c.book_id = ${book_id} and ${shops} and ${within('c.opened_at', span)}
    group by c.cause order by 3 desc, c.cause`,
  );
  return rows.map((row) => ({ ...row, count: Number(row.count), resolved: Number(row.resolved) }));
}

/** Reasons with which cases opened in a span were closed, largest money first. */
export async function reasonsGiven(
  on: Executor,
  book_id: string,
  span: Span,
  shops: Sql,
): Promise<{ reason_code: string; count: number; minor: Minor }[]> {
  const rows = await on.query<{ reason_code: string; count: bigint; minor: Minor }>(
    sql`select c.reason_code, count(*) as count, sum(abs(coalesce(nullif(c.decided_minor, 0), c.discrepancy_minor)))::bigint as minor
    from app.cases c
    where c.book_id = ${book_id} and ${shops} and c.reason_code is not null and c.closed_at is not null
      and ${within('c.opened_at', span)}
    group by c.reason_code order by 3 desc, c.reason_code`,
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Minutes from opening to closing, summed over the closed cases opened in a span, with their number. */
export async function timeToClose(
  on: Executor,
  book_id: string,
  span: Span,
  shops: Sql,
): Promise<{ count: bigint; minutes: bigint }> {
  const [row] = await on.query<{ count: bigint; minutes: bigint }>(sql`select count(*) as count,
      coalesce(sum(minutes_between(c.opened_at, c.closed_at)), 0)::bigint as minutes
    from app.cases c
    where c.book_id = ${book_id} and ${shops} and c.closed_at is not null and ${within('c.opened_at', span)}`);
  return row ?? { count: 0n, minutes: 0n };
}

function within(column: 'c.opened_at', { from_at, to_at }: Span): Sql {
  const at = trusted(column);
  const from = from_at === null ? trusted('true') : sql`${at} >= ${from_at}::timestamp`;
  const to = to_at === null ? trusted('true') : sql`${at} < ${to_at}::timestamp`;
  return sql`${from} and ${to}`;
}

/** What was learned about a cause, and what to change. */
export interface LessonNote {
  readonly cause: Cause;
  readonly learned: string;
  readonly change: string;
  readonly made_by: string | null;
  readonly made_at: WallTime | null;
}

/** The notes of a book. */
export async function readLessonNotes(on: Executor, book_id: string): Promise<LessonNote[]> {
  return on.query<LessonNote>(sql`select cause, learned, change, made_by, made_at from app.lesson_notes
    where book_id = ${book_id} order by cause`);
}

/** Replaces the note on a cause. */
export async function writeLessonNote(tx: Executor, book_id: string, note: LessonNote): Promise<void> {
  await tx.execute(sql`delete from app.lesson_notes where book_id = ${book_id} and cause = ${note.cause}`);
  await tx.execute(sql`insert into app.lesson_notes values (${book_id}, ${note.cause}, ${note.learned}, ${note.change},
    ${note.made_by}, ${note.made_at})`);
}
