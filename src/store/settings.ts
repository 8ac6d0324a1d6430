import type { Executor } from './driver.ts';
import { sql } from './sql.ts';

/** The value of a setting; undefined when it was never set. */
export async function readSetting(
  store: Executor,
  book_id: string,
  name: string,
): Promise<string | undefined> {
  const [found] = await store.query<{ value: string }>(
    sql`select value from app.settings where book_id = ${book_id} and name = ${name}`,
  );
  return found?.value;
}

/** All settings by name. */
export async function readSettings(store: Executor, book_id: string): Promise<Map<string, string>> {
  const rows = await store.query<{ name: string; value: string }>(
    sql`select name, value from app.settings where book_id = ${book_id} order by name`,
  );
  return new Map(rows.map(({ name, value }) => [name, value]));
}

/** Sets a setting; null removes it. Run it in a transaction of its own. */
export async function writeSetting(
  tx: Executor,
  book_id: string,
  name: string,
  value: string | null,
): Promise<void> {
  await tx.execute(sql`delete from app.settings where book_id = ${book_id} and name = ${name}`);
  if (value === null) return;
  await tx.execute(
    sql`insert into app.settings (book_id, name, value) values (${book_id}, ${name}, ${value})`,
  );
}
