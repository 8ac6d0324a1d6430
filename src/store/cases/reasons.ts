import type { Text } from '../../model/language.ts';
import { BUILT_IN_REASONS, type Reason } from '../../model/reason.ts';
import type { Cause } from '../../model/result.ts';
import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';

/** The reasons of the book in their order: its own list, or the built-in one. */
export async function readReasons(on: Executor, book_id: string): Promise<readonly Reason[]> {
  const rows = await on.query<{ reason_code: string; names: string; causes: string; retired: boolean }>(
    sql`select reason_code, names, causes, retired from app.reasons where book_id = ${book_id} order by position`,
  );
  if (rows.length === 0) return BUILT_IN_REASONS;
  return rows.map(({ reason_code, names, causes, retired }) => ({
    reason_code,
    name: JSON.parse(names) as Text,
    causes: JSON.parse(causes) as Cause[],
    retired,
  }));
}

/** Replaces the book's list. */
export async function writeReasons(tx: Executor, book_id: string, reasons: readonly Reason[]): Promise<void> {
  await tx.execute(sql`delete from app.reasons where book_id = ${book_id}`);
  for (const [position, { reason_code, name, causes, retired }] of reasons.entries())
    await tx.execute(sql`insert into app.reasons values (${book_id}, ${reason_code}, ${position},
      ${JSON.stringify(name)}, ${JSON.stringify(causes)}, ${retired})`);
}

/** The codes of reasons that some case or step has. */
export async function usedReasons(on: Executor, book_id: string): Promise<Set<string>> {
  const rows = await on.query<{ reason_code: string }>(sql`select distinct after_reason_code as reason_code
    from app.case_events where book_id = ${book_id} and after_reason_code is not null`);
  return new Set(rows.map((row) => row.reason_code));
}
