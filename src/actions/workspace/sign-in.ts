import { addDays, addHours, now } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import { sameShops } from '../../model/list.ts';
import type { Executor } from '../../store/driver.ts';
import { keptUntilChange } from '../../store/kept.ts';
import {
  deleteExpired,
  deleteLinksOf,
  deleteSession,
  deleteSessionsOf,
  findLink,
  findSession,
  insertSession,
  type LinkRecord,
  putLink,
  type SessionRecord,
  touchSession,
} from '../../store/workspace/sessions.ts';
import {
  accessOf,
  findUser,
  findUserNamed,
  listUserRecords,
  putUser,
  type UserRecord,
} from '../../store/workspace/users.ts';
import type { Workspace } from '../../store/workspace/workspace.ts';
import { type Access, seesBook, shopsOf } from './access.ts';
import { hashPassword, isPassword } from './passwords.ts';
import type { Throttle } from './throttle.ts';
import { hashOf, newId, newToken } from './tokens.ts';

const IDLE_HOURS_MAX = 12;
const LINK_HOURS = 24;
const FIRST_LINK_DAYS = 7;
/** A session's last use is written down to the minute: it need not be a write per click. */
const TOUCH_HOURS = 1 / 60;

/** The user behind a request. */
export interface SignedIn {
  readonly user: UserRecord;
  readonly access: Access;
  readonly token_hash: string;
}

/** A one-time link: the page that takes it, and until when. */
export interface NewLink {
  readonly path: string;
  readonly expires_at: string;
}

/**
 * Signs in; the token goes into a cookie and is kept nowhere.
 * @throws sign_in_wrong, sign_in_throttled
 */
export async function signIn(
  workspace: Workspace,
  throttle: Throttle,
  { name, password, from }: { readonly name: string; readonly password: string; readonly from: string },
): Promise<{ token: string; user: UserRecord }> {
  const keys = [`name ${name.toLowerCase()}`, `from ${from}`];
  throttle.admit(keys);
  const user = await findUserNamed(workspace.store, name);
  const isRight = await isPassword(password, user?.password_hash ?? null);
  if (user === undefined || !isRight || user.disabled) {
    throttle.failed(keys);
    throw new DuideshangError('sign_in_wrong');
  }
  throttle.succeeded(keys);
  return { token: await workspace.write((tx) => beginSession(tx, user)), user };
}

async function beginSession(tx: Executor, { user_id }: UserRecord): Promise<string> {
  const token = newToken();
  const at = now();
  await deleteExpired(tx, addHours(at, -IDLE_HOURS_MAX), at);
  await insertSession(tx, { token_hash: hashOf(token), user_id, made_at: at, seen_at: at });
  return token;
}

/** Who a token belongs to; null when its session ended, was not used for 12 hours, or the user was disabled. */
export async function whoIs(workspace: Workspace, token: string): Promise<SignedIn | null> {
  const token_hash = hashOf(token);
  const holder = await holderOf(workspace, token_hash);
  if (holder === null) return null;
  const { session, user, access } = holder;
  const at = now();
  if (session.seen_at < addHours(at, -TOUCH_HOURS))
    await workspace.write((tx) => touchSession(tx, session, at));
  return { user, access, token_hash };
}

/** Whether a session goes on and its user sees of a book what he saw; the session counts as not used by this. */
export async function isStillIn(
  workspace: Workspace,
  { token_hash, access }: SignedIn,
  book_id: string,
): Promise<boolean> {
  const holder = await holderOf(workspace, token_hash);
  if (holder === null) return false;
  const sees = holder.access;
  return seesBook(sees, book_id) && sameShops(shopsOf(sees, book_id), shopsOf(access, book_id));
}

/** A session with its user. */
interface Holder {
  readonly session: SessionRecord;
  readonly user: UserRecord;
  readonly access: Access;
}

/** The session of a token's hash, unless it ended, was not used for 12 hours, or its user was disabled. */
async function holderOf({ store }: Workspace, token_hash: string): Promise<Holder | null> {
  const held = await keptUntilChange(store, `session ${token_hash}`, () => readHolder(store, token_hash));
  return held === null || held.session.seen_at < addHours(now(), -IDLE_HOURS_MAX) ? null : held;
}

async function readHolder(on: Executor, token_hash: string): Promise<Holder | null> {
  const session = await findSession(on, token_hash);
  const user = session === undefined ? undefined : await findUser(on, session.user_id);
  if (session === undefined || user === undefined || user.disabled) return null;
  return { session, user, access: user.all_books ? 'all' : await accessOf(on, user.user_id) };
}

/** Ends the session of a request. */
export function signOut(workspace: Workspace, { token_hash }: SignedIn): Promise<void> {
  return workspace.write((tx) => deleteSession(tx, token_hash));
}

/** Makes the one-time link of a user; one made before is good no more. */
export async function makeLink(tx: Executor, user_id: string, is_first = false): Promise<NewLink> {
  const token = newToken();
  const at = now();
  const expires_at = is_first ? addDays(at, FIRST_LINK_DAYS) : addHours(at, LINK_HOURS);
  await putLink(tx, { token_hash: hashOf(token), user_id, is_first, expires_at });
  return { path: `/link/${token}`, expires_at };
}

/**
 * The link of a first start: as long as nobody has a password there is an administrator to be, who chooses name and
 * password with it. Null as soon as somebody has.
 */
export function firstLink(workspace: Workspace): Promise<NewLink | null> {
  return workspace.write(async (tx) => {
    const users = await listUserRecords(tx);
    if (users.some(({ password_hash }) => password_hash !== null)) return null;
    const [first] = users;
    const user_id = first?.user_id ?? newId();
    if (first === undefined) await putUser(tx, newAdministrator(user_id));
    return makeLink(tx, user_id, true);
  });
}

function newAdministrator(user_id: string): UserRecord {
  return {
    user_id,
    name: 'admin',
    display_name: '',
    role: 'administrator',
    language: null,
    theme: 'auto',
    password_hash: null,
    all_books: true,
    disabled: false,
    made_at: now(),
    last_seen_at: null,
  };
}

/** A new link for the user of a name, for the owner of the machine. @throws user_unknown */
export function linkFor(workspace: Workspace, name: string): Promise<NewLink> {
  return workspace.write(async (tx) => {
    const user = await findUserNamed(tx, name);
    if (user === undefined) throw new DuideshangError('user_unknown');
    return makeLink(tx, user.user_id);
  });
}

/** Whose link a token is. @throws link_expired */
export async function readLink(on: Executor, token: string): Promise<{ link: LinkRecord; user: UserRecord }> {
  const link = await findLink(on, hashOf(token));
  const user = link === undefined ? undefined : await findUser(on, link.user_id);
  if (link === undefined || user === undefined || user.disabled || link.expires_at < now())
    throw new DuideshangError('link_expired');
  return { link, user };
}

/**
 * Chooses a password with a link, which is good no more, and signs in; every other session of the user ends. Only the
 * link of the first start also takes the name.
 * @throws link_expired, user_exists
 */
export async function useLink(
  workspace: Workspace,
  token: string,
  chosen: { readonly name: string; readonly display_name?: string; readonly password: string },
): Promise<{ token: string; user: UserRecord }> {
  await readLink(workspace.store, token);
  const password_hash = await hashPassword(chosen.password);
  return workspace.write(async (tx) => {
    const { link, user } = await readLink(tx, token);
    const name = link.is_first ? chosen.name : user.name;
    const other = await findUserNamed(tx, name);
    if (other !== undefined && other.user_id !== user.user_id)
      throw new DuideshangError('user_exists', { name });
    const display_name = chosen.display_name || user.display_name || name;
    const changed = { ...user, name, display_name, password_hash, last_seen_at: now() };
    await putUser(tx, changed);
    await deleteLinksOf(tx, user.user_id);
    await deleteSessionsOf(tx, user.user_id);
    return { token: await beginSession(tx, changed), user: changed };
  });
}

/** Changes the own password; other sessions of the user end. @throws old_password_wrong, sign_in_throttled */
export async function changePassword(
  workspace: Workspace,
  throttle: Throttle,
  who: SignedIn,
  { old_password, new_password }: { readonly old_password: string; readonly new_password: string },
): Promise<void> {
  const keys = [`change ${who.user.user_id}`];
  throttle.admit(keys);
  if (!(await isPassword(old_password, who.user.password_hash))) {
    throttle.failed(keys);
    throw new DuideshangError('old_password_wrong');
  }
  throttle.succeeded(keys);
  const password_hash = await hashPassword(new_password);
  await workspace.write(async (tx) => {
    const user = (await findUser(tx, who.user.user_id)) ?? who.user;
    await putUser(tx, { ...user, password_hash });
    await deleteSessionsOf(tx, user.user_id, who.token_hash);
  });
}
