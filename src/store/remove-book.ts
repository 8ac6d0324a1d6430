import type { Store } from './driver.ts';
import { sql, trusted } from './sql.ts';

/**
 * Removes the rows of a book from every table that several books share. Nothing happens where each book has a database of
 * its own.
 */
export async function removeBookRows(store: Store, book_id: string): Promise<void> {
  const tables = await store.query<{ schema: string; name: string }>(
    sql`select table_schema as schema, table_name as name from information_schema.columns
      where column_name = 'book_id' and table_schema in ('public', 'app') order by 1, 2`,
  );
  await store.transaction(async (tx) => {
    for (const { schema, name } of tables)
      await tx.execute(sql`delete from ${trusted(`${schema}.${name}`)} where book_id = ${book_id}`);
  });
}
