import { DuideshangError } from '../../errors.ts';
import type { ListFilter, ShopsSeen } from '../../model/list.ts';
import type { Book } from '../../store/book.ts';
import type { CaseSelection } from '../../store/cases/case-moves.ts';
import { CASES } from '../../store/lists/cases.ts';
import { whereOf } from '../../store/lists/conditions.ts';
import { totalsOf } from '../../store/lists/sums.ts';
import { type Sql, sql } from '../../store/sql.ts';

/** Which cases a page means: these with the version that the user saw, or all of a filter of the list of cases. */
export type PageSelection =
  | { readonly cases: readonly { readonly case_id: string; readonly version: number }[] }
  | { readonly filter: ListFilter; readonly stamp?: string };

/**
 * The selection of a page, of what a user of these shops may see.
 * @throws case_unknown when a case of another shop is named, list_column_unknown, list_condition_wrong
 */
export async function caseSelection(
  { store, book_id }: Book,
  selection: PageSelection,
  shops: ShopsSeen,
): Promise<CaseSelection> {
  if ('filter' in selection) {
    const { filter, stamp } = selection;
    return { ...filteredCases({ book_id }, filter, shops), ...(stamp !== undefined && { stamp }) };
  }
  const ids = [...new Set(selection.cases.map(({ case_id }) => case_id))];
  if (shops !== null && ids.length > 0) {
    const named = { conditions: [{ column: 'case_id', how: 'is' as const, values: ids }] };
    const { count } = await totalsOf(store, CASES, book_id, named, shops);
    if (count < ids.length) throw new DuideshangError('case_unknown', { case_id: ids.join(', ') });
  }
  return selection;
}

/** The cases of a filter, as a condition over `app.cases c`. @throws list_column_unknown, list_condition_wrong */
export function filteredCases(
  { book_id }: Pick<Book, 'book_id'>,
  filter: ListFilter,
  shops: ShopsSeen,
): { where: Sql } {
  const { condition } = whereOf(CASES, book_id, filter, shops);
  return { where: sql`exists (select 1 from app.cases k where k.case_id = c.case_id and ${condition})` };
}
