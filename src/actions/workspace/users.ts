import { now } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import type { Role } from '../../model/role.ts';
import type { Executor } from '../../store/driver.ts';
import { findBookRecord } from '../../store/workspace/books.ts';
import { deleteLinksOf, deleteSessionsOf } from '../../store/workspace/sessions.ts';
import {
  accessOf,
  findUser,
  findUserNamed,
  listUserRecords,
  putAccess,
  putUser,
  type UserRecord,
} from '../../store/workspace/users.ts';
import type { Workspace } from '../../store/workspace/workspace.ts';
import { type Access, covers, seesBook } from './access.ts';
import { makeLink, type NewLink } from './sign-in.ts';
import { newId } from './tokens.ts';

/** A user with the books. */
export interface ListedUser extends UserRecord {
  readonly access: Access;
}

/** What an administrator can change of a user. */
export interface UserChange {
  readonly display_name?: string;
  readonly role?: Role;
  readonly access?: Access;
  readonly disabled?: boolean;
}

/** All users in the order in which they were made. */
export async function listUsers({ store }: Workspace): Promise<ListedUser[]> {
  const users = await listUserRecords(store);
  return Promise.all(users.map((user) => withAccess(store, user)));
}

async function withAccess(on: Executor, user: UserRecord): Promise<ListedUser> {
  return { ...user, access: user.all_books ? 'all' : await accessOf(on, user.user_id) };
}

/** Makes a user with the link to choose a password. @throws user_exists, book_unknown, access_beyond_own */
export function createUser(
  workspace: Workspace,
  giver: Access,
  {
    name,
    display_name,
    role,
    access,
  }: { readonly name: string; readonly display_name: string; readonly role: Role; readonly access: Access },
): Promise<{ user: ListedUser; link: NewLink }> {
  return workspace.write(async (tx) => {
    if ((await findUserNamed(tx, name)) !== undefined) throw new DuideshangError('user_exists', { name });
    const user: UserRecord = {
      user_id: newId(),
      name,
      display_name: display_name || name,
      role,
      language: null,
      theme: 'auto',
      password_hash: null,
      all_books: access === 'all',
      disabled: false,
      made_at: now(),
      last_seen_at: null,
    };
    await putUser(tx, user);
    await setAccess(tx, giver, user.user_id, access);
    return { user: await withAccess(tx, user), link: await makeLink(tx, user.user_id) };
  });
}

/** Gives access. Nobody gives more than they have, and a book that the giver does not see is unknown. */
async function setAccess(tx: Executor, giver: Access, user_id: string, access: Access): Promise<void> {
  for (const { book_id } of access === 'all' ? [] : access)
    if (!seesBook(giver, book_id) || (await findBookRecord(tx, book_id)) === undefined)
      throw new DuideshangError('book_unknown');
  if (!covers(giver, access)) throw new DuideshangError('access_beyond_own');
  await putAccess(tx, user_id, access === 'all' ? [] : access);
}

/**
 * Changes a user. Who is disabled is signed out at once and loses the one-time link.
 * @throws user_unknown, book_unknown, access_beyond_own, last_administrator
 */
export function updateUser(
  workspace: Workspace,
  giver: Access,
  user_id: string,
  change: UserChange,
): Promise<ListedUser> {
  return workspace.write(async (tx) => {
    const user = await findCoveredUser(tx, giver, user_id);
    const { access, ...rest } = change;
    const changed = {
      ...user,
      ...rest,
      all_books: access === undefined ? user.all_books : access === 'all',
    };
    await putUser(tx, changed);
    if (access !== undefined) await setAccess(tx, giver, user_id, access);
    await refuseWithoutAdministrator(tx);
    if (changed.disabled) {
      await deleteSessionsOf(tx, user_id);
      await deleteLinksOf(tx, user_id);
    }
    return withAccess(tx, changed);
  });
}

/**
 * A user who sees no more than the giver: a role, a name or a link for one who sees more would reach further than the giver.
 * @throws user_unknown, access_beyond_own
 */
async function findCoveredUser(tx: Executor, giver: Access, user_id: string): Promise<ListedUser> {
  const user = await findUser(tx, user_id);
  if (user === undefined) throw new DuideshangError('user_unknown');
  const listed = await withAccess(tx, user);
  if (!covers(giver, listed.access)) throw new DuideshangError('access_beyond_own');
  return listed;
}

/** Somebody must always be able to change everything: an administrator of all books who is not disabled. */
async function refuseWithoutAdministrator(tx: Executor): Promise<void> {
  const users = await listUserRecords(tx);
  const isFull = ({ role, disabled, all_books }: UserRecord): boolean =>
    role === 'administrator' && !disabled && all_books;
  if (!users.some(isFull)) throw new DuideshangError('last_administrator');
}

/**
 * A new link for a user who forgot the password; the old password stays good until it is used.
 * @throws user_unknown, access_beyond_own
 */
export function linkUser(workspace: Workspace, giver: Access, user_id: string): Promise<NewLink> {
  return workspace.write(async (tx) => {
    const user = await findCoveredUser(tx, giver, user_id);
    if (user.disabled) throw new DuideshangError('user_unknown');
    return makeLink(tx, user_id);
  });
}

/** Changes what a user may change of himself. */
export function updateMe(
  workspace: Workspace,
  user_id: string,
  change: Partial<Pick<UserRecord, 'display_name' | 'language' | 'theme'>>,
): Promise<UserRecord> {
  return workspace.write(async (tx) => {
    const user = await findUser(tx, user_id);
    if (user === undefined) throw new DuideshangError('user_unknown');
    const changed = { ...user, ...change };
    await putUser(tx, changed);
    return changed;
  });
}

/** The display name of every user by id. */
export async function namesOfUsers({ store }: Workspace): Promise<Readonly<Record<string, string>>> {
  const users = await listUserRecords(store);
  return Object.fromEntries(users.map(({ user_id, display_name }) => [user_id, display_name]));
}

/** Gives the display name of a user; who is none, as the command line writes its users down, keeps the name. */
export async function namer(workspace: Workspace): Promise<(user_id: string) => string> {
  const names = await namesOfUsers(workspace);
  return (user_id) => names[user_id] ?? user_id;
}

/** Users who see a book, to assign work to. */
export async function colleaguesOf(workspace: Workspace, book_id: string): Promise<UserRecord[]> {
  const users = await listUsers(workspace);
  return users.filter(({ disabled, access }) => !disabled && seesBook(access, book_id));
}
