import { type Access, covers } from '../../actions/workspace/access.ts';
import {
  createUser,
  type ListedUser,
  linkUser,
  listUsers,
  updateUser,
} from '../../actions/workspace/users.ts';
import type { ReplyOf } from '../contract/index.ts';
import { implement } from '../implement.ts';

type ShownUser = ReplyOf<'list_users'>['users'][number];

/** A user as an administrator of some access sees him. */
function shown(giver: Access, { access, password_hash, ...user }: ListedUser): ShownUser {
  const { user_id, name, display_name, role, disabled, last_seen_at } = user;
  return {
    user_id,
    name,
    display_name,
    role,
    access:
      access === 'all'
        ? 'all'
        : access.map(({ book_id, shops }) => ({ book_id, shops: shops && [...shops] })),
    disabled,
    has_password: password_hash !== null,
    last_seen_at,
    can_change: covers(giver, access),
  };
}

/** Users, for administrators. */
export const USERS = [
  implement('list_users', async ({ bench, who: { access } }) => ({
    users: (await listUsers(bench.workspace)).map((user) => shown(access, user)),
  })),
  implement('create_user', async ({ bench, who: { access }, body }) => {
    const { user, link } = await createUser(bench.workspace, access, body);
    return { user: shown(access, user), link };
  }),
  implement('update_user', async ({ bench, who: { access }, params, body }) => ({
    user: shown(access, await updateUser(bench.workspace, access, params.user_id, body)),
  })),
  implement('link_user', async ({ bench, who: { access }, params }) => ({
    link: await linkUser(bench.workspace, access, params.user_id),
  })),
];
