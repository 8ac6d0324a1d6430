import type { FactKind } from '../../model/facts.ts';
import type { Executor } from '../driver.ts';
import type { HeadTable } from '../lists/list.ts';
import { type Sql, sql } from '../sql.ts';

const COPIES: Readonly<Partial<Record<FactKind, HeadTable>>> = { statement_lines: 'statement_line_heads' };

/** Names of the tables that hold facts of a kind: its own, and that of the copies which its lists are read from. */
export function tablesOf(kind: FactKind): string[] {
  const copies = COPIES[kind];
  return copies === undefined ? [kind] : [kind, copies];
}

/** Has the sums of batches made anew: other rows of theirs count now. `batch_ids` selects them. */
export async function distrustSums(tx: Executor, bookId: string, batch_ids: Sql): Promise<void> {
  await tx.execute(
    sql`update import_batches set is_summed = false where book_id = ${bookId} and is_summed and batch_id in (${batch_ids})`,
  );
}
