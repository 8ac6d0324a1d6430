import type { Language } from '../../model/language.ts';
import type { Role } from '../../model/role.ts';
import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';

/** A person who may sign in. */
export interface UserRecord {
  readonly user_id: string;
  /** What is typed at sign-in; no two users have the same, capitals or not. */
  readonly name: string;
  readonly display_name: string;
  readonly role: Role;
  readonly language: Language | null;
  readonly theme: 'light' | 'dark' | 'auto';
  readonly password_hash: string | null;
  readonly all_books: boolean;
  readonly disabled: boolean;
  readonly made_at: string;
  readonly last_seen_at: string | null;
}

/** A book that a user sees, and in it all shops or these. */
export interface AccessRecord {
  readonly book_id: string;
  readonly shops: readonly string[] | null;
}

const COLUMNS = sql`user_id, name, display_name, role, language, theme, password_hash, all_books, disabled, made_at,
  last_seen_at`;

/** All users in the order in which they were made. */
export function listUserRecords(on: Executor): Promise<UserRecord[]> {
  return on.query<UserRecord>(sql`select ${COLUMNS} from workspace.users order by made_at, user_id`);
}

/** One user. */
export async function findUser(on: Executor, user_id: string): Promise<UserRecord | undefined> {
  const [found] = await on.query<UserRecord>(
    sql`select ${COLUMNS} from workspace.users where user_id = ${user_id}`,
  );
  return found;
}

/** The user of a name, capitals or not. */
export async function findUserNamed(on: Executor, name: string): Promise<UserRecord | undefined> {
  const [found] = await on.query<UserRecord>(
    sql`select ${COLUMNS} from workspace.users where lower(name) = lower(${name}::text)`,
  );
  return found;
}

/** Writes a user down, in place of the one with the same id. */
export async function putUser(tx: Executor, user: UserRecord): Promise<void> {
  await tx.execute(sql`delete from workspace.users where user_id = ${user.user_id}`);
  await tx.execute(sql`insert into workspace.users (${COLUMNS}) values (${user.user_id}, ${user.name},
    ${user.display_name}, ${user.role}, ${user.language}, ${user.theme}, ${user.password_hash}, ${user.all_books},
    ${user.disabled}, ${user.made_at}, ${user.last_seen_at})`);
}

/** The books of a user who does not see all. */
export async function accessOf(on: Executor, user_id: string): Promise<AccessRecord[]> {
  const rows = await on.query<{ book_id: string; shops: string | null }>(
    sql`select book_id, shops from workspace.access where user_id = ${user_id} order by book_id`,
  );
  return rows.map(({ book_id, shops }) => ({
    book_id,
    shops: shops === null ? null : (JSON.parse(shops) as string[]),
  }));
}

/** Replaces the books of a user. */
export async function putAccess(
  tx: Executor,
  user_id: string,
  access: readonly AccessRecord[],
): Promise<void> {
  await tx.execute(sql`delete from workspace.access where user_id = ${user_id}`);
  for (const { book_id, shops } of access)
    await tx.execute(sql`insert into workspace.access (user_id, book_id, shops)
      values (${user_id}, ${book_id}, ${shops === null ? null : JSON.stringify(shops)})`);
}
