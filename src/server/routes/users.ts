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

function shown({ access, password_hash, ...user }: ListedUser): ShownUser {
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
  };
}

/** Users, for administrators. */
export const USERS = [
  implement('list_users', async ({ bench }) => ({ users: (await listUsers(bench.workspace)).map(shown) })),
  implement('create_user', async ({ bench, body }) => {
    const { user, link } = await createUser(bench.workspace, body);
    return { user: shown(user), link };
  }),
  implement('update_user', async ({ bench, params, body }) => ({
    user: shown(await updateUser(bench.workspace, params.user_id, body)),
  })),
  implement('link_user', async ({ bench, params }) => ({
    link: await linkUser(bench.workspace, params.user_id),
  })),
];
