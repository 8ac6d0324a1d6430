import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';

/** Someone signed in. Only the hash of the token is known. */
export interface SessionRecord {
  readonly token_hash: string;
  readonly user_id: string;
  readonly made_at: string;
  readonly seen_at: string;
}

/** A link for choosing a password, good once. */
export interface LinkRecord {
  readonly token_hash: string;
  readonly user_id: string;
  /** The link of the first start, whose user also chooses the name. */
  readonly is_first: boolean;
  readonly expires_at: string;
}

/** The session of a token's hash. */
export async function findSession(on: Executor, token_hash: string): Promise<SessionRecord | undefined> {
  const [found] = await on.query<SessionRecord>(
    sql`select token_hash, user_id, made_at, seen_at from workspace.sessions where token_hash = ${token_hash}`,
  );
  return found;
}

/** Writes a session down. */
export async function insertSession(tx: Executor, session: SessionRecord): Promise<void> {
  await tx.execute(sql`insert into workspace.sessions (token_hash, user_id, made_at, seen_at)
    values (${session.token_hash}, ${session.user_id}, ${session.made_at}, ${session.seen_at})`);
}

/** The session and its user were seen. */
export async function touchSession(
  tx: Executor,
  { token_hash, user_id }: SessionRecord,
  at: string,
): Promise<void> {
  await tx.execute(
    sql`update workspace.sessions set seen_at = ${at}::timestamp where token_hash = ${token_hash}`,
  );
  await tx.execute(
    sql`update workspace.users set last_seen_at = ${at}::timestamp where user_id = ${user_id}`,
  );
}

/** Ends one session. */
export async function deleteSession(tx: Executor, token_hash: string): Promise<void> {
  await tx.execute(sql`delete from workspace.sessions where token_hash = ${token_hash}`);
}

/** Ends the sessions of a user, but for one where it is named. */
export async function deleteSessionsOf(tx: Executor, user_id: string, but = ''): Promise<void> {
  await tx.execute(sql`delete from workspace.sessions where user_id = ${user_id} and token_hash <> ${but}`);
}

/** Removes sessions not seen since a moment, and links that expired before another. */
export async function deleteExpired(tx: Executor, seen_before: string, now: string): Promise<void> {
  await tx.execute(sql`delete from workspace.sessions where seen_at < ${seen_before}::timestamp`);
  await tx.execute(sql`delete from workspace.links where expires_at < ${now}::timestamp`);
}

/** The link of a token's hash, also when it has expired. */
export async function findLink(on: Executor, token_hash: string): Promise<LinkRecord | undefined> {
  const [found] = await on.query<LinkRecord>(
    sql`select token_hash, user_id, is_first, expires_at from workspace.links where token_hash = ${token_hash}`,
  );
  return found;
}

/** Writes the one link of a user down; an earlier one is good no more. */
export async function putLink(tx: Executor, link: LinkRecord): Promise<void> {
  await deleteLinksOf(tx, link.user_id);
  await tx.execute(sql`insert into workspace.links (token_hash, user_id, is_first, expires_at)
    values (${link.token_hash}, ${link.user_id}, ${link.is_first}, ${link.expires_at})`);
}

/** Removes the link of a user. */
export async function deleteLinksOf(tx: Executor, user_id: string): Promise<void> {
  await tx.execute(sql`delete from workspace.links where user_id = ${user_id}`);
}
