import { type Sql, sql, trusted } from '../../store/sql.ts';
import type { Scope } from './scope.ts';

const SHADOWED = sql`(exists (
      select 1 from shadowed_days s
      where s.book_id = l.book_id and s.batch_id = l.batch_id
        and l.happened_at >= s.on_day and l.happened_at < s.on_day + interval '1 day')
    or exists (
      select 1 from told_lines t
      where t.book_id = l.book_id and t.batch_id = l.batch_id and t.row_no = l.row_no))`;

/** Which lines count: nothing to exclude where no two statements tell the same money. */
export function onlyCountedLines({ has_shadows }: Scope): Sql {
  return has_shadows ? sql`and not ${SHADOWED}` : trusted('');
}

/** Whether another statement tells the money of line `l`. */
export function isToldElsewhere({ has_shadows }: Scope): Sql {
  return has_shadows ? SHADOWED : trusted('false');
}

/**
 * Leaves out the lines `l` that a person tied to another order than the one that they name. Links that searches make are of
 * numbers that no order has.
 */
export function onlyOwnLines(bookId: string): Sql {
  return sql`and l.match_key not in (
    select match_key from key_links where book_id = ${bookId} and link_rule = 'manual')`;
}
