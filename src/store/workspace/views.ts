import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';

/** A saved view of a list. */
export interface ViewRecord {
  readonly view_id: string;
  readonly book_id: string;
  readonly user_id: string;
  readonly list: string;
  readonly name: string;
  readonly shared: boolean;
  /** JSON: filter, sort, columns, groups. */
  readonly definition: string;
}

const COLUMNS = sql`view_id, book_id, user_id, list, name, shared, definition`;

/** The views of a book that a user sees: own and shared ones, by name. */
export function listViews(on: Executor, book_id: string, user_id: string): Promise<ViewRecord[]> {
  return on.query<ViewRecord>(sql`select ${COLUMNS} from workspace.views
    where book_id = ${book_id} and (user_id = ${user_id} or shared) order by list, name, view_id`);
}

/** Saves a view, in place of the user's own of the same list and name. */
export async function putView(tx: Executor, view: ViewRecord): Promise<void> {
  await tx.execute(sql`delete from workspace.views where book_id = ${view.book_id} and user_id = ${view.user_id}
    and list = ${view.list} and name = ${view.name}`);
  await tx.execute(sql`insert into workspace.views (${COLUMNS}) values (${view.view_id}, ${view.book_id},
    ${view.user_id}, ${view.list}, ${view.name}, ${view.shared}, ${view.definition})`);
}

/** Removes a view of a user; nothing happens when it is not his. */
export async function deleteView(
  tx: Executor,
  { book_id, user_id, view_id }: Pick<ViewRecord, 'book_id' | 'user_id' | 'view_id'>,
): Promise<void> {
  await tx.execute(sql`delete from workspace.views
    where book_id = ${book_id} and user_id = ${user_id} and view_id = ${view_id}`);
}
