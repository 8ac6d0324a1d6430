import { IS_TOLD_ELSEWHERE } from '../../store/facts/shadowed-days.ts';
import { type Sql, sql, trusted } from '../../store/sql.ts';
import type { Scope } from './scope.ts';

/** Which lines count: nothing to exclude where no two statements tell the same money. */
export function onlyCountedLines({ has_shadows }: Scope): Sql {
  return has_shadows ? sql`and not ${IS_TOLD_ELSEWHERE}` : trusted('');
}

/** Whether another statement tells the money of line `l`. */
export function isToldElsewhere({ has_shadows }: Scope): Sql {
  return has_shadows ? IS_TOLD_ELSEWHERE : trusted('false');
}

/**
 * Leaves out the lines `l` that a person tied to another order than the one that they name. Links that searches make are of
 * numbers that no order has.
 */
export function onlyOwnLines(bookId: string): Sql {
  return sql`and l.match_key not in (
    select match_key from key_links where book_id = ${bookId} and link_rule = 'manual')`;
}
